"""Indented lines that are no more of a value to Python, and what they are to other SDKs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.portability.disagreement import settings, views
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Setting
from awsconf.readers.reading import Part, ProblemKind
from awsconf.syntax import Line, LineKind
from awsconf.text import Span


class Indented(NamedTuple):
    """Indented lines; who refuses the file for them, who takes them for more of `setting`."""

    lines: tuple[Line, ...]
    refusing: tuple[Dialect, ...]
    folding: tuple[Dialect, ...] = ()
    setting: str = ""


def indented(part: Part) -> Iterator[Indented]:
    """The indented lines of a section that not every SDK reads as the AWS CLI does."""
    if any(problem.kind is ProblemKind.NO_DELIMITER for problem in part.reading.problems):
        # Something else was pasted here, and the blanks are the least of it.
        return
    folded: dict[int, tuple[Setting, tuple[Line, ...]]] = {}
    for line in _lines(part):
        refusing = tuple(dialect for dialect in Dialect if _refuses(part, dialect, line))
        if refusing:
            # The rest of the section would be refused next.
            yield Indented((line, *(each for each in _lines(part) if each != line)), refusing)
        owner = next(filter(None, (_holder(part, dialect, line) for dialect in Dialect)), None)
        if owner is not None:
            before = folded.get(owner.name_at.start, (owner, ()))[1]
            folded[owner.name_at.start] = owner, (*before, line)
    for owner, lines in folded.values():
        folding = tuple(dialect for dialect in Dialect if _holder(part, dialect, lines[0]))
        yield Indented(lines, (), folding, owner.name.lower())


def dedented(part: Part, lines: Iterable[Line]) -> tuple[Edit, ...]:
    """The edits that bring lines to the first column; none where headers depend on each other."""
    if sum(line.kind is LineKind.HEADER for line in part.section.lines) > 1:
        return ()
    return tuple(Edit(part.at(Span(line.start, line.text)), "") for line in lines)


def _lines(part: Part) -> Iterator[Line]:
    """The header, the settings and the comments of a section that are indented."""
    header, values = part.reading.header_line, part.reading.settings.values()
    if header is None or part.reading.name is None:
        return
    own = {value.line.start for value in values}
    swallowed = {line.start for value in values for line in value.following}
    for line in part.section.lines:
        if line.start < header.start:
            continue
        is_header = line.kind is LineKind.HEADER and line.start not in swallowed
        if is_header and line.start != header.start:
            return
        if line.indent and (is_header or line.start in own or line.kind is LineKind.COMMENT):
            yield line


def _refuses(part: Part, dialect: Dialect, line: Line) -> bool:
    """Whether an SDK refuses the file for a line; Python minds none of these."""
    refusals = views(part)[dialect].refusals if dialect is not Dialect.PYTHON else ()
    return any(refusal.at.start == line.text for refusal in refusals)


def _holder(part: Part, dialect: Dialect, line: Line) -> Setting | None:
    """The setting of which a line is part for an SDK; to Python it is none's."""
    if dialect is Dialect.PYTHON:
        return None
    text = part.section.read(line.span)
    around = (
        each for each in settings(views(part)[dialect]) if each.at.start <= line.text < each.at.end
    )
    return next((each for each in around if text in each.text), None)
