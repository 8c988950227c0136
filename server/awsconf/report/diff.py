"""A unified diff of one file before and after, compared as it is and shown masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.edits import changed
from awsconf.redaction import masked
from awsconf.report.terminal import printable
from awsconf.text import Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awsconf.snapshot import Snapshot
    from awsconf.syntax import Document

CONTEXT = 3

_Change = tuple[int, int, int, int]


def differences(before: Snapshot, after: Snapshot) -> str:
    """The diffs of both files of a pair, secrets masked; empty where nothing changes."""
    return "".join(
        diff(before.document(role), after.document(role), before.half(role).path)
        for role in Role
        if before.document(role) is not after.document(role)
    )


def diff(before: Document | None, after: Document | None, path: str) -> str:
    """The diff as `diff -u` writes it; empty where nothing changes.

    A secret that changes is a line that changes, but neither side of it is shown; None is a file
    that does not exist.
    """
    old, new = _lines(before), _lines(after)
    hunks = list(_hunks(_texts(before), _texts(after)))
    if not hunks:
        return ""
    path = printable(path)
    names = ("/dev/null" if before is None else path, "/dev/null" if after is None else path)
    head = f"--- {names[0]}\n+++ {names[1]}\n"
    return head + "".join(line for hunk in hunks for line in _hunk(hunk, old, new))


def _texts(document: Document | None) -> list[str]:
    """The lines as they are, with their ends."""
    return [] if document is None else _cut(document.text)


def _lines(document: Document | None) -> list[str]:
    """The lines as they may be shown."""
    if document is None:
        return []
    return [_shown(line) for line in _cut(masked(document))]


def _cut(text: str) -> list[str]:
    starts = Source(text).line_starts
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return lines if lines[-1] else lines[:-1]


def _shown(line: str) -> str:
    text = line.rstrip("\r\n")
    end = "\n" if text != line else "\n\\ No newline at end of file\n"
    return printable(text) + end


def _hunks(old: list[str], new: list[str]) -> Iterator[list[_Change]]:
    """The changes, those together between which there are few lines."""
    group: list[_Change] = []
    for change in changed(old, new, roughly=True):
        if group and change[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(group: list[_Change], old: list[str], new: list[str]) -> Iterator[str]:
    before, after = min(CONTEXT, group[0][0]), min(CONTEXT, len(old) - group[-1][1])
    at, end = group[0][0] - before, group[-1][1] + after
    yield f"@@ -{_range(at, end)} +{_range(group[0][2] - before, group[-1][3] + after)} @@\n"
    for start, stop, new_start, new_stop in group:
        yield from (f" {line}" for line in old[at:start])
        yield from (f"-{line}" for line in old[start:stop])
        yield from (f"+{line}" for line in new[new_start:new_stop])
        at = stop
    yield from (f" {line}" for line in old[at:end])


def _range(start: int, end: int) -> str:
    """A range of lines as diffs count them: from 1, but for an empty one from the line before."""
    length = end - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"
