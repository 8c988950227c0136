"""Stretches of the two texts: whole sections with the lines around them, and what is secret."""

from __future__ import annotations

from awsconf.edits import Edit, between
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


def carries_secret(edits: tuple[Edit, ...]) -> bool:
    """Whether any edit would put something into a text that must not be shown."""
    return any(hidden(parse(edit.text, edit.at.role)) for edit in edits if edit.text)
