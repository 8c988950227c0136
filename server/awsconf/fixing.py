"""Choosing fixes and merging them: what `--fix` and `source.fixAll` do.

Each fix was made for the same texts, like commits with one parent. A round takes those that do
not collide, applies them, and judges again, until nothing more can be mended.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.check import Diagnostic, check
from awsconf.edits import Edit, conflict
from awsconf.rule import Fix, Rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role

ROUNDS = 10
"""More rounds than this are our own bug: two fixes undo each other."""


class Fixed(NamedTuple):
    """The snapshot after fixing, what was done to it, and what is still found."""

    snapshot: Snapshot
    done: tuple[tuple[Diagnostic, Fix], ...]
    left: tuple[Diagnostic, ...]
    converged: bool


def fix_all(snapshot: Snapshot, rules: tuple[Rule, ...], *, unsafe: bool = False) -> Fixed:
    """Apply the safe fixes (with `unsafe` the others too) until nothing changes."""
    done: list[tuple[Diagnostic, Fix]] = []
    for _ in range(ROUNDS):
        found = check(snapshot, rules)
        chosen = _readable(snapshot, list(choose(found, unsafe=unsafe)))
        if not chosen:
            return Fixed(snapshot, tuple(done), tuple(found), converged=True)
        snapshot = snapshot.edited(merged(fix for _, fix in chosen))
        done += chosen
    return Fixed(snapshot, tuple(done), tuple(check(snapshot, rules)), converged=False)


Choice = tuple[Diagnostic, Fix]


def _readable(snapshot: Snapshot, chosen: list[Choice]) -> list[Choice]:
    """Those of some choices after which botocore still reads each file that it read before.

    Two fixes that do no harm alone may give two sections one header. Whatever does harm is left
    out; the next round sees what the others have come to.
    """
    readable = _read(snapshot)
    kept: list[Choice] = []
    size = max(len(chosen), 1)
    while chosen:
        some, rest = chosen[:size], chosen[size:]
        if readable <= _read(snapshot.edited(merged(fix for _, fix in kept + some))):
            kept, chosen, size = kept + some, rest, 2 * size
        elif size == 1:
            chosen = rest
        else:
            size = (size + 1) // 2
    return kept


def doubles_header(snapshot: Snapshot, fix: Fix) -> bool:
    """Whether a fix of a header makes it one that is there already, for which botocore refuses all.

    Rules about a section see no other; only who offers a fix by itself need ask.
    """
    if not any(_is_in_header(snapshot.text(edit.at.role), edit.at.start) for edit in fix.edits):
        return False
    return not _read(snapshot) <= _read(snapshot.edited(fix.edits))


def _is_in_header(text: str, offset: int) -> bool:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return text[start:offset].lstrip(" \t\ufeff").startswith("[")


def _read(snapshot: Snapshot) -> set[Role]:
    """The files that botocore reads."""
    return {role for role, reading in snapshot.readings.items() if not reading.refusals}


def choose(found: list[Diagnostic], *, unsafe: bool) -> Iterator[tuple[Diagnostic, Fix]]:
    """One fix a finding, none of which collides with one chosen before it."""
    taken: dict[Role, list[Edit]] = {role: [] for role in Role}
    for diagnostic in found:
        fix = best(diagnostic.finding.fixes, unsafe=unsafe)
        if fix is None or any(conflict((edit,), _near(taken, edit)) for edit in fix.edits):
            continue
        for edit in fix.edits:
            insort(taken[edit.at.role], edit, key=lambda one: one.at.span)
        yield diagnostic, fix


def _near(taken: dict[Role, list[Edit]], edit: Edit) -> Iterator[Edit]:
    """Those of the edits taken, which are disjoint and in order, that overlap or touch `edit`."""
    edits = taken[edit.at.role]
    last = bisect_right(edits, edit.at.end, key=lambda one: one.at.start)
    for index in range(last - 1, -1, -1):
        if edits[index].at.end < edit.at.start:
            return
        yield edits[index]


def best(fixes: tuple[Fix, ...], *, unsafe: bool) -> Fix | None:
    """A safe fix before others; among the others the preferred one, or else the only one."""
    for fix in fixes:
        if fix.safe:
            return fix
    if not unsafe or not fixes:
        return None
    preferred = [fix for fix in fixes if fix.preferred]
    if preferred:
        return preferred[0]
    return fixes[0] if len(fixes) == 1 else None


def merged(fixes: Iterator[Fix]) -> tuple[Edit, ...]:
    """The edits of several fixes; what two of them ask for alike is done once."""
    return tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
