"""The lossless tree of one file: every byte is kept, no reader's side is taken, nothing fails.

A document is cut at each line that looks like a header, wherever it is indented.
A section is a pure function of its own text, with offsets from its own start; whatever else
follows from that text alone (what Python makes of it, what the rules say) is remembered with it.
That is all the incremental machinery there is: a changed document takes over, by their text,
the sections that it shares with the one before.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from awsconf.text import Role, Source, Span, line_end
from awsconf.undecodable import utf16

T = TypeVar("T")

BYTE_ORDER_MARK = "\ufeff"


class LineKind(enum.Enum):
    """What a line looks like, before anybody reads it."""

    BLANK = "blank"
    COMMENT = "comment"
    HEADER = "header"
    SETTING = "setting"
    TEXT = "text"
    """Neither comment nor header, and without a delimiter."""

    # Members are single objects, and this hash is many times faster than the one by name.
    __hash__ = object.__hash__


class SectionKind(enum.Enum):
    """What a section is by its header; `default` and named profiles are one kind."""

    PROFILE = "profile"
    SSO_SESSION = "sso-session"
    SERVICES = "services"
    PLUGINS = "plugins"
    PREVIEW = "preview"
    OTHER = "other"

    # As with LineKind.
    __hash__ = object.__hash__


class Line(NamedTuple):
    """One line; its offsets count from the start of its section.

    `start <= text <= name_end <= value <= stop <= end`: the line begins at `start`, its first
    character that is not blank stands at `text`, its last one before `stop`, and `end` lies
    after its line end.
    In a setting, the name ends at `name_end` and the value begins at `value`.
    In a header, `name_end` is the first closing bracket (or `stop` without one) and `value`
    what follows that bracket.
    In any other line, both are `stop`.
    """

    kind: LineKind
    start: int
    text: int
    name_end: int
    value: int
    stop: int
    end: int

    @property
    def indent(self) -> int:
        """How many blanks stand before the text, as Python counts them: a tab is one."""
        return self.text - self.start

    @property
    def span(self) -> Span:
        """The line without the blanks and the line end around it."""
        return Span(self.text, self.stop)

    @property
    def whole(self) -> Span:
        """The line with its line end."""
        return Span(self.start, self.end)

    @property
    def name(self) -> Span:
        """The name of a setting, or what stands between the brackets of a header."""
        start = self.text + 1 if self.kind is LineKind.HEADER else self.text
        return Span(start, max(start, self.name_end))

    @property
    def value_span(self) -> Span:
        """The value of a setting on its own line, without the blanks around it."""
        return Span(self.value, self.stop)


class Section:
    """A header-like line and all lines up to the next one; or the lines before the first."""

    __slots__ = ("_lines", "_memory", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: tuple[Line, ...] | None = None
        self._memory: dict[object, Any] = {}

    def __repr__(self) -> str:
        # A section holds secrets; its text enters no traceback.
        return f"<Section of {len(self.text)} characters>"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines in order; joined, they are its text."""
        if self._lines is None:
            self._lines = tuple(_lines(self.text))
        return self._lines

    @property
    def header(self) -> Line | None:
        """Its header-like line; None before the first of a document."""
        first = self.lines[0] if self.lines else None
        return first if first is not None and first.kind is LineKind.HEADER else None

    @property
    def line_end(self) -> str:
        """The line end that its text uses first; LF where it has none."""
        return line_end(self.text)

    def read(self, span: Span) -> str:
        """The text at `span`. The caller answers for what it does with a secret."""
        return self.text[span.start : span.end]

    def derive(self, function: Callable[[Section], T]) -> T:
        """What a pure function makes of this section, worked out once."""
        try:
            known: T = self._memory[function]
        except KeyError:
            return self.remember(function, function(self))
        return known

    @property
    def memory(self) -> Mapping[object, Any]:
        """What was remembered, by its key."""
        return self._memory

    def remember(self, key: object, value: T) -> T:
        """Keep `value`, which must follow from this section's text and `key` alone."""
        self._memory[key] = value
        return value


class Document:
    """One of the two files: its text, cut into sections; `starts` says where each begins."""

    __slots__ = ("_by_text", "_memory", "role", "sections", "source", "starts")

    def __init__(
        self,
        role: Role,
        source: Source,
        sections: tuple[Section, ...],
        starts: tuple[int, ...],
        by_text: Mapping[str, Section],
    ) -> None:
        self.role = role
        self.source = source
        self.sections = sections
        self.starts = starts
        self._by_text = by_text
        self._memory: dict[object, Any] = {}

    def __repr__(self) -> str:
        return f"<Document {self.role.value} of {len(self.sections)} sections>"

    def shown_by(self, source: Source) -> Document:
        """The same document with a source of the same text, whose lines are known already."""
        return Document(self.role, source, self.sections, self.starts, self._by_text)

    def derive(self, function: Callable[[Document], T]) -> T:
        """What a pure function makes of this document, worked out once."""
        if function not in self._memory:
            self._memory[function] = function(self)
        known: T = self._memory[function]
        return known

    @property
    def text(self) -> str:
        """The whole text, byte order mark included."""
        return self.source.text

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the text begins with U+FEFF, which belongs to no section."""
        return self.text.startswith(BYTE_ORDER_MARK)

    @property
    def is_utf16(self) -> bool:
        """Whether any of it is UTF-16, so that no line is what it looks like."""
        return self.derive(_is_utf16)

    @property
    def line_end(self) -> str:
        """The line end that the text uses first; LF where it has none."""
        return line_end(self.text)


def parse(text: str, role: Role, before: Document | None = None) -> Document:
    """Cut a text into sections, taking over from `before` those that have not changed."""
    known = before._by_text if before is not None else {}
    by_text: dict[str, Section] = {}
    sections, starts = [], []
    for start, end in _cuts(text):
        piece = text[start:end]
        section = by_text.get(piece) or known.get(piece) or Section(piece)
        by_text[piece] = section
        sections.append(section)
        starts.append(start)
    return Document(role, Source(text), tuple(sections), tuple(starts), by_text)


def _is_utf16(document: Document) -> bool:
    return utf16(document.text) is not None


_BRACKET = re.compile(r"\[")


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where sections begin and end; together they cover the text but for a byte order mark."""
    start = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    for match in _BRACKET.finditer(text, start):
        line = _line_start(text, match.start(), start)
        if line is not None and line > start:
            yield start, line
            start = line
    if start < len(text):
        yield start, len(text)


def _line_start(text: str, offset: int, floor: int) -> int | None:
    """Where the line of `offset` starts, if only blanks stand before it there."""
    while offset > floor:
        before = text[offset - 1]
        if before in "\r\n":
            return offset
        if not before.isspace():
            return None
        offset -= 1
    return offset


# One match a line. Blanks are Unicode's, since configparser strips those; a reader that
# keeps some of them looks at the line again. The groups are, in order: the sign of a comment, the
# bracket of a header, the name of a setting, the end of its delimiter, the first character of
# any other text, and the rest of the line, trimmed.
_LINE = re.compile(
    r"""
    [^\S\r\n]*
    (?: ([\#;]) | (\[) | ((?:[^=:\r\n]*[^=:\s])?) [^\S\r\n]* [=:] () [^\S\r\n]* | (\S) )?
    ((?:[^\r\n]*\S)?)
    [^\S\r\n]* (?: \r\n | \n | \r | \Z )
    """,
    re.VERBOSE,
)
# A member of an enumeration costs a descriptor's call to look up.
_BLANK, _COMMENT = LineKind.BLANK, LineKind.COMMENT
_SETTING, _TEXT = LineKind.SETTING, LineKind.TEXT


def _lines(text: str) -> Iterator[Line]:
    match, start, size = _LINE.match, 0, len(text)
    while start < size:
        found = match(text, start)
        # Each part of the pattern may be empty, so it matches at every offset.
        assert found is not None  # noqa: S101
        (_, end), sign, bracket, (name, name_end), delimiter, other, (value, stop) = found.regs
        after = delimiter[0]
        if after >= 0:
            if value == stop:
                value = stop = after
            yield Line(_SETTING, start, name, name_end, value, stop, end)
        elif bracket[0] >= 0:
            yield _header(text, start, bracket[0], stop, end)
        elif sign[0] < 0 and other[0] < 0:
            yield Line(_BLANK, start, start, start, start, start, end)
        else:
            kind, first = (_TEXT, other[0]) if sign[0] < 0 else (_COMMENT, sign[0])
            yield Line(kind, start, first, stop, stop, stop, end)
        start = end


def _header(text: str, start: int, first: int, stop: int, end: int) -> Line:
    close = text.find("]", first, stop)
    name_end, value = (stop, stop) if close < 0 else (close, close + 1)
    return Line(LineKind.HEADER, start, first, name_end, value, stop, end)
