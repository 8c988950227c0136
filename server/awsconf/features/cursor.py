"""What stands where the cursor is: a header, the name of a setting, its value, or nothing.

It is told from the tree alone, which half-typed text does not trouble.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from typing import NamedTuple

from awsconf.readers.headers import named
from awsconf.syntax import Document, Line, LineKind, Section, SectionKind
from awsconf.text import At, Role, Span


class Where(enum.Enum):
    """What part of a line it is."""

    HEADER = "header"
    """Between the brackets of a header."""
    NAME = "name"
    VALUE = "value"

    __hash__ = object.__hash__


class Cursor(NamedTuple):
    """A place in a file, and the token that it touches.

    `token` may be empty, where something could be typed. `line` is None on an empty last line.
    `parent` is the setting in whose block the line stands, in lower case, and `setting` the name
    of the setting of the line, as it is written.
    """

    role: Role
    section: Section
    start: int
    line: Line | None
    offset: int
    where: Where
    token: At
    kind: SectionKind
    owner: str | None
    parent: str | None = None
    setting: str = ""

    @property
    def text(self) -> str:
        """The token. The caller answers for a secret."""
        return self.section.text[self.token.start - self.start : self.token.end - self.start]


def cursor(document: Document | None, role: Role, offset: int) -> Cursor | None:
    """What stands at an offset; None in a comment, in junk, and between two tokens."""
    if document is None or document.is_utf16:
        return None
    section, start = _section(document, offset)
    offset -= start
    line = _line(section, offset)
    found = _token(section, line, offset)
    if found is None:
        return None
    where, (first, last) = found
    is_header = where is Where.HEADER
    parent, is_continued = (None, False) if is_header else _parent(section, line, offset)
    header = section.header
    if is_continued or (header is None and not is_header):
        return None
    kind, owner = named(None if header is None else section.read(header.name), role)
    token = At(role, start + first, start + last)
    setting = "" if line is None or is_header else section.read(line.name)
    return Cursor(role, section, start, line, offset, where, token, kind, owner, parent, setting)


def _section(document: Document, offset: int) -> tuple[Section, int]:
    number = bisect_right(document.starts, offset) - 1
    if number < 0:
        return Section(""), 0
    return document.sections[number], document.starts[number]


def _line(section: Section, offset: int) -> Line | None:
    """The line of an offset; None after the last line end."""
    lines = section.lines
    number = bisect_right(lines, offset, key=lambda line: line.start) - 1
    if number < 0:
        return None
    line = lines[number]
    is_past = offset == line.end and section.text.endswith(("\n", "\r"), line.start, line.end)
    return None if is_past else line


def _token(section: Section, line: Line | None, offset: int) -> tuple[Where, Span] | None:
    if line is None or line.kind is LineKind.BLANK:
        return Where.NAME, Span(offset, offset)
    if line.kind is LineKind.HEADER:
        return (Where.HEADER, line.name) if line.text < offset <= line.name_end else None
    if line.kind is LineKind.SETTING:
        return _of_setting(section, line, offset)
    return _of_text(section, line, offset) if line.kind is LineKind.TEXT else None


def _of_setting(section: Section, line: Line, offset: int) -> tuple[Where, Span] | None:
    if line.text <= offset <= line.name_end:
        return Where.NAME, line.name
    delimiter = _DELIMITER.search(section.text, line.name_end)
    if offset < line.text or delimiter is None or offset < delimiter.end():
        return None
    if line.value == line.stop:
        return Where.VALUE, Span(offset, offset)
    return Where.VALUE, Span(min(offset, line.value), max(offset, line.stop))


def _of_text(section: Section, line: Line, offset: int) -> tuple[Where, Span] | None:
    word = _WORD.match(section.text, line.text, line.stop)
    end = word.end() if word is not None else line.text
    return (Where.NAME, Span(line.text, end)) if line.text <= offset <= end else None


def _parent(section: Section, line: Line | None, offset: int) -> tuple[str | None, bool]:
    """The block in which a line stands, and whether it is instead more of a value above it."""
    first = offset if line is None else line.start
    indent = line.indent if line is not None else 0
    if line is not None and line.kind is LineKind.BLANK:
        indent = offset - line.start
    if not indent:
        return None, False
    for above in reversed(section.lines[: bisect_right(section.lines, first - 1, key=_begin)]):
        if above.kind in (LineKind.BLANK, LineKind.COMMENT) or above.indent >= indent:
            continue
        if above.kind is LineKind.SETTING and above.value == above.stop:
            return section.read(above.name).lower(), False
        return None, above.kind is not LineKind.HEADER
    return None, False


def _begin(line: Line) -> int:
    return line.start


_DELIMITER = re.compile("[=:]")
_WORD = re.compile(r"\S+")
