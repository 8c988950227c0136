"""The one currency for change: replace a stretch of one of the two texts.

Edits are as small as can be: a line is deleted, never a section written anew, so that no edit
carries a secret that it does not move. The program hands out edits; whoever holds the text
applies them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from awsconf.text import At


class Edit(NamedTuple):
    """Put `text` where `at` is; an empty stretch is an insertion."""

    at: At
    text: str

    def __repr__(self) -> str:
        # A key that is moved is in one, and a secret enters no traceback.
        return f"<Edit at {self.at}: {len(self.text)} characters>"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, which are all of its role and disjoint.

    Insertions at one place stand in the order in which they are given.
    Raises ValueError where two overlap.
    """
    pieces: list[str] = []
    offset = 0
    for edit in sorted(edits, key=lambda edit: edit.at.span):
        if edit.at.start < offset:
            message = f"edits overlap at offset {edit.at.start}"
            raise ValueError(message)
        pieces += (text[offset : edit.at.start], edit.text)
        offset = edit.at.end
    return "".join((*pieces, text[offset:]))


def conflict(some: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Whether the two sets cannot both be made to the same texts in any order."""
    others = tuple(others)
    return any(_collide(a, b) for a in some for b in others)


def between(before: str, after: str, at: At) -> tuple[Edit, ...]:
    """The edits, line by line and as small as can be, that turn `before` into `after`.

    `at` is where `before` stands in its text.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    offsets = [at.start]
    for line in old:
        offsets.append(offsets[-1] + len(line))
    return tuple(
        _trimmed(Edit(At(at.role, offsets[a], offsets[b]), "".join(new[c:d])), "".join(old[a:b]))
        for a, b, c, d in changed(old, new)
    )


def changed(
    old: list[str], new: list[str], *, roughly: bool = False
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches `old[a:b]` and `new[c:d]` that differ, as small as can be unless `roughly`.

    Matched at the lines that both hold once, and only in between by difflib, which takes the
    square of the length, and its cube where lines repeat as they do in these files.
    """
    # Imported here, since every start of the program would pay for what few of them need.
    from difflib import SequenceMatcher

    i = j = 0
    for a, b in (*_anchors(old, new), (len(old), len(new))):
        if old[i:a] != new[j:b]:
            matcher = SequenceMatcher(None, old[i:a], new[j:b], autojunk=roughly)
            for tag, *(p, q, r, s) in matcher.get_opcodes():
                if tag != "equal":
                    yield i + p, i + q, j + r, j + s
        i, j = a + 1, b + 1


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Where the lines stand that both hold once, as many as are in one order in both."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[line]) for line, at in once_old.items() if line in once_new]
    # The longest increasing run: of each length, the run that ends first and whom it follows.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        ends[length : length + 1] = [at]
        last[length : length + 1] = [index]
        before.append(last[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _once(lines: list[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}


def _collide(a: Edit, b: Edit) -> bool:
    if a == b:
        # Two findings may ask for the very same change, which is made once.
        return False
    if a.at.role is not b.at.role:
        return False
    if a.at.start == a.at.end or b.at.start == b.at.end:
        return a.at.start <= b.at.end and b.at.start <= a.at.end
    return a.at.start < b.at.end and b.at.start < a.at.end


def _trimmed(edit: Edit, old: str) -> Edit:
    """`edit` without what its two sides share at either end."""
    new, limit = edit.text, min(len(old), len(edit.text))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    role, start, end = edit.at
    return Edit(At(role, start + head, end - tail), new[head : len(new) - tail])
