"""When a session token dies, how sure that is, and why.

The judgement is made of values alone: the caller brings the clock, the zone and the evidence.
"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.lifetime import NO_TESTIMONY, Testimony
from awsconf.evidence import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from awsconf.credentials.companions import Companion
    from awsconf.credentials.grounds import StaleNote
    from awsconf.credentials.tokens import Token

EXPIRING_WITHIN = timedelta(minutes=15)
"""When a warning is due: botocore's own caches stop using credentials this long before the end."""


class State(enum.Enum):
    """What can honestly be said of a token."""

    EXPIRED = "expired"
    EXPIRING = "expiring"
    ALIVE = "alive"
    UNKNOWN = "unknown"
    CLOCK_WRONG = "clock wrong"


class Verdict(NamedTuple):
    """A judgement and its grounds; all moments are aware and in UTC, no sentence holds a secret.

    `expires` is the exact end, if one is known; `latest` is the end at the latest.
    `signals` counts the independent pieces of evidence, hints aside, each of which alone shows that
    the token has expired: one of them makes a warning, two that agree may make an error.
    `until` is the first moment at which it may be another; None where it holds for ever.
    A hint that the clock is wrong rests on the time of the file alone.
    """

    state: State
    certainty: Certainty
    reason: str
    expires: datetime | None = None
    latest: datetime | None = None
    evidence: tuple[str, ...] = ()
    stale: tuple[StaleNote, ...] = ()
    signals: int = 0
    until: datetime | None = None


def judge(
    token: Token | None,
    notes: Sequence[Companion] = (),
    *,
    now: datetime,
    zone: tzinfo,
    role_session: Certainty | None = None,
    written: datetime | None = None,
    testimony: Testimony = NO_TESTIMONY,
    expiring_within: timedelta = EXPIRING_WITHIN,
) -> Verdict:
    """What the evidence says of a session token at `now`.

    `token` is the decoded token, None if it is opaque; `notes` and `role_session` come from the
    functions of `companions`. `zone` is the local one, for the stamps of awsume.
    `written` is when the text was last written to disk; leave it out for unsaved text.
    `now` and `written` must be aware, else ValueError.
    The caller passes over tokens that are absent, placeholders or meant for another endpoint.
    """
    if now.tzinfo is None or (written is not None and written.tzinfo is None):
        raise ValueError("now and written must be aware")
    # Imported here, since most files hold no token, and every start would pay for it.
    from awsconf.credentials import clock, weighing
    from awsconf.credentials.grounds import grounds

    now = now.astimezone(timezone.utc)
    known = grounds(token, notes, zone, role_session, written, testimony)
    wrong = clock.doubt(known.begun, testimony, now)
    if wrong is None:
        verdict = weighing.weighed(known, now, expiring_within)
    else:
        reason = f"this computer's clock {wrong.reason}"
        verdict = Verdict(State.CLOCK_WRONG, wrong.certainty, reason, evidence=wrong.evidence)
    turns = (*weighing.turns(known, now, expiring_within), *clock.turns(known.begun, testimony))
    if verdict.until is not None:
        turns = (*turns, verdict.until)
    return verdict._replace(until=first_turn(turns, now))


def first_turn(turns: Iterable[datetime], now: datetime) -> datetime | None:
    """The first of some moments that is still to come, or has just come and is not yet over."""
    later = ((turn, turn + _INSTANT) for turn in turns)
    return min((moment for pair in later for moment in pair if moment > now), default=None)


# Some things are so at a moment, and some only after it.
_INSTANT = timedelta(microseconds=1)
