"""What caches and AWS itself say of a token, weighed against what stands in the files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

import encoder
from awsconf.caches.entries import Caches, Entry, Source
from awsconf.check import check
from awsconf.credentials.companions import Companion, companions
from awsconf.credentials.expiry import State, Verdict, judge
from awsconf.credentials.keys import fingerprint
from awsconf.credentials.lifetime import Testimony as Told
from awsconf.credentials.tokens import decode_token
from awsconf.evidence import Certainty
from awsconf.facts import Answer, Facts, key_print
from awsconf.rules import selected
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case, Marked

NOON = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CACHE = "~/.aws/cli/cache/0a1b.json"


def note(moment: datetime, key: str = "aws_expiration") -> tuple[Companion, ...]:
    return companions([(key, moment.isoformat())])


def verdict_of(
    now: datetime,
    told: Told,
    notes: tuple[Companion, ...] = (),
    issued: datetime | None = None,
    written: datetime | None = None,
    role: Certainty | None = None,
) -> Verdict:
    token = None if issued is None else decode_token(encoder.token(issued=issued))
    return judge(
        token,
        notes,
        now=now,
        zone=timezone.utc,
        role_session=role,
        written=written,
        testimony=told,
    )


def cached(end: datetime = NOON, *, role: bool = False) -> Told:
    return Told(cached=end, cache=CACHE, role=role)


@pytest.mark.parametrize(
    ("now", "state", "reason"),
    [
        (NOON - HOUR, State.ALIVE, "expires in 60 minutes, at 2026-06-01 12:00 UTC (cache)"),
        (NOON - 15 * MINUTE, State.ALIVE, "expires in 15 minutes, at 2026-06-01 12:00 UTC (cache)"),
        (
            NOON - 8 * MINUTE,
            State.EXPIRING,
            "expires in less than 10 minutes, at 2026-06-01 12:00 UTC (cache)",
        ),
        (
            NOON + 5 * MINUTE,
            State.EXPIRING,
            "was due to expire at 2026-06-01 12:00 UTC (cache)",
        ),
        (NOON + 6 * MINUTE, State.EXPIRED, "expired at 2026-06-01 12:00 UTC (cache)"),
    ],
)
def test_the_exact_end_of_a_cache(now: datetime, state: State, reason: str) -> None:
    verdict = verdict_of(now, cached())
    assert (verdict.state, verdict.certainty) == (state, Certainty.PROOF)
    assert verdict.reason == reason
    assert verdict.evidence == (f"`{CACHE}` says 2026-06-01 12:00 UTC",)
    assert verdict.expires == verdict.latest == NOON


def test_a_note_that_disagrees_with_the_cache_is_stale() -> None:
    for end in (NOON - 3 * MINUTE, NOON + 3 * MINUTE, NOON + 3 * DAY):
        verdict = verdict_of(NOON - HOUR, cached(), note(end))
        ((stale, reason),) = verdict.stale
        assert stale.key == "aws_expiration"
        assert reason == f"`{CACHE}` says 2026-06-01 12:00 UTC"
        assert verdict.expires == NOON
        assert len(verdict.evidence) == 1


def test_a_note_that_agrees_with_the_cache_is_evidence_and_never_ahead_of_it() -> None:
    for end in (NOON - 2 * MINUTE, NOON + 2 * MINUTE):
        between = verdict_of(NOON + 4 * MINUTE, cached(), note(end))
        assert (between.state, between.stale) == (State.EXPIRING, ())
        dead = verdict_of(NOON + 8 * MINUTE, cached(), note(end), issued=NOON - HOUR)
        assert (dead.state, dead.signals) == (State.EXPIRED, 2)
        assert dead.evidence == (
            f"`{CACHE}` says 2026-06-01 12:00 UTC",
            f"`aws_expiration` says {end:%Y-%m-%d %H:%M} UTC",
            "the session token was issued at 2026-06-01 11:00 UTC",
        )


def test_a_note_without_a_zone_may_agree_with_the_cache() -> None:
    naive = companions([("expiration", "2026-06-01 22:00:00")])
    assert not verdict_of(NOON - HOUR, cached(), naive).stale
    far = companions([("expiration", "2026-06-03 12:00:00")])
    assert verdict_of(NOON - HOUR, cached(), far).stale


def test_the_cache_beats_every_bound() -> None:
    # Neither the time of the file nor the marks of a role can end what the cache has alive.
    told = cached(NOON + HOUR)
    alive = verdict_of(NOON, told, written=NOON - 3 * DAY, role=Certainty.STRONG)
    assert (alive.state, alive.latest) == (State.ALIVE, NOON + HOUR)


def test_a_cached_role_session_is_proof_for_twelve_hours() -> None:
    strong = verdict_of(NOON, Told(role=True), written=NOON - 13 * HOUR)
    assert (strong.state, strong.certainty) == (State.EXPIRED, Certainty.PROOF)


def test_first_seen_bounds_the_life() -> None:
    seen = Told(seen=NOON)
    assert verdict_of(NOON + 36 * HOUR + 5 * MINUTE, seen).state is State.UNKNOWN
    dead = verdict_of(NOON + 37 * HOUR, seen)
    assert (dead.state, dead.certainty) == (State.EXPIRED, Certainty.PROOF)
    assert (
        dead.reason
        == "first seen here 37 hours ago; no AWS session token lives longer than 36 hours"
    )
    role = verdict_of(NOON + 13 * HOUR, seen, role=Certainty.STRONG)
    assert (role.state, role.certainty) == (State.EXPIRED, Certainty.STRONG)


def test_what_was_first_seen_in_the_future_says_nothing_of_the_clock() -> None:
    assert verdict_of(NOON, Told(seen=NOON + DAY)).state is State.UNKNOWN


def test_what_aws_accepted_had_not_ended() -> None:
    told = Told(accepted=NOON)
    verdict = verdict_of(NOON + MINUTE, told, note(NOON - HOUR), issued=NOON - 2 * HOUR)
    ((_, reason),) = verdict.stale
    assert reason == "AWS accepted the token later than that, at 2026-06-01 12:00 UTC"
    assert verdict.state is State.UNKNOWN
    # Within the tolerance both may be true.
    assert not verdict_of(NOON, told, note(NOON - 5 * MINUTE)).stale
    # The marks of a role were another token's, if this one lived for longer.
    long = verdict_of(NOON, told, issued=NOON - 20 * HOUR, role=Certainty.STRONG)
    assert long.state is State.UNKNOWN


def test_what_aws_accepted_lives_36_hours_at_the_most() -> None:
    dead = verdict_of(NOON + 37 * HOUR, Told(accepted=NOON))
    assert (dead.state, dead.certainty) == (State.EXPIRED, Certainty.PROOF)
    assert dead.reason.startswith("AWS accepted the session token 37 hours ago; no AWS")


def test_what_aws_refused_is_dead_by_any_clock() -> None:
    for now in (NOON - DAY, NOON, NOON + DAY):
        verdict = verdict_of(now, Told(refused=NOON), note(NOON + 3 * HOUR))
        assert (verdict.state, verdict.certainty) == (State.EXPIRED, Certainty.PROOF)
        assert verdict.reason == "AWS refused it as expired at 2026-06-01 12:00 UTC"
        assert (verdict.expires, verdict.latest, verdict.stale) == (None, NOON, ())


def test_a_note_gives_the_moment_of_what_aws_refused() -> None:
    verdict = verdict_of(NOON + HOUR, Told(refused=NOON), note(NOON - HOUR))
    assert verdict.reason == "expired at 2026-06-01 11:00 UTC (aws_expiration)"
    assert (verdict.certainty, verdict.signals) == (Certainty.PROOF, 2)
    assert (
        verdict.evidence[-1] == "AWS refused the session token as expired at 2026-06-01 12:00 UTC"
    )


BEHIND = (
    "this computer's clock is behind: AWS refused the session token as expired at "
    f"2026-06-01 12:00 UTC, but it ends at 2026-06-01 13:00 UTC by `{CACHE}`"
)
AHEAD = (
    "this computer's clock is ahead: AWS accepted the session token at 2026-06-01 12:00 UTC, "
    f"but it ended at 2026-06-01 09:00 UTC by `{CACHE}`"
)
LATE = (
    "this computer's clock is ahead: AWS accepted the session token at 2026-06-01 12:00 UTC, "
    "and no token lives longer than 36 hours"
)
DOUBTED = (
    "this computer's clock is wrong: AWS turned a request away at 2026-06-01 12:00 UTC "
    "because of the time at which it was sent"
)


@pytest.mark.parametrize(
    ("told", "issued", "reason"),
    [
        (Told(cached=NOON + HOUR, cache=CACHE, refused=NOON), None, BEHIND),
        (Told(cached=NOON - 3 * HOUR, cache=CACHE, accepted=NOON), None, AHEAD),
        (Told(accepted=NOON), NOON - 37 * HOUR, LATE),
        (Told(doubted=NOON), None, DOUBTED),
    ],
    ids=["refused alive", "accepted dead", "accepted old", "doubted"],
)
def test_an_answer_that_shows_the_clock_to_be_wrong(
    told: Told, issued: datetime | None, reason: str
) -> None:
    verdict = verdict_of(NOON + MINUTE, told, issued=issued)
    assert (verdict.state, verdict.certainty) == (State.CLOCK_WRONG, Certainty.STRONG)
    assert verdict.reason == reason
    assert verdict.evidence


def test_a_clock_that_was_set_right_is_doubted_no_longer() -> None:
    # It was three hours ahead; by the right time the token had an hour to live.
    ahead = Told(cached=NOON - 2 * HOUR, cache=CACHE, accepted=NOON)
    assert verdict_of(NOON, ahead).state is State.CLOCK_WRONG
    assert verdict_of(NOON - 3 * HOUR, ahead).state is State.ALIVE
    # It was three hours behind; by the right time the token is dead.
    behind = Told(cached=NOON + 2 * HOUR, cache=CACHE, refused=NOON)
    assert verdict_of(NOON, behind).state is State.CLOCK_WRONG
    assert verdict_of(NOON + 3 * HOUR, behind).state is State.EXPIRED
    for minutes in (-16, 15, 20):
        now = NOON + minutes * MINUTE
        assert verdict_of(now, Told(doubted=NOON)).state is State.UNKNOWN


# Through a snapshot, as the fronts ask.

DEAD = """\
[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-06-01T09:00Z>
"""


def snapshot(text: str = DEAD) -> Snapshot:
    case = Case(None, "", files={Role.CREDENTIALS: text}, world={"own": "true"})
    return case.snapshot()


def entry(end: datetime, source: Source = Source.ROLE) -> Facts:
    token = Marked.read(DEAD.splitlines()[3].partition(" = ")[2]).text
    key_id = Marked.read("<ASIA project1>").text
    print_ = fingerprint(token)
    return Facts(caches=Caches(entries=(Entry(CACHE, "0a1b", source, key_id, print_, end),)))


def answered(error: str | None, at: datetime = NOON) -> Facts:
    ((_, facts),) = snapshot().keyed
    return Facts(answers={key_print(facts): Answer(at, error=error)})


def said(facts: Facts, text: str = DEAD) -> list[str]:
    found = check(snapshot(text)._replace(facts=facts), selected(("expiry",)))
    return [f"{one.rule.name} {one.severity.value}: {one.finding.message}" for one in found]


def test_a_dead_entry_of_a_cache_is_an_error() -> None:
    assert said(entry(NOON - HOUR)) == [
        (
            "expired-session-token error: `project1` holds a dead session token: "
            "expired at 2026-06-01 11:00 UTC (cache)"
        )
    ]


def test_a_dying_entry_of_a_cache_is_a_warning() -> None:
    assert said(entry(NOON + 8 * MINUTE)) == [
        (
            "expiring-session-token warning: the session token of `project1` "
            "expires in less than 10 minutes, at 2026-06-01 12:08 UTC (cache)"
        )
    ]
    assert said(entry(NOON + HOUR)) == []


def test_the_cache_shows_a_stale_note() -> None:
    text = f"{DEAD}expiration = 2026-06-01T15:00:00Z\n"
    assert said(entry(NOON + HOUR), text) == [
        (
            "stale-expiry-note warning: this expiry note of `project1` is not of its token: "
            f"`{CACHE}` says 2026-06-01 13:00 UTC"
        )
    ]


@pytest.mark.parametrize("source", Source)
def test_which_entries_are_of_role_sessions(source: Source) -> None:
    world = snapshot()._replace(facts=entry(NOON, source))
    ((_, facts),) = world.keyed
    is_role = source in (Source.ROLE, Source.WEB_IDENTITY, Source.SSO)
    assert world.testimony(facts).role is is_role


@pytest.mark.parametrize("code", ["ExpiredToken", "ExpiredTokenException"])
def test_an_answer_that_a_token_has_expired(code: str) -> None:
    assert said(answered(code)) == [
        (
            "expired-session-token error: `project1` holds a dead session token: "
            "AWS refused it as expired at 2026-06-01 12:00 UTC"
        )
    ]


def test_an_answer_that_a_request_came_too_late_is_about_the_clock() -> None:
    (found,) = said(answered("RequestExpired"))
    assert found.startswith("wrong-clock warning: this computer's clock is wrong: AWS turned")
    assert said(answered("AccessDenied")) == said(answered(None)) == []


def test_a_wrong_clock_silences_the_environment_too() -> None:
    from awsconf.surroundings import session

    world = snapshot()
    environ = {
        "AWS_ACCESS_KEY_ID": Marked.read("<ASIA work>").text,
        "AWS_SESSION_TOKEN": Marked.read("<token work issued=2026-05-01T09:00Z>").text,
    }
    world = world._replace(environ=environ)
    verdict = session(world)
    assert verdict is not None
    assert verdict.state is State.EXPIRED
    assert session(world._replace(facts=answered("RequestExpired"))) is None
