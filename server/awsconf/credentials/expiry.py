"""When a session token dies, how sure that is, and why.

The judgement is made of values alone: the caller brings the clock, the zone and the evidence.
"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta, timezone
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.lifetime import (
    FILE_TIME,
    FIRST_SEEN,
    LONGEST_LIFE,
    NO_TESTIMONY,
    TOLERANCE,
    Bound,
    Claim,
    Start,
    Testimony,
    bounds,
    claim,
    humanise,
    show,
    stale_reason,
    starts,
)
from awsconf.evidence import Certainty, stronger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from awsconf.credentials.companions import Companion
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


class StaleNote(NamedTuple):
    """A companion note that does not belong to the token beside it, and why, in plain words."""

    companion: Companion
    reason: str


class Verdict(NamedTuple):
    """A judgement and its grounds; all moments are aware and in UTC, no sentence holds a secret.

    `expires` is the exact end, if one is known; `latest` is the end at the latest.
    `signals` counts the independent pieces of evidence, hints aside, each of which alone shows that
    the token has expired: one of them makes a warning, two that agree may make an error.
    """

    state: State
    certainty: Certainty
    reason: str
    expires: datetime | None = None
    latest: datetime | None = None
    evidence: tuple[str, ...] = ()
    stale: tuple[StaleNote, ...] = ()
    signals: int = 0


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
    now = now.astimezone(timezone.utc)
    begun = tuple(starts(token, written, testimony.seen))
    ahead = next((start for start in begun if start.moment > now + TOLERANCE), None)
    if ahead is not None:
        return _clock_wrong(ahead, now)
    replaced = begun[0].moment if token is None and begun else None
    claims = [claim(note, zone, replaced) for note in notes]
    stale = tuple(_stale(claims, begun))
    believed = [one for one in claims if all(one.note is not note for note, _ in stale)]
    limits = [limit for start in begun for limit in bounds(start, role_session)]
    # A file that was written a moment ago says nothing of a token that knows its own age.
    telling = (*begun[:1], *(start for start in begun[1:] if now > start.moment + LONGEST_LIFE))
    evidence = (*(one.sentence for one in believed), *(start.sentence for start in telling))
    verdict = _weigh(believed, limits, now, expiring_within)
    return verdict._replace(evidence=evidence, stale=stale)


def _clock_wrong(ahead: Start, now: datetime) -> Verdict:
    # A file's time can be set to anything; a token's is not wrong by accident.
    certainty = Certainty.HINT if ahead.source in (FILE_TIME, FIRST_SEEN) else Certainty.STRONG
    reason = f"{ahead.since(now)} by this computer's clock, so that clock is behind"
    return Verdict(State.CLOCK_WRONG, certainty, reason, evidence=(ahead.sentence,))


def _stale(claims: list[Claim], begun: tuple[Start, ...]) -> Iterator[StaleNote]:
    for one in claims:
        reasons = (stale_reason(one, start) for start in begun)
        reason = next(filter(None, reasons), None)
        if reason is not None:
            yield StaleNote(one.note, reason)


def _weigh(believed: list[Claim], limits: list[Bound], now: datetime, within: timedelta) -> Verdict:
    """The verdict of the newest note and of the limits that do not contradict it."""
    # Of two notes, the one that ends first is what an earlier token left behind.
    note = max(believed, key=lambda one: one.earliest, default=None)
    exact = note.latest if note is not None and note.exact else None
    if exact is not None:
        # An end beyond twelve hours shows that the marks of a role session are not this token's.
        limits = [limit for limit in limits if not limit.role or limit.latest >= exact]
    pieces: list[Claim | Bound] = [*limits] if note is None else [note, *limits]
    latest = exact or min((piece.latest for piece in pieces), default=None)
    dead = [piece for piece in pieces if now > piece.latest + TOLERANCE]
    if dead:
        verdict = _expired(dead, now)
    elif note is not None:
        verdict = _by_note(note, now, within)
    else:
        verdict = _by_limits(limits, now)
    return verdict._replace(expires=exact, latest=latest)


def _expired(dead: Sequence[Claim | Bound], now: datetime) -> Verdict:
    certainty = reduce(stronger, (piece.certainty for piece in dead))
    firm = [piece for piece in dead if piece.certainty is not Certainty.HINT]
    signals = len({piece.source for piece in firm})
    first = firm[0] if firm else dead[0]
    reason = first.dead if isinstance(first, Claim) else first.dead(now)
    return Verdict(State.EXPIRED, certainty, reason, signals=signals)


def _by_note(note: Claim, now: datetime, within: timedelta) -> Verdict:
    """The verdict of a note that has not passed, or not by more than the tolerance."""
    left = note.latest - now
    if note.exact and left < within:
        verb = "expires" if left > timedelta() else "was due to expire"
        reason = f"{verb} {humanise(left)}, at {show(note.latest)} ({note.source})"
        return Verdict(State.EXPIRING, note.certainty, reason)
    if note.earliest > now:
        reason = f"expires {humanise(note.earliest - now)} at the earliest: {note.sentence}"
        if note.exact:
            reason = f"expires {humanise(left)}, at {show(note.latest)} ({note.source})"
        return Verdict(State.ALIVE, note.certainty, reason)
    return Verdict(State.UNKNOWN, Certainty.HINT, f"may have expired: {note.sentence}")


def _by_limits(limits: list[Bound], now: datetime) -> Verdict:
    if not limits:
        reason = "no expiry recorded, and nothing tells when the token was issued"
        return Verdict(State.UNKNOWN, Certainty.HINT, reason)
    first = min(limits, key=lambda limit: limit.latest)
    begun = first.start.since(now)
    reason = f"no expiry recorded; {begun}, so it ends at the latest at {show(first.latest)}"
    return Verdict(State.UNKNOWN, first.certainty, reason)
