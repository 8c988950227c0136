"""The verdict on a token, case by case: what each piece of evidence proves, and what not."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

import pytest

import encoder
from awsconf.credentials.companions import Companion, companions
from awsconf.credentials.expiry import State, Verdict, judge
from awsconf.credentials.tokens import Token, decode_token
from awsconf.evidence import Certainty

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UTC = timezone.utc


def token(issued: datetime = NOON) -> Token:
    decoded = decode_token(encoder.token(issued=issued))
    assert decoded is not None
    return decoded


def note(text: str, *marks: tuple[str, str], key: str = "aws_expiration") -> tuple[Companion, ...]:
    return companions([(key, text), *marks])


def at(moment: datetime) -> str:
    return moment.isoformat()


def verdict_of(
    now: datetime,
    notes: tuple[Companion, ...] = (),
    issued: datetime | None = None,
    written: datetime | None = None,
    role: Certainty | None = None,
    zone: tzinfo = UTC,
) -> Verdict:
    decoded = None if issued is None else token(issued)
    return judge(decoded, notes, now=now, zone=zone, role_session=role, written=written)


def test_an_exact_end_that_has_passed() -> None:
    notes = note(at(NOON), key="x_security_token_expires")
    verdict = verdict_of(NOON + DAY, notes, issued=NOON - HOUR)
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.STRONG)
    assert verdict.reason == "expired at 2026-01-01 12:00 UTC (x_security_token_expires)"
    assert verdict.expires == verdict.latest == NOON
    assert verdict.signals == 1
    assert verdict.evidence == (
        "`x_security_token_expires` says 2026-01-01 12:00 UTC",
        "the session token was issued at 2026-01-01 11:00 UTC",
    )


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (16 * MINUTE, State.ALIVE),
        (15 * MINUTE, State.ALIVE),
        (14 * MINUTE, State.EXPIRING),
        (timedelta(), State.EXPIRING),
        (-5 * MINUTE, State.EXPIRING),
        (-5 * MINUTE - timedelta(seconds=1), State.EXPIRED),
    ],
)
def test_the_last_minutes(left: timedelta, state: State) -> None:
    assert verdict_of(NOON - left, note(at(NOON)), issued=NOON - HOUR).state is state


def test_the_words_of_the_last_minutes() -> None:
    notes, end = note(at(NOON)), "at 2026-01-01 12:00 UTC (aws_expiration)"
    soon = verdict_of(NOON - 12 * MINUTE, notes)
    assert soon.reason == f"expires in less than 15 minutes, {end}"
    just = verdict_of(NOON + 3 * MINUTE, notes)
    assert just.reason == f"was due to expire {end}"
    long = judge(None, notes, now=NOON - HOUR, zone=UTC, expiring_within=2 * HOUR)
    assert long.state is State.EXPIRING


def test_36_hours_after_the_issue_time() -> None:
    verdict = verdict_of(NOON + 9 * DAY, issued=NOON)
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.STRONG)
    assert verdict.reason == ("issued 9 days ago; no AWS session token lives longer than 36 hours")
    assert verdict.expires is None
    assert verdict.latest == NOON + 36 * HOUR
    before = verdict_of(NOON + 36 * HOUR + 5 * MINUTE, issued=NOON)
    assert before.state is State.UNKNOWN


def test_no_expiry_recorded() -> None:
    verdict = verdict_of(NOON + 2 * HOUR, issued=NOON)
    assert verdict.state is State.UNKNOWN
    assert verdict.reason == (
        "no expiry recorded; the session token was issued 2 hours ago, "
        "so it ends at the latest at 2026-01-03 00:00 UTC"
    )
    nothing = verdict_of(NOON)
    assert (nothing.state, nothing.latest, nothing.evidence) == (State.UNKNOWN, None, ())


def test_12_hours_for_a_role_session() -> None:
    now = NOON + 13 * HOUR
    verdict = verdict_of(now, issued=NOON, role=Certainty.STRONG)
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.STRONG)
    assert verdict.reason == "issued 13 hours ago; no role session lives longer than 12 hours"
    # The file's time is proof, but only as far as the role session is.
    for role in Certainty:
        assert verdict_of(now, written=NOON, role=role).certainty is role
    assert verdict_of(now, written=NOON).state is State.UNKNOWN


def test_the_time_of_the_file() -> None:
    verdict = verdict_of(NOON + 37 * HOUR, written=NOON)
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.PROOF)
    assert verdict.reason == (
        "the file was last written 37 hours ago; no AWS session token lives longer than 36 hours"
    )
    assert verdict.evidence == ("the file was last written at 2026-01-01 12:00 UTC",)


@pytest.mark.parametrize(
    "written", [datetime(1980, 1, 1, tzinfo=UTC), datetime(2011, 7, 31, tzinfo=UTC)]
)
def test_implausible_times_of_the_file(written: datetime) -> None:
    assert verdict_of(NOON, written=written).state is State.UNKNOWN


def test_a_file_older_than_its_token_is_no_evidence() -> None:
    verdict = verdict_of(NOON + HOUR, issued=NOON, written=NOON - 9 * DAY)
    assert verdict.state is State.UNKNOWN
    assert verdict.latest == NOON + 36 * HOUR


def test_agreeing_evidence_is_counted() -> None:
    notes = note(at(NOON + HOUR))
    verdict = verdict_of(NOON + 9 * DAY, notes, issued=NOON, written=NOON + MINUTE)
    assert (verdict.signals, verdict.certainty) == (3, Certainty.PROOF)
    assert verdict.reason == "expired at 2026-01-01 13:00 UTC (aws_expiration)"


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (NOON - MINUTE, "before the token was issued, at 2026-01-01 12:00 UTC"),
        (NOON + 36 * HOUR + 6 * MINUTE, "more than 36 hours later than 2026-01-01 12:00 UTC"),
    ],
)
def test_notes_of_another_token(end: datetime, words: str) -> None:
    notes = note(at(end))
    verdict = verdict_of(NOON + HOUR, notes, issued=NOON)
    ((stale, reason),) = verdict.stale
    assert stale is notes[0]
    assert words in reason
    assert verdict.state is State.UNKNOWN
    assert verdict.expires is None
    # A stale note is no evidence, but the issue time still is.
    assert verdict_of(NOON + 2 * DAY, notes, issued=NOON).state is State.EXPIRED


@pytest.mark.parametrize("end", [NOON, NOON + 36 * HOUR + 5 * MINUTE])
def test_notes_at_the_edge_belong(end: datetime) -> None:
    assert not verdict_of(NOON, note(at(end)), issued=NOON).stale


def test_an_end_far_after_the_last_write_is_stale_too() -> None:
    verdict = verdict_of(NOON + 3 * DAY, note(at(NOON + 5 * DAY)), written=NOON)
    assert len(verdict.stale) == 1
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.PROOF)


def test_a_file_written_after_the_end_makes_a_hint() -> None:
    notes = note(at(NOON))
    verdict = verdict_of(NOON + 2 * HOUR, notes, written=NOON + HOUR)
    assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.HINT)
    assert verdict.reason == "was due to expire at 2026-01-01 12:00 UTC (aws_expiration)"
    assert verdict.signals == 0
    # The token's own time rules out that another took its place.
    decided = verdict_of(NOON + 2 * HOUR, notes, issued=NOON - HOUR, written=NOON + HOUR)
    assert decided.certainty is Certainty.STRONG


def test_the_newest_of_several_notes_speaks() -> None:
    notes = companions(
        [("x_security_token_expires", at(NOON)), ("aws_expiration", at(NOON + 6 * HOUR))]
    )
    verdict = verdict_of(NOON + HOUR, notes)
    assert (verdict.state, verdict.expires) == (State.ALIVE, NOON + 6 * HOUR)


def test_an_end_beyond_twelve_hours_refutes_the_marks_of_a_role() -> None:
    notes = note(at(NOON + 20 * HOUR))
    verdict = verdict_of(NOON + 13 * HOUR, notes, issued=NOON, role=Certainty.STRONG)
    assert verdict.state is State.ALIVE


NAIVE = "2026-01-01 12:00:00"
EAST = timezone(timedelta(hours=9))
WEST = timezone(timedelta(hours=-8))


@pytest.mark.parametrize("zone", [UTC, EAST, WEST])
def test_naive_stamps_by_the_marks(zone: timezone) -> None:
    aws_mfa = note(NAIVE, ("assumed_role", "True"), key="expiration")
    assert verdict_of(NOON + HOUR, aws_mfa, zone=zone).expires == NOON
    awsume = note(NAIVE, ("manager", "awsume"), key="expiration")
    local = NOON.replace(tzinfo=zone)
    verdict = verdict_of(local + HOUR, awsume, zone=zone)
    assert (verdict.expires, verdict.state) == (local, State.EXPIRED)
    assert verdict.certainty is Certainty.STRONG
    assert verdict_of(local - HOUR, awsume, zone=zone).state is State.ALIVE


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (NOON - 15 * HOUR, State.ALIVE),
        (NOON - 13 * HOUR, State.UNKNOWN),
        (NOON + 12 * HOUR + 5 * MINUTE, State.UNKNOWN),
        (NOON + 12 * HOUR + 6 * MINUTE, State.EXPIRED),
    ],
)
def test_naive_stamps_without_marks(moment: datetime, state: State) -> None:
    verdict = verdict_of(moment, note(NAIVE, key="expiration"), zone=WEST)
    assert (verdict.state, verdict.certainty) == (state, Certainty.HINT)
    assert (verdict.expires, verdict.latest) == (None, NOON + 12 * HOUR)
    assert "2026-01-01 12:00 in an unknown time zone" in verdict.reason


class SetBack(tzinfo):
    """A zone whose clock is set back by an hour on the day of the test."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1 if moment is not None and moment.fold else 2)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - HOUR

    def tzname(self, _moment: datetime | None) -> str:
        return "SetBack"


def test_a_local_time_that_comes_twice() -> None:
    awsume = note(NAIVE, ("manager", "awsume"), key="expiration")
    between = verdict_of(NOON - 90 * MINUTE, awsume, zone=SetBack())
    assert (between.state, between.expires) == (State.UNKNOWN, None)
    assert between.latest == NOON - HOUR
    after = verdict_of(NOON - 50 * MINUTE, awsume, zone=SetBack())
    assert (after.state, after.certainty) == (State.EXPIRED, Certainty.STRONG)


def test_a_clock_that_is_behind() -> None:
    verdict = verdict_of(NOON, note(at(NOON - DAY)), issued=NOON + 6 * MINUTE)
    assert (verdict.state, verdict.certainty) == (State.CLOCK_WRONG, Certainty.STRONG)
    assert verdict.reason == (
        "this computer's clock is behind: the session token was issued at 2026-01-01 12:06 UTC, "
        "which by that clock is still to come"
    )
    assert not verdict.stale
    written = verdict_of(NOON, issued=NOON - 9 * DAY, written=NOON + HOUR)
    assert (written.state, written.certainty) == (State.CLOCK_WRONG, Certainty.HINT)
    assert verdict_of(NOON, issued=NOON + 5 * MINUTE).state is State.UNKNOWN


def test_naive_moments_are_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        judge(None, now=NOON.replace(tzinfo=None), zone=UTC)
    with pytest.raises(ValueError, match="aware"):
        judge(None, now=NOON, zone=UTC, written=NOON.replace(tzinfo=None))
