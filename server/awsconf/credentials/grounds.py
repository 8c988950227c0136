"""What of the evidence about a session token is believed: each piece held against the others.

None of it depends on the time of day, so what is believed once is believed for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.lifetime import (
    TOLERANCE,
    Bound,
    Claim,
    Record,
    Start,
    Testimony,
    bounds,
    cached_end,
    claim,
    disagreement,
    refusal,
    stale_reason,
    starts,
)
from awsconf.evidence import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from awsconf.credentials.companions import Companion
    from awsconf.credentials.tokens import Token


class StaleNote(NamedTuple):
    """A companion note that does not belong to the token beside it, and why, in plain words."""

    companion: Companion
    reason: str


Piece = Record | Claim | Bound


class Grounds(NamedTuple):
    """The evidence that is believed, and the notes that are not.

    `cached` has the exact end, and `refused` is AWS's word that it has passed.
    """

    begun: tuple[Start, ...]
    cached: Record | None
    refused: Record | None
    believed: tuple[Claim, ...]
    stale: tuple[StaleNote, ...]
    limits: tuple[Bound, ...]

    @property
    def note(self) -> Claim | None:
        """Of two notes, the one that ends first is what an earlier token left behind."""
        return max(self.believed, key=lambda one: one.earliest, default=None)

    @property
    def exact(self) -> Record | Claim | None:
        """What gives the moment of the end itself."""
        note = self.note
        return self.cached or (note if note is not None and note.exact else None)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that may show that the token is dead, the most telling first."""
        firm = (self.cached, self.note, self.refused)
        return (*(piece for piece in firm if piece is not None), *self.limits)

    def dead(self, now: datetime) -> list[Piece]:
        """What shows that the token is dead; where a cache has the end, nothing does before it."""
        if self.cached is not None and now <= self.cached.over:
            return [] if self.refused is None else [self.refused]
        return [piece for piece in self.pieces if now > piece.over]

    @property
    def evidence(self) -> Iterator[str]:
        """What is known of the end, in sentences."""
        known: tuple[Record | Claim | None, ...] = (self.cached, *self.believed, self.refused)
        return (piece.sentence for piece in known if piece is not None)


def grounds(
    token: Token | None,
    notes: Sequence[Companion],
    zone: tzinfo,
    role_session: Certainty | None,
    written: datetime | None,
    testimony: Testimony,
) -> Grounds:
    """What is believed of a session token; the parameters are those of `expiry.judge`."""
    begun = tuple(starts(token, written, testimony))
    cached, refused = cached_end(testimony), refusal(testimony)
    replaced = begun[0].moment if token is None and begun and cached is None else None
    claims = [claim(note, zone, replaced) for note in notes]
    stale = tuple(_stale(claims, begun, cached))
    believed = tuple(
        one
        for one in claims
        if all(one.note is not note for note, _ in stale) and not _is_overruled(one, testimony)
    )
    role = Certainty.PROOF if testimony.role else role_session
    every = tuple(limit for start in begun for limit in bounds(start, role))
    known = Grounds(begun, cached, refused, believed, stale, every)
    return known._replace(limits=tuple(_sound(known, testimony)))


def _stale(
    claims: list[Claim], begun: tuple[Start, ...], cached: Record | None
) -> Iterator[StaleNote]:
    for one in claims:
        reasons = (
            (stale_reason(one, start) for start in begun)
            if cached is None
            else (disagreement(one, cached),)
        )
        reason = next(filter(None, reasons), None)
        if reason is not None:
            yield StaleNote(one.note, reason)


def _is_overruled(one: Claim, testimony: Testimony) -> bool:
    """Whether AWS had refused the token before; a clock that was behind then may be why."""
    return testimony.refused is not None and one.earliest > testimony.refused + TOLERANCE


def _sound(known: Grounds, testimony: Testimony) -> Iterator[Bound]:
    """The longest lives that nothing exact contradicts."""
    accepted, exact = testimony.accepted, known.exact
    for limit in known.limits:
        if accepted is not None and limit.over < accepted:
            continue
        if known.cached is not None and limit.over < known.cached.latest:
            continue
        # An end beyond twelve hours shows that the marks of a role session are not this token's.
        if exact is None or not limit.role or limit.latest >= exact.latest:
            yield limit
