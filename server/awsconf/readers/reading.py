"""What a reader hands back: sections with their settings, where they stand, and what it refuses.

Values are places, not strings: a secret is read only by who asks for it by name.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from awsconf.syntax import Line, LineKind, Section, SectionKind
from awsconf.text import At, Role, Span


class Value(NamedTuple):
    """The value of a setting: its line, and the lines that continue it."""

    section: Section
    line: Line
    following: tuple[Line, ...] = ()

    def __repr__(self) -> str:
        return f"<Value at {self.line.value}>"

    @property
    def name(self) -> str:
        """The name of the setting as its file spells it."""
        return self.section.read(self.line.name)

    @property
    def text(self) -> str:
        """The value as the reader sees it; continued lines are joined with LF."""
        line = self.line
        first = self.section.text[line.value : line.stop]
        if not self.following:
            return first
        rest = (self.section.read(line.span) for line in self.following)
        return "\n".join((first, *rest)).rstrip()

    def is_as_plain_as(self, other: Value) -> bool:
        """Whether whoever reads `other`, a setting of the same name, reads this one as well.

        JavaScript and Java know `region =` alone, and neither `Region =` nor `region :`.
        """
        spelt = self.name in (other.name, other.name.lower())
        return spelt and self._has_equals_sign >= other._has_equals_sign

    @property
    def _has_equals_sign(self) -> bool:
        return "=" in self.section.text[self.line.name_end : self.line.value]

    @property
    def is_nested(self) -> bool:
        """Whether nothing stands on the line itself, but something below it."""
        return bool(self.following) and self.line.value == self.line.stop

    @property
    def nested(self) -> Mapping[str, str]:
        """The settings of a block by name; the last of those that repeat a name.

        botocore cuts a block at more than line ends: at a form feed and U+2028, for two. A piece
        without `=`, for which it refuses the whole file, is left out.
        """
        pieces = (piece.partition("=") for piece in self.text.splitlines())
        return {name.strip(): value.strip() for name, delimiter, value in pieces if delimiter}

    @property
    def span(self) -> Span:
        """From the value's first character to the last line that continues it."""
        last = self.following[-1] if self.following else self.line
        return Span(self.line.value, last.stop)

    @property
    def lines(self) -> Span:
        """All the lines of the setting, with their line ends."""
        last = self.following[-1] if self.following else self.line
        return Span(self.line.start, last.end)


class ProblemKind(enum.Enum):
    """Why a reader refuses a file, or part of it."""

    NO_DELIMITER = "no-delimiter"
    EMPTY_NAME = "empty-name"
    UNCLOSED_HEADER = "unclosed-header"
    OUTSIDE_SECTION = "outside-section"
    DUPLICATE_SETTING = "duplicate-setting"
    DUPLICATE_SECTION = "duplicate-section"
    NESTED_NO_DELIMITER = "nested-no-delimiter"
    BYTE_ORDER_MARK = "byte-order-mark"
    UNDECODABLE = "undecodable"


class Problem(NamedTuple):
    """One reason of a refusal, at a line; `before` is the setting that it repeats, if any."""

    kind: ProblemKind
    line: Line
    before: Value | None = None


class SectionReading(NamedTuple):
    """One section as a reader sees it; `header` is None before the first.

    `name` is that of the profile, session or services section, None where the reader drops it.
    `names` are those of its settings, apart so that a rule can be told quickly whether to look;
    `is_regular` says that its header means the same to every SDK, as nearly all do, and
    `is_orderly` that it is in the plain form, or holds no more than comments above all headers.
    """

    header: str | None
    header_line: Line | None
    kind: SectionKind
    name: str | None
    settings: Mapping[str, Value]
    problems: tuple[Problem, ...]
    names: frozenset[str]
    is_regular: bool
    is_orderly: bool


class Part(NamedTuple):
    """A section as it is read, and where it stands in its file."""

    role: Role
    start: int
    section: Section
    reading: SectionReading

    def at(self, span: Span) -> At:
        """A stretch of this section as a stretch of its file."""
        return At(self.role, self.start + span.start, self.start + span.end)

    @property
    def header_at(self) -> At:
        """The header from bracket to bracket; the start of the file where there is none."""
        line = self.reading.header_line
        if line is None:
            return At(self.role, self.start, self.start)
        stop = line.name_end + 1 if line.value > line.name_end else line.stop
        return self.at(Span(line.text, stop))

    @property
    def owner(self) -> str:
        """The profile that it is of; empty if it is of none."""
        is_profile = self.reading.kind is SectionKind.PROFILE
        return (self.reading.name or "") if is_profile else ""

    @property
    def name_at(self) -> At:
        """What stands between the brackets."""
        line = self.reading.header_line
        return self.header_at if line is None else self.at(line.name)

    @property
    def end(self) -> int:
        """The offset after the last line of this section that is not blank or a comment."""
        if len(self.section.derive(_headers)) > 1:
            # It was joined with others for reading, and ends before the next of them.
            return self.start + self._last
        return self.start + self.section.derive(_end_of_lines)

    @property
    def swallows_header(self) -> bool:
        """Whether Python takes a header, indented or unclosed, for something in this section.

        A person and most other SDKs see another section begin there, so what is deleted or
        repeated below it is not this section's alone.
        """
        header = self.reading.header_line
        headers = self.section.derive(_headers)
        after = bisect_left(headers, header.end if header is not None else 0)
        return after < len(headers) and headers[after] < self._last

    def repeats(self, name: str) -> bool:
        """Whether a setting (lower case) stands there more than once, so that one is not all."""
        twice = (problem.before for problem in self.reading.problems)
        return any(value is not None and value.name.lower() == name for value in twice)

    @property
    def whole(self) -> At | None:
        """All its lines, the blank ones after it included and the comments after it not.

        None where it is not read by itself: its header is indented, or another one follows in
        the same run of lines.
        """
        if self.section.derive(_headers) != (0,):
            return None
        end = self.end - self.start
        for line in self.section.lines:
            if line.start == end and line.kind is LineKind.BLANK:
                end = line.end
        return At(self.role, self.start, self.start + end)

    @property
    def _last(self) -> int:
        """As `_end_of` has it, looked for once: a fix of each of thousands of settings asks."""
        key = _end_of, self.reading.header_line
        known = self.section.memory.get(key)
        if known is None or known[0] is not self.reading:
            known = self.section.remember(key, (self.reading, _end_of(self.reading)))
        end: int = known[1]
        return end


def _headers(section: Section) -> tuple[int, ...]:
    """Where the header-like lines of a section begin; one that was joined has several."""
    return tuple(line.start for line in section.lines if line.kind is LineKind.HEADER)


def _end_of_lines(section: Section) -> int:
    """The offset after the last line that is not blank or a comment."""
    lines = (line.end for line in reversed(section.lines) if line.kind not in _SILENT)
    return next(lines, 0)


def _end_of(reading: SectionReading) -> int:
    """The offset after the last line of which a reading makes something."""
    header = reading.header_line
    return max(
        header.end if header is not None else 0,
        *(value.lines.end for value in reading.settings.values()),
        *(problem.line.end for problem in reading.problems),
        0,
    )


_SILENT = (LineKind.BLANK, LineKind.COMMENT)
