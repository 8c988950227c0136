"""The laws of a verdict over any evidence, and the words for a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials.companions import companions
from awsconf.credentials.expiry import State, Verdict, judge
from awsconf.credentials.lifetime import Testimony as Told
from awsconf.credentials.lifetime import humanise
from awsconf.credentials.remaining import ago, next_age, next_step, soon
from awsconf.credentials.tokens import decode_token
from awsconf.evidence import Certainty, stronger

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EAST = timezone(timedelta(hours=9))
WEST = timezone(timedelta(hours=-8))


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (12 * MINUTE, "in 12 minutes"),
        (-9 * DAY, "9 days ago"),
        (-MINUTE, "1 minute ago"),
        (timedelta(seconds=59), "in less than a minute"),
        (timedelta(), "less than a minute ago"),
        (119 * MINUTE, "in 119 minutes"),
        (2 * HOUR, "in 2 hours"),
        (-47 * HOUR, "47 hours ago"),
        (-48 * HOUR, "2 days ago"),
    ],
)
def test_humanise(delta: timedelta, words: str) -> None:
    assert humanise(delta) == words


class SetBack(tzinfo):
    """A zone in which the clock is set back by an hour at one in the afternoon of that day."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return 2 * HOUR
        naive = moment.replace(tzinfo=None)
        edge = datetime(2026, 1, 1, 13)
        return HOUR if naive >= edge or (moment.fold and naive >= edge - HOUR) else 2 * HOUR

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - HOUR

    def tzname(self, _moment: datetime | None) -> str:
        return "SetBack"


HALF = timezone(timedelta(hours=5, minutes=30))
_HOURS = st.integers(-100 * 60, 100 * 60).map(lambda minutes: NOON + minutes * MINUTE)
_STAMPS = _HOURS.map(datetime.isoformat) | _HOURS.map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}")
_KEYS = st.sampled_from(["x_security_token_expires", "aws_expiration", "expiration", "team"])
_MARKS = st.sampled_from([[], [("manager", "awsume")], [("assumed_role", "True")]])
_ORDER = {State.UNKNOWN: 1, State.ALIVE: 1, State.EXPIRING: 2, State.EXPIRED: 3}
_SHOWN = (State.EXPIRING, State.EXPIRED, State.CLOCK_WRONG)


@dataclass(frozen=True)
class Evidence:
    """All that may be known of a token but the time."""

    issued: datetime | None
    settings: list[tuple[str, str]]
    comments: list[str]
    written: datetime | None
    role: Certainty | None
    zone: tzinfo
    testimony: Told
    within: timedelta

    def at(self, now: datetime) -> Verdict:
        issued = self.issued
        return judge(
            None if issued is None else decode_token(encoder.token(issued=issued)),
            companions(self.settings, ("team",), self.comments),
            now=now,
            zone=self.zone,
            role_session=self.role,
            written=self.written,
            testimony=self.testimony,
            expiring_within=self.within,
        )


_MAYBE = st.none() | _HOURS
_EVIDENCE = st.builds(
    Evidence,
    issued=_MAYBE,
    settings=st.builds(add, st.lists(st.tuples(_KEYS, _STAMPS), max_size=3), _MARKS),
    comments=st.lists(_STAMPS.map("# Expires: {}".format), max_size=1),
    written=_MAYBE,
    role=st.none() | st.sampled_from(Certainty),
    zone=st.sampled_from([timezone.utc, EAST, WEST, HALF, SetBack()]),
    testimony=st.builds(
        Told,
        cached=_MAYBE,
        cache=st.just("~/.aws/cli/cache/0.json"),
        seen=_MAYBE,
        accepted=_MAYBE,
        refused=_MAYBE,
        role=st.booleans(),
        doubted=_MAYBE,
    ),
    within=st.integers(0, 36 * 60).map(lambda minutes: minutes * MINUTE),
)
_LATER = st.integers(0, 100 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds))


@given(_EVIDENCE, _HOURS, _LATER)
def test_time_never_heals_a_token(known: Evidence, now: datetime, later: timedelta) -> None:
    """A state only goes from unknown or alive to dying to dead; a wrong clock is apart."""
    before, after = known.at(now), known.at(now + later)
    if State.CLOCK_WRONG in (before.state, after.state):
        return
    assert _ORDER[before.state] <= _ORDER[after.state]
    assert (before.stale, before.latest) == (after.stale, after.latest)
    if before.state is State.EXPIRED:
        assert before.latest is not None
        assert before.latest < now or known.testimony.refused is not None
        assert after.signals >= before.signals
        assert stronger(after.certainty, before.certainty) is after.certainty


@given(_EVIDENCE, _HOURS)
def test_a_verdict_holds_until_it_says(known: Evidence, now: datetime) -> None:
    """Nothing that is shown without being asked for is ever out of date, to the microsecond."""
    verdict = known.at(now)
    if verdict.until is None:
        moments = [now + 400 * DAY]
    else:
        assert verdict.until > now
        span = verdict.until - now
        moments = [now + span / 3, now + span / 2, verdict.until - timedelta(microseconds=1)]
    for moment in moments:
        assert _shown(known.at(moment)) == _shown(verdict)


def _shown(verdict: Verdict) -> tuple[object, ...]:
    """What a person sees of it: the words of those that are not told of are made when asked for."""
    told = verdict.state in _SHOWN
    words = (verdict.reason, verdict.evidence) if told else ()
    return (verdict.state, verdict.certainty, verdict.signals, verdict.stale, words)


@pytest.mark.parametrize(
    ("age", "words", "until"),
    [
        (timedelta(), "less than an hour ago", HOUR),
        (59 * MINUTE, "less than an hour ago", HOUR),
        (HOUR, "1 hour ago", 2 * HOUR),
        (47 * HOUR + 59 * MINUTE, "47 hours ago", 48 * HOUR),
        (48 * HOUR, "2 days ago", 3 * DAY),
        (400 * DAY, "400 days ago", 401 * DAY),
    ],
)
def test_an_age(age: timedelta, words: str, until: timedelta) -> None:
    assert ago(NOON, NOON + age) == words
    assert next_age(NOON, NOON + age) == NOON + until


@pytest.mark.parametrize(
    ("left", "words", "next_left"),
    [
        (timedelta(seconds=1), "a minute", timedelta()),
        (timedelta(seconds=59), "a minute", timedelta()),
        (MINUTE, "5 minutes", MINUTE),
        (8 * MINUTE, "10 minutes", 5 * MINUTE),
        (14 * MINUTE, "15 minutes", 10 * MINUTE),
        (15 * MINUTE, "30 minutes", 15 * MINUTE),
        (59 * MINUTE, "an hour", 30 * MINUTE),
        (HOUR, "2 hours", HOUR),
        (119 * MINUTE, "2 hours", HOUR),
        (36 * HOUR, "37 hours", 36 * HOUR),
    ],
)
def test_the_time_that_is_left(left: timedelta, words: str, next_left: timedelta) -> None:
    assert soon(left) == f"in less than {words}"
    assert next_step(left) == next_left


@given(st.text(), st.lists(st.tuples(_KEYS, st.text() | _STAMPS)), st.lists(st.text()))
def test_no_text_raises(text: str, settings: list[tuple[str, str]], comments: list[str]) -> None:
    notes = companions(settings, comments=comments)
    verdict = judge(decode_token(text), notes, now=NOON, zone=EAST)
    assert verdict.reason
