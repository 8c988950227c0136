"""What botocore, and so boto3 and the AWS CLI, make of one file.

Python's configparser reads lines by *relative* indentation; botocore then names sections and
reads nested blocks. Where they refuse the whole file, the reasons are kept and reading goes on
as most other SDKs would, so that one bad line does not hide every other finding.
Source: boto/botocore: botocore/configloader.py; CPython: Lib/configparser.py (3.10 to 3.14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from awsconf.readers.headers import DEFAULTS, as_setting, is_regular, named
from awsconf.readers.plain import is_orderly
from awsconf.readers.reading import Part, Problem, ProblemKind, SectionReading, Value
from awsconf.readers.refused import Refusal, refusals
from awsconf.syntax import Document, Line, LineKind, Section, SectionKind
from awsconf.text import Role

_Readings = Callable[[Section], tuple[SectionReading, ...]]


class Reading(NamedTuple):
    """A whole file as botocore reads it.

    Sections of one name are several parts where botocore would refuse the file for it; where
    it lets a differently spelled header replace the earlier one, only the later is here.
    """

    document: Document
    parts: tuple[Part, ...]
    profiles: dict[str, tuple[Part, ...]]
    sessions: dict[str, tuple[Part, ...]]
    services: dict[str, tuple[Part, ...]]
    defaults: tuple[Part, ...]

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why botocore refuses this file; nothing if it reads it."""
        return tuple(refusals(self))


def read(document: Document) -> Reading:
    """Read one file, as Python does since 3.10."""
    return _read(document, _READINGS[document.role])


def read_before_3_10(document: Document) -> Reading:
    """Read one file as older Pythons do, to which a header ends at its *first* bracket."""
    return _read(document, _OLD_READINGS[document.role])


def _read(document: Document, readings: _Readings) -> Reading:
    # Of UTF-16 no line is what it looks like, and no edit of ours would be in its encoding.
    parts = () if document.is_utf16 else tuple(_parts(document, readings))
    tables: dict[SectionKind, dict[str, tuple[Part, ...]]] = {
        SectionKind.PROFILE: {},
        SectionKind.SSO_SESSION: {},
        SectionKind.SERVICES: {},
    }
    defaults = []
    again: dict[tuple[SectionKind, str], list[Part]] = {}
    for part in parts:
        reading = part.reading
        name = reading.name
        if name is not None:
            table = tables[reading.kind]
            same = table.get(name)
            if same is not None and same[0].reading.header == reading.header:
                # Collected, since a file that was pasted together may have thousands.
                again.setdefault((reading.kind, name), [*same]).append(part)
            else:
                again.pop((reading.kind, name), None)
                table[name] = (part,)
        elif reading.header == DEFAULTS:
            defaults.append(part)
    for (kind, name), repeated in again.items():
        tables[kind][name] = tuple(repeated)
    return Reading(
        document,
        parts,
        tables[SectionKind.PROFILE],
        tables[SectionKind.SSO_SESSION],
        tables[SectionKind.SERVICES],
        tuple(defaults),
    )


def _parts(document: Document, readings: _Readings) -> Iterator[Part]:
    alone = all(section.derive(_stands_alone) for section in document.sections[1:])
    pieces = zip(document.starts, document.sections, strict=True)
    for start, section in pieces if alone else _runs(document):
        for reading in section.derive(readings):
            yield Part(document.role, start, section, reading)


def _runs(document: Document) -> Iterator[tuple[int, Section]]:
    """Sections that can be read by themselves.

    One whose header-like line is indented or unclosed depends on what stands before it, so it
    is joined to that.
    """
    run: list[tuple[int, Section]] = []
    for start, section in zip(document.starts, document.sections, strict=True):
        if section.derive(_stands_alone) and run:
            yield _joined(run)
            run = []
        run.append((start, section))
    if run:
        yield _joined(run)


def _joined(run: list[tuple[int, Section]]) -> tuple[int, Section]:
    if len(run) == 1:
        return run[0]
    return run[0][0], Section("".join(section.text for _, section in run))


_ALONE = re.compile(r"\[[^]\r\n]+\]").match


def _stands_alone(section: Section) -> bool:
    return _ALONE(section.text) is not None


def _section_readings(section: Section, role: Role, *, is_old: bool) -> tuple[SectionReading, ...]:
    return tuple(_Run(section, role, is_old=is_old).read())


# What is read of a section is remembered with it by the very object that reads it.
_READINGS = {role: partial(_section_readings, role=role, is_old=False) for role in Role}
_OLD_READINGS = {role: partial(_section_readings, role=role, is_old=True) for role in Role}


# A member of an enumeration costs a descriptor's call to look up.
_BLANK, _COMMENT, _HEADER, _SETTING = (
    LineKind.BLANK,
    LineKind.COMMENT,
    LineKind.HEADER,
    LineKind.SETTING,
)


class _Run:
    """configparser's loop over the lines of a run; it holds what that loop holds."""

    def __init__(self, section: Section, role: Role, *, is_old: bool) -> None:
        self.section = section
        self.role = role
        self.find_close = section.text.find if is_old else section.text.rfind
        self.header: Line | None = None
        self.settings: dict[str, Value] = {}
        self.problems: list[Problem] = []
        self.option: str | None = None
        self.indent = 0
        self.blanks: list[Line] = []
        self.following: list[Line] = []
        """The lines that continue the setting `option`, until it is known to end."""

    def read(self) -> Iterator[SectionReading]:
        text = self.section.text
        for line in self.section.lines:
            kind, start, first, name_end, _, _, _ = line
            if kind is _COMMENT:
                continue
            if kind is _BLANK:
                self.blanks.append(line)
            elif first - start > self.indent and self.option is not None:
                self._continue(self.option, line)
            elif kind is _SETTING and first < name_end and self.header is not None:
                # The common case, kept free of calls: sixty thousand lines pass here.
                if self.following:
                    self._end()
                self.indent = first - start
                self.option = name = text[first:name_end].lower()
                if name in self.settings:
                    self._repeat(name, line)
                self.settings[name] = Value(self.section, line)
                self.blanks = []
            elif kind is _HEADER and self._header_text(line):
                if self.header is not None or self.problems:
                    yield self._reading()
                self._open(line)
            else:
                self._oddity(line)
        yield self._reading()

    def _open(self, line: Line) -> None:
        self.header, self.option, self.indent = line, None, line.indent
        self.settings, self.problems, self.blanks = {}, [], []

    def _oddity(self, line: Line) -> None:
        """A line that configparser refuses, or a setting that begins with a bracket."""
        self._end()
        self.indent, self.blanks = line.indent, []
        if line.kind is _HEADER:
            line = as_setting(self.section, line)
        if self.header is None:
            self.problems.append(Problem(ProblemKind.OUTSIDE_SECTION, line))
        elif line.kind is not _SETTING:
            unclosed = line.kind is _HEADER
            kind = ProblemKind.UNCLOSED_HEADER if unclosed else ProblemKind.NO_DELIMITER
            self.problems.append(Problem(kind, line))
        elif line.name_end == line.text:
            self.problems.append(Problem(ProblemKind.EMPTY_NAME, line))
        elif (name := self.section.read(line.name).lower()) in self.settings:
            self._repeat(name, line)
        if line.kind is _SETTING:
            self.option = self.section.read(line.name).lower()
            self.settings[self.option] = Value(self.section, line)

    def _repeat(self, name: str, line: Line) -> None:
        before = self.settings[name]
        self.problems.append(Problem(ProblemKind.DUPLICATE_SETTING, line, before))

    def _continue(self, name: str, line: Line) -> None:
        value = self.settings[name]
        self.following += (*self.blanks, line)
        self.blanks = []
        nested = value.line.value == value.line.stop
        if nested and not _all_delimited(self.section.read(line.span)):
            self.problems.append(Problem(ProblemKind.NESTED_NO_DELIMITER, line))

    def _end(self) -> None:
        """Put what was collected below a setting to it, at once, since there may be much."""
        if self.following and self.option is not None:
            value = self.settings[self.option]
            following = (*value.following, *self.following)
            self.settings[self.option] = value._replace(following=following)
        self.following = []

    def _header_text(self, line: Line) -> str:
        """What configparser takes for the header: up to the last, or once the first, bracket."""
        close = self.find_close("]", line.text + 1, line.stop)
        return self.section.text[line.text + 1 : close] if close > 0 else ""

    def _reading(self) -> SectionReading:
        self._end()
        header = self._header_text(self.header) if self.header is not None else None
        kind, name = named(header, self.role)
        names = frozenset(self.settings)
        regular = header is None or is_regular(header, self.role)
        problems = tuple(self.problems)
        plain = header is None or is_orderly(self.section, self.role)
        orderly = plain and not problems
        return SectionReading(
            header, self.header, kind, name, self.settings, problems, names, regular, orderly
        )


def _all_delimited(text: str) -> bool:
    """Whether botocore can cut every piece of a block; it parts pieces at U+2028 too, say."""
    return all("=" in piece for piece in text.splitlines() if piece.strip())
