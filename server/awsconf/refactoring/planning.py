"""What comes of a refactoring: nothing that an SDK would mind gets out of here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from awsconf.nearest import nearest
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.refactoring.answers import Answer, Plan, Refactoring, Refused, Wishes
from awsconf.refactoring.meaning import changed
from awsconf.refactoring.registry import REFACTORINGS
from awsconf.refactoring.stretches import carries_secret
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role

LARGEST = 60_000
"""The characters of a pair of which an editor is still offered something: all SDKs are asked."""


def planned(snapshot: Snapshot, refactoring: Refactoring, name: str, wishes: Wishes) -> Answer:
    """The refactoring of one profile, or why there is none."""
    if name not in snapshot.profiles:
        return no_profile(snapshot, name)
    if refused := obstacle(snapshot, refactoring):
        return refused
    return checked(snapshot, refactoring.plan(snapshot, name, wishes))


def no_profile(snapshot: Snapshot, name: str) -> Refused:
    """What is said of a name that no profile has."""
    near = nearest(name, list(snapshot.profiles))
    meant = f"; did you mean `{near[0]}`?" if near else ""
    return Refused(f"there is no profile `{name}`{meant}")


class Offer(NamedTuple):
    """What an editor may propose, and for which profile."""

    refactoring: Refactoring
    profile: str
    fix: Fix


def offers(snapshot: Snapshot, at: At) -> Iterator[Offer]:
    """What can be refactored at a place: whatever its profile allows."""
    if sum(len(snapshot.text(role)) for role in Role) > LARGEST:
        return
    profile = _profile_at(snapshot, at)
    if profile is None:
        return
    for refactoring in REFACTORINGS:
        if profile.name in set(refactoring.each(snapshot)):
            answer = offered(snapshot, refactoring, profile.name)
            if isinstance(answer, Plan):
                yield Offer(refactoring, profile.name, answer.fix)


def offered(snapshot: Snapshot, refactoring: Refactoring, name: str) -> Answer:
    """What an editor proposes for a profile, where nobody can be asked for what is missing."""
    return planned(
        snapshot, refactoring._replace(plan=refactoring.offer or refactoring.plan), name, Wishes()
    )


def _profile_at(snapshot: Snapshot, at: At) -> Profile | None:
    for profile in snapshot.profiles.values():
        if any(_is_in(snapshot, part, at) for part in profile.parts):
            return profile
    return None


def _is_in(snapshot: Snapshot, part: Part, at: At) -> bool:
    return part.reading.name is not None and snapshot.stands_in(part, at)


def obstacle(snapshot: Snapshot, refactoring: Refactoring) -> Refused | None:
    """What of the files must be mended before anything else."""
    if half := snapshot.utf16:
        return Refused(f"`{half.path}` is UTF-16; save it as UTF-8 first")
    faulty = any(reading.refusals for reading in snapshot.readings.values())
    if faulty and not refactoring.mends:
        return Refused("a file has faults that must be mended first; `awsconf check` tells them")
    return None


def checked(snapshot: Snapshot, answer: Answer) -> Answer:
    """A plan, if it changes what it means to change and carries no secret unasked."""
    if isinstance(answer, Refused):
        return answer
    if not answer.fix.edits:
        return Refused("there is nothing to do")
    if not answer.fix.moves_secret and carries_secret(answer.fix.edits):
        return Refused("that would write a secret anew; move those lines by hand")
    after = snapshot.edited(answer.fix.edits)
    if change := changed(snapshot, after, answer.apart):
        make = change.who.does("makes", "make")
        return Refused(f"that would change what {make} of {change.what}")
    return answer
