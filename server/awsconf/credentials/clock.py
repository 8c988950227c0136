"""Whether what is known of a token shows that the clock of this computer is wrong.

A clock that is ahead makes living tokens look dead, so no verdict can be given by a wrong one.
One that is behind is told of because every call fails with it (SigV4 allows five minutes).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.lifetime import (
    FILE_TIME,
    ISSUE_TIME,
    LONGEST_LIFE,
    TOLERANCE,
    cached_end,
    refusal,
    show,
)
from awsconf.evidence import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.credentials.lifetime import Start, Testimony


class Doubt(NamedTuple):
    """What is wrong with the clock, how sure that is, and the facts that show it."""

    certainty: Certainty
    reason: str
    evidence: tuple[str, ...]


def doubt(begun: Sequence[Start], testimony: Testimony, now: datetime) -> Doubt | None:
    """The surest reason to think that the clock is wrong, or None."""
    return next(
        (
            found
            for looks in (_behind, _contradicted, _doubted)
            for found in looks(begun, testimony, now)
        ),
        None,
    )


def turns(begun: Sequence[Start], testimony: Testimony) -> Iterator[datetime]:
    """The moments at which `doubt` may say something else."""
    yield from (start.moment - TOLERANCE for start in begun)
    if testimony.cached is not None:
        yield testimony.cached - TOLERANCE
    if testimony.doubted is not None:
        yield from (testimony.doubted - _MEMORY, testimony.doubted + _MEMORY)


# STS turns requests away that are off by more than 15 minutes. A clock that was set right since
# is farther from the moment of the answer than that, and a lasting fault is best asked for again.
_MEMORY = timedelta(minutes=15)


def _behind(begun: Sequence[Start], _testimony: Testimony, now: datetime) -> Iterator[Doubt]:
    """What happened already lies in the future.

    When AWS answered, or a token was first seen, was told by this very clock: where that lies in
    the future, the clock was set since, and nobody knows whether to the right time.
    """
    for start in begun:
        if start.moment > now + TOLERANCE and start.source in (ISSUE_TIME, FILE_TIME):
            reason = f"{start.sentence}, which by that clock is still to come"
            # A file's time can be set to anything; a token's is not wrong by accident.
            if start.source == FILE_TIME:
                yield Doubt(Certainty.HINT, f"seems to be behind: {reason}", (start.sentence,))
            else:
                yield Doubt(Certainty.STRONG, f"is behind: {reason}", (start.sentence,))


def _contradicted(begun: Sequence[Start], testimony: Testimony, now: datetime) -> Iterator[Doubt]:
    """AWS answered as it would at another time than this clock had."""
    end, refused, accepted = testimony.cached, testimony.refused, testimony.accepted
    told = [one for one in (cached_end(testimony), refusal(testimony)) if one is not None]
    said = tuple(one.sentence for one in told)
    if refused is not None and end is not None and end > now + TOLERANCE:
        words = f"is behind: {said[1]}, but it ends at {show(end)} by `{testimony.cache}`"
        yield Doubt(Certainty.STRONG, words, said)
    if accepted is None or accepted > now + TOLERANCE:
        return
    facts = f"AWS accepted the session token at {show(accepted)}"
    if end is not None and accepted > end + TOLERANCE:
        words = f"is ahead: {facts}, but it ended at {show(end)} by `{testimony.cache}`"
        yield Doubt(Certainty.STRONG, words, (*said, facts))
    for start in begun[:1]:
        late = accepted > start.moment + LONGEST_LIFE + TOLERANCE
        if late and start.source == ISSUE_TIME:
            words = f"is ahead: {facts}, and no token lives longer than 36 hours"
            yield Doubt(Certainty.STRONG, words, (start.sentence, facts))


def _doubted(_begun: Sequence[Start], testimony: Testimony, now: datetime) -> Iterator[Doubt]:
    """AWS turned a request away for its time; EC2 says the same of a dead token, but STS does not.

    Source: "Common Errors", `RequestExpired`.
    """
    at = testimony.doubted
    if at is not None and abs(now - at) < _MEMORY:
        fact = f"AWS turned a request away at {show(at)} because of the time at which it was sent"
        yield Doubt(Certainty.STRONG, f"is wrong: {fact}", (fact,))
