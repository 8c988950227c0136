"""Coordinates in a text and in the pair of texts, and nothing else.

Four systems meet in a language server.
*Offsets* count code points from the start of a text; everything below the door thinks in them.
*Lines* end at LF, CRLF or CR alone, as the protocol says: never at a form feed or U+2028.
*Columns* count code points from the start of a line; people and reports read them.
*Units* count what an encoding needs for a column (bytes, UTF-16 code units, code points);
only an editor speaks them, and they are converted here and nowhere else.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Encoding(enum.Enum):
    """A position encoding of the Language Server Protocol, by its name there."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Role(enum.Enum):
    """Which of the two shared files a text is."""

    CONFIG = "config"
    CREDENTIALS = "credentials"

    @property
    def other(self) -> Role:
        """The other half of the pair."""
        return Role.CREDENTIALS if self is Role.CONFIG else Role.CONFIG

    # Members are singletons, and Enum's own hash is a Python function on a path of thousands.
    __hash__ = object.__hash__


class Span(NamedTuple):
    """A half-open stretch of a text: `start <= offset < end`, in code points."""

    start: int
    end: int


class At(NamedTuple):
    """A half-open stretch of one of the two texts, in code points from its start."""

    role: Role
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The stretch without its text."""
        return Span(self.start, self.end)


class Place(NamedTuple):
    """A line and a column in it, both from zero."""

    line: int
    column: int


class Source:
    """A text and its table of lines, which is made when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        # The text may hold secrets; it enters no traceback.
        return f"<Source of {len(self.text)} characters>"

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; there is always a first line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, offset: int) -> Place:
        """The line and column of `offset`, which is clamped to the text."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset) - 1
        return Place(line, offset - self.line_starts[line])

    def offset(self, place: Place) -> int:
        """The offset of `place`; a column past the end of its line is its end, as LSP has it."""
        line, column = place
        if line < 0:
            return 0
        if line >= len(self.line_starts):
            return len(self.text)
        start, end = self.line_span(line)
        return min(start + max(0, column), end)

    def line_span(self, line: int) -> Span:
        """What line number `line` holds, without its line end."""
        start = self.line_starts[line]
        last = line + 1 == len(self.line_starts)
        end = len(self.text) if last else self.line_starts[line + 1]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def units(self, place: Place, encoding: Encoding) -> int:
        """The column of `place` as `encoding` counts it."""
        start, end = self.line_span(place.line)
        return units(self.text[start : min(start + place.column, end)], encoding)

    def column(self, line: int, count: int, encoding: Encoding) -> int:
        """The column that lies `count` units into a line; inside a character means before it."""
        if not 0 <= line < len(self.line_starts):
            return 0
        start, end = self.line_span(line)
        return column(self.text[start:end], count, encoding)


def line_end(text: str) -> str:
    """The line end that a text uses first; LF where it has none."""
    match = _LINE_END.search(text)
    return match.group() if match else "\n"


def has_mixed_ends(text: str) -> bool:
    """Whether some lines end with CR alone, so that most SDKs read on where Python does not."""
    return "\r" in text and "\n" in text and re.search(r"\r(?!\n)", text) is not None


def units(text: str, encoding: Encoding) -> int:
    """How many units of `encoding` a text without line ends needs."""
    if encoding is Encoding.UTF32 or text.isascii():
        return len(text)
    return sum(_width(character, encoding) for character in text)


def column(text: str, count: int, encoding: Encoding) -> int:
    """How many code points of `text` fit into `count` units of `encoding`."""
    if encoding is Encoding.UTF32 or text.isascii():
        return max(0, min(count, len(text)))
    used = 0
    for index, character in enumerate(text):
        used += _width(character, encoding)
        if used > count:
            return index
    return len(text)


def _width(character: str, encoding: Encoding) -> int:
    if encoding is Encoding.UTF16:
        return 2 if character > "\uffff" else 1
    # A lone surrogate stands for an undecodable byte, which no encoding can express; it is
    # counted as the three bytes of its code point.
    return len(character.encode("utf-8", "surrogatepass"))
