"""The laws of a verdict over any evidence, and the words for a stretch of time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials.companions import companions
from awsconf.credentials.expiry import State, judge
from awsconf.credentials.lifetime import humanise
from awsconf.credentials.tokens import decode_token
from awsconf.evidence import Certainty

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


_HOURS = st.integers(-100 * 60, 100 * 60).map(lambda minutes: NOON + minutes * MINUTE)
_STAMPS = _HOURS.map(datetime.isoformat) | _HOURS.map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}")
_KEYS = st.sampled_from(["x_security_token_expires", "aws_expiration", "expiration"])
_MARKS = st.sampled_from([[], [("manager", "awsume")], [("assumed_role", "True")]])
_ORDER = {
    State.CLOCK_WRONG: 0,
    State.UNKNOWN: 1,
    State.ALIVE: 1,
    State.EXPIRING: 2,
    State.EXPIRED: 3,
}


@given(
    st.none() | _HOURS,
    st.lists(st.tuples(_KEYS, _STAMPS), max_size=3),
    _MARKS,
    st.none() | _HOURS,
    st.none() | st.sampled_from(Certainty),
    st.sampled_from([timezone.utc, EAST, WEST]),
    _HOURS,
    st.integers(0, 100 * 60),
)
def test_time_never_heals_a_token(
    issued: datetime | None,
    settings: list[tuple[str, str]],
    marks: list[tuple[str, str]],
    written: datetime | None,
    role: Certainty | None,
    zone: timezone,
    now: datetime,
    minutes: int,
) -> None:
    notes = companions([*settings, *marks])
    token = None if issued is None else decode_token(encoder.token(issued=issued))
    before, after = (
        judge(token, notes, now=moment, zone=zone, role_session=role, written=written)
        for moment in (now, now + minutes * MINUTE)
    )
    assert _ORDER[before.state] <= _ORDER[after.state]
    if before.state is State.EXPIRED:
        assert before.latest is not None
        assert before.latest < now
        assert after.signals >= before.signals
    if before.state is not State.CLOCK_WRONG:
        assert before.stale == after.stale
        assert before.latest == after.latest


@given(st.text(), st.lists(st.tuples(_KEYS, st.text() | _STAMPS)), st.lists(st.text()))
def test_no_text_raises(text: str, settings: list[tuple[str, str]], comments: list[str]) -> None:
    notes = companions(settings, comments=comments)
    verdict = judge(decode_token(text), notes, now=NOON, zone=EAST)
    assert verdict.reason
