"""What can be done about a place: fixes of what was found there, rewrites, and all safe fixes."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from awsconf.check import Diagnostic
from awsconf.edits import Edit, between
from awsconf.fixing import Fixed, doubles_header, fix_all, merged
from awsconf.rule import Fix, Rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


class Kind(enum.Enum):
    """A kind of action, by its name in the protocol; dots go from the general to the special."""

    QUICK_FIX = "quickfix"
    REWRITE = "refactor.rewrite"
    EXTRACT = "refactor.extract"
    MOVE = "refactor.move"
    FIX_ALL = "source.fixAll.awsconf"

    def wanted(self, only: Collection[str] | None) -> bool:
        """Whether it is among what was asked for; None asks for everything."""
        if only is None:
            return True
        return any(f"{self.value}.".startswith(f"{kind}.") or not kind for kind in only)


class Asked(NamedTuple):
    """The name of a refactoring and the profile that it is for, by which it can be had again."""

    refactoring: str
    profile: str


class Action(NamedTuple):
    """One offer: what it is called, what it changes, and what it would cure.

    Where `moves_secret`, nobody gets to see the edits who has not chosen it; `asked` finds it then.
    """

    title: str
    kind: Kind
    edits: tuple[Edit, ...]
    cures: Diagnostic | None = None
    preferred: bool = False
    moves_secret: bool = False
    asked: Asked | None = None


def actions(
    snapshot: Snapshot,
    found: Iterable[Diagnostic],
    rules: tuple[Rule, ...],
    at: At,
    only: Collection[str] | None = None,
    *,
    unasked: bool = False,
) -> Iterator[Action]:
    """What is offered at a place, of the kinds in `only`; `found` is what `rules` find.

    `unasked` leaves out what takes long.
    """
    found = list(found)
    fixes = list(_quick_fixes(snapshot, found, at)) if Kind.QUICK_FIX.wanted(only) else []
    yield from fixes
    # What mends a finding is a quick fix already, and one entry of a menu is enough.
    offered = [action.edits for action in fixes]
    rewrites = _rewrites(snapshot, at) if Kind.REWRITE.wanted(only) else ()
    refactorings = () if unasked else _refactorings(snapshot, at, only)
    for one in (*rewrites, *refactorings):
        if not any(_do_the_same(snapshot, one.edits, edits) for edits in offered):
            yield one
    if Kind.FIX_ALL.wanted(only) and any(fix.safe for one in found for fix in one.finding.fixes):
        yield from _fix_all(snapshot, rules)


def _quick_fixes(snapshot: Snapshot, found: Iterable[Diagnostic], at: At) -> Iterator[Action]:
    for diagnostic in found:
        if not _touches(diagnostic.finding.at, at):
            continue
        for fix in diagnostic.finding.fixes:
            if not fix.moves_secret and not doubles_header(snapshot, fix):
                yield Action(fix.title, Kind.QUICK_FIX, fix.edits, diagnostic, fix.preferred)


def _touches(finding: At, at: At) -> bool:
    return finding.role is at.role and finding.start <= at.end and at.start <= finding.end


def resolved(snapshot: Snapshot, asked: Asked) -> Action | None:
    """A refactoring that was offered, with edits for the texts as they are; None if it is gone."""
    from awsconf.refactoring.planning import offered
    from awsconf.refactoring.registry import BY_NAME

    refactoring = BY_NAME.get(asked.refactoring)
    answer = offered(snapshot, refactoring, asked.profile) if refactoring is not None else None
    fix = getattr(answer, "fix", None)
    if refactoring is None or not isinstance(fix, Fix):
        return None
    return _refactoring(fix, refactoring.kind, asked)


def _rewrites(snapshot: Snapshot, at: At) -> list[Action]:
    """Imported when first asked for, since most sessions never do."""
    from awsconf.rewrite.offers import rewrites

    return [Action(fix.title, Kind.REWRITE, fix.edits) for fix in rewrites(snapshot, at)]


def _refactorings(snapshot: Snapshot, at: At, only: Collection[str] | None) -> Iterator[Action]:
    """Imported when first asked for, like the rewrites."""
    if not any(kind.wanted(only) for kind in (Kind.REWRITE, Kind.EXTRACT, Kind.MOVE)):
        return
    from awsconf.refactoring.planning import offers

    for refactoring, profile, fix in offers(snapshot, at):
        action = _refactoring(fix, refactoring.kind, Asked(refactoring.name, profile))
        if action.kind.wanted(only):
            yield action


def _refactoring(fix: Fix, kind: str, asked: Asked) -> Action:
    return Action(
        fix.title,
        Kind(f"refactor.{kind}"),
        fix.edits,
        moves_secret=fix.moves_secret,
        asked=asked,
    )


def _do_the_same(snapshot: Snapshot, some: tuple[Edit, ...], others: tuple[Edit, ...]) -> bool:
    if some == others:
        return True
    after, other = _applied(snapshot, some), _applied(snapshot, others)
    return after is not None and other is not None and _equal(after, other)


def _fix_all(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Action]:
    fixed = fix_all(snapshot, rules)
    edits = _in_one_step(snapshot, fixed)
    if edits:
        yield Action("Apply all safe fixes", Kind.FIX_ALL, edits)


def _in_one_step(snapshot: Snapshot, fixed: Fixed) -> tuple[Edit, ...]:
    """What several rounds of fixing did; the fixes' own edits where one round was enough."""
    edits = merged(fix for _, fix in fixed.done)
    after = _applied(snapshot, edits)
    if after is not None and _equal(after, fixed.snapshot):
        return edits
    return tuple(edit for role in Role for edit in _between(snapshot, fixed.snapshot, role))


def _equal(some: Snapshot, other: Snapshot) -> bool:
    return all(some.text(role) == other.text(role) for role in Role)


def _applied(snapshot: Snapshot, edits: tuple[Edit, ...]) -> Snapshot | None:
    """The snapshot after edits, of which those of a later round may lie anywhere."""
    if any(edit.at.end > len(snapshot.text(edit.at.role)) for edit in edits):
        return None
    try:
        return snapshot.edited(edits)
    except ValueError:
        return None


def _between(before: Snapshot, after: Snapshot, role: Role) -> tuple[Edit, ...]:
    old, new = before.text(role), after.text(role)
    return between(old, new, At(role, 0, len(old)))
