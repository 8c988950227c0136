"""Stretches of the two texts: whole sections with the lines around them, and what is secret."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from awsconf.edits import Edit, between, conflict
from awsconf.readers.reading import Part
from awsconf.redaction import hidden
from awsconf.snapshot import Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Role


def whole(snapshot: Snapshot, part: Part) -> At | None:
    """All lines of a section but the comments after it; the last one's blank lines before it too.

    None where it cannot be told from what stands around it.
    """
    at = part.whole
    if at is None or at.end < len(snapshot.text(at.role)):
        return at
    text = snapshot.text(at.role)[: at.start]
    lines = text.splitlines(keepends=True)
    start = at.start
    while lines and not lines[-1].strip():
        start -= len(lines.pop())
    return At(at.role, start, at.end)


def composed(before: Snapshot, after: Snapshot) -> tuple[Edit, ...]:
    """The edits from one snapshot to a later one, in which several steps have become one."""
    return tuple(
        edit
        for role in Role
        if before.text(role) != after.text(role)
        for edit in between(
            before.text(role), after.text(role), At(role, 0, len(before.text(role)))
        )
    )


def side_by_side(
    snapshot: Snapshot, changes: Sequence[tuple[Edit, ...]]
) -> tuple[Edit, ...] | None:
    """Several changes to the same texts as one; None where two of them meet.

    What two of them ask for alike is done once, and new sections at the end of a file follow one
    another.
    """
    if len(changes) == 1:
        return changes[0]
    known: dict[Edit, int] = {}
    for number, edits in enumerate(changes):
        for edit in edits:
            known.setdefault(edit, number)
    headers = [_new_header(snapshot, edit) for edit in known]
    if len(set(headers) - {""}) < sum(map(bool, headers)):
        return None
    placed = sorted(known.items(), key=lambda item: (item[0].at.role.value, item[0].at.span))
    made = list[Edit]()
    for (before, one), (edit, other) in pairwise((_NOWHERE, *placed)):
        at_end = _new_header(snapshot, edit)
        if at_end and _new_header(snapshot, before) and before.at == edit.at:
            text = edit.text.lstrip("\r\n")
            made.append(edit._replace(text=_line_end(text) + text))
        elif one != other and conflict((before,), (edit,)):
            return None
        else:
            made.append(edit)
    return tuple(made)


_NOWHERE = (Edit(At(Role.CONFIG, -1, -1), ""), -1)


def _new_header(snapshot: Snapshot, edit: Edit) -> str:
    """The file and header of a new section at its end; empty for other edits."""
    if not edit.at.start == edit.at.end == len(snapshot.text(edit.at.role)):
        return ""
    text = edit.text.lstrip("\r\n")
    return f"{edit.at.role.value}{text.splitlines()[0]}" if text.startswith("[") else ""


def _line_end(text: str) -> str:
    return next((end for end in ("\r\n", "\n") if end in text), "\r")


def carries_secret(edits: tuple[Edit, ...]) -> bool:
    """Whether any edit would put something into a text that must not be shown."""
    return any(hidden(parse(edit.text, edit.at.role)) for edit in edits if edit.text)
