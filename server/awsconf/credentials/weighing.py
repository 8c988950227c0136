"""What the believed evidence about a session token comes to at a moment.

It is apart from `expiry`, since most files hold no token, and every start would pay for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from awsconf.credentials.expiry import State, Verdict
from awsconf.credentials.lifetime import LONGEST_LIFE, Bound, humanise, show
from awsconf.credentials.remaining import next_age, next_step, soon
from awsconf.evidence import Certainty, stronger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.credentials.grounds import Grounds, Piece
    from awsconf.credentials.lifetime import Claim, Record


def weighed(known: Grounds, now: datetime, within: timedelta) -> Verdict:
    """The verdict of `known` at `now`; its `until` is set only where its words grow old."""
    dead, exact, note = known.dead(now), known.exact, known.note
    if dead:
        verdict = _expired(dead, now)
    elif exact is not None:
        verdict = _by_exact_end(exact, now, within)
    elif note is not None:
        verdict = _by_note(note, now)
    else:
        verdict = _by_limits(known.limits, now)
    latest = exact.latest if exact else min((one.latest for one in known.pieces), default=None)
    # A file that was written a moment ago says nothing of a token that knows its own age.
    first, later = known.begun[:1], known.begun[1:]
    telling = (*first, *(start for start in later if now > start.moment + LONGEST_LIFE))
    return verdict._replace(
        expires=exact.latest if exact else None,
        latest=latest,
        evidence=(*known.evidence, *(start.sentence for start in telling)),
        stale=known.stale,
    )


def turns(known: Grounds, now: datetime, within: timedelta) -> Iterator[datetime]:
    """The moments at which what is said of a token may change; its words too once it is dying."""
    yield from (piece.over for piece in known.pieces)
    yield from (start.moment + LONGEST_LIFE for start in known.begun)
    exact, note = known.exact, known.note
    if exact is not None:
        left = exact.latest - now
        yield from (exact.latest - within, exact.latest)
        if timedelta() < left < within:
            yield exact.latest - next_step(left)
    elif note is not None:
        yield note.earliest


def _expired(dead: Sequence[Piece], now: datetime) -> Verdict:
    certainty = reduce(stronger, (piece.certainty for piece in dead))
    firm = [piece for piece in dead if piece.certainty is not Certainty.HINT]
    signals = len({piece.source for piece in firm})
    first = firm[0] if firm else dead[0]
    aged = next_age(first.start.moment, now) if isinstance(first, Bound) else None
    return Verdict(State.EXPIRED, certainty, first.dead(now), signals=signals, until=aged)


def _by_exact_end(end: Record | Claim, now: datetime, within: timedelta) -> Verdict:
    """The verdict of an end that has not passed, or not by more than the tolerance."""
    left, at = end.latest - now, f"at {show(end.latest)} ({end.source})"
    if left >= within:
        return Verdict(State.ALIVE, end.certainty, f"expires {humanise(left)}, {at}")
    reason = f"expires {soon(left)}, {at}" if left > timedelta() else f"was due to expire {at}"
    return Verdict(State.EXPIRING, end.certainty, reason)


def _by_note(note: Claim, now: datetime) -> Verdict:
    """The verdict of a note that leaves its zone open, and that some zone has not yet reached."""
    if note.earliest > now:
        reason = f"expires {humanise(note.earliest - now)} at the earliest: {note.sentence}"
        return Verdict(State.ALIVE, note.certainty, reason)
    return Verdict(State.UNKNOWN, Certainty.HINT, f"may have expired: {note.sentence}")


def _by_limits(limits: Sequence[Bound], now: datetime) -> Verdict:
    if not limits:
        reason = "no expiry recorded, and nothing tells when the token was issued"
        return Verdict(State.UNKNOWN, Certainty.HINT, reason)
    first = min(limits, key=lambda limit: limit.latest)
    begun = first.start.since(now)
    reason = f"no expiry recorded; {begun}, so it ends at the latest at {show(first.latest)}"
    return Verdict(State.UNKNOWN, first.certainty, reason)
