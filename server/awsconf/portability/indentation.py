"""Indented lines that are no more of a value to Python, and what they are to other SDKs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.portability.disagreement import settings, views_of
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, Setting
from awsconf.readers.reading import Part, ProblemKind
from awsconf.syntax import Line, LineKind, Section
from awsconf.text import Role, Span


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
    found = list(_lines(part))
    sights = part.section.derive(_SIGHTS[part.role]) if found else {}
    folded: dict[int, tuple[Setting, tuple[Dialect, ...], list[Line]]] = {}
    for line in found:
        refusing = tuple(each for each, sight in sights.items() if line.text in sight.refused)
        if refusing:
            # The rest of the section would be refused next.
            yield Indented((line, *(each for each in found if each != line)), refusing)
        text = part.section.read(line.span)
        holders = {each: sight.holder(line.text, text) for each, sight in sights.items()}
        folding = tuple(each for each, holder in holders.items() if holder)
        owner = next(filter(None, holders.values()), None)
        if owner is not None:
            folded.setdefault(owner.name_at.start, (owner, folding, []))[2].append(line)
    for owner, folding, lines in folded.values():
        yield Indented(tuple(lines), (), folding, owner.name.lower())


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
    first = bisect_left(part.section.lines, header.start, key=lambda line: line.start)
    for line in islice(part.section.lines, first, None):
        is_header = line.kind is LineKind.HEADER and line.start not in swallowed
        if is_header and line.start != header.start:
            return
        if line.indent and (is_header or line.start in own or line.kind is LineKind.COMMENT):
            yield line


class _Sight(NamedTuple):
    """What one SDK makes of a section, to be looked up by place.

    `lines` are those of each value, which stand apart from each other and begin at `starts`.
    """

    refused: frozenset[int]
    starts: list[int]
    settings: list[Setting]
    lines: list[frozenset[str]]

    def holder(self, at: int, text: str) -> Setting | None:
        """The setting of which a line is part."""
        index = bisect_right(self.starts, at) - 1
        inside = index >= 0 and at < self.settings[index].at.end
        return self.settings[index] if inside and text in self.lines[index] else None


def _sights(section: Section, role: Role) -> dict[Dialect, _Sight]:
    """Python minds none of these lines, and to it they are no setting's."""
    return {
        dialect: _sight(evaluation)
        for dialect, evaluation in views_of(section, role).items()
        if dialect is not Dialect.PYTHON
    }


# What is worked out for a section is remembered with it by the very object that does.
_SIGHTS = {role: partial(_sights, role=role) for role in Role}


def _sight(evaluation: Evaluation) -> _Sight:
    filled = (each for each in settings(evaluation) if each.at.start < each.at.end)
    found = sorted(filled, key=lambda each: each.at.start)
    return _Sight(
        frozenset(refusal.at.start for refusal in evaluation.refusals),
        [each.at.start for each in found],
        found,
        [frozenset(line.strip() for line in each.text.split("\n")) for each in found],
    )
