"""Sections of one name that stand several times in one file, made one.

Of each setting the last one stays, which is what the SDKs take that read such a file. The lines of
the others are moved as they are, comments too; the section with keys stays where it is, so that no
key is moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.readers.reading import Part
from awsconf.redaction import hidden
from awsconf.refactoring.answers import Answer, Plan, Refused, Wishes
from awsconf.refactoring.stretches import whole
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.syntax import Line, LineKind, SectionKind
from awsconf.text import At


def merge(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Make one of the sections of a profile, in each file in which there are several."""
    groups = [
        group
        for group in _groups(snapshot)
        if (group[0].reading.kind, group[0].reading.name) == (SectionKind.PROFILE, name)
    ]
    return _merged(snapshot, groups) if groups else Refused(f"`{name}` stands once in each file")


def merge_all(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """The same for all profiles, or for all sessions and services, that stand several times."""
    of_profile = name in set(_repeated(snapshot))
    groups = [
        group
        for group in _groups(snapshot)
        if (group[0].reading.kind is SectionKind.PROFILE) is of_profile
    ]
    fit = [group for group in groups if not isinstance(_one(snapshot, group), Refused)]
    return _merged(snapshot, fit or groups)


def repeated(snapshot: Snapshot) -> Iterator[str]:
    """The profiles that stand several times in one file, and the names of other such sections."""
    yield from dict.fromkeys(group[0].reading.name or "" for group in _groups(snapshot))


def _repeated(snapshot: Snapshot) -> Iterator[str]:
    for group in _groups(snapshot):
        if group[0].reading.kind is SectionKind.PROFILE:
            yield group[0].reading.name or ""


def _groups(snapshot: Snapshot) -> Iterator[list[Part]]:
    for reading in snapshot.readings.values():
        found: dict[object, list[Part]] = defaultdict(list)
        for part in reading.parts:
            if part.reading.name is not None:
                found[part.reading.kind, part.reading.name].append(part)
        yield from (group for group in found.values() if len(group) > 1)


class _Body(NamedTuple):
    """A section and those of its lines that stay."""

    part: Part
    kept: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines that stay. The caller answers for what it does with a secret."""
        text = "".join(self.part.section.read(line.whole) for line in self.kept)
        ended = not text or text.endswith(("\n", "\r"))
        return text if ended else text + self.part.section.line_end

    @property
    def end(self) -> int:
        """Where in the file its own lines end."""
        return self.part.start + (_own_lines(self.part)[-1].end)


def _merged(snapshot: Snapshot, groups: list[list[Part]]) -> Answer:
    edits: list[Edit] = []
    for group in groups:
        made = _one(snapshot, group)
        if isinstance(made, Refused):
            return made
        edits += made
    headers = dict.fromkeys(f"`[{group[0].reading.header}]`" for group in groups)
    title = f"Merge the sections {' and '.join(headers)} into one each"
    if len(headers) > _NAMED:
        title = f"Merge the sections of {len(headers)} headers into one each"
    if len(groups) == 1:
        title = f"Merge the {len(groups[0])} sections {next(iter(headers))} into one"
    fix = Fix(title, tuple(edits))
    return Plan(fix, ("of a setting that stood there several times, the last one is kept",))


_NAMED = 3
"""Of more than these, a title tells the number."""


def _one(snapshot: Snapshot, group: list[Part]) -> list[Edit] | Refused:
    header = f"`[{group[0].reading.header}]`"
    if any(part.whole is None or part.swallows_header for part in group):
        return Refused(f"a section {header} is read together with what stands around it")
    if any(part.reading.problems for part in group):
        return Refused(f"a section {header} has faults of its own; mend them first")
    lasting = {name: part for part in group for name in part.reading.settings}
    bodies = [_Body(part, tuple(_kept(part, lasting))) for part in group]
    if any(line.indent for body in bodies for line in _settings(body.part)):
        return Refused(f"settings below {header} are indented; write them in the first column")
    if _are_adjacent(snapshot, group):
        return list(_headers_gone(bodies))
    holding = [body for body in bodies if _holds_secret(snapshot, body)]
    if len(holding) > 1:
        return Refused(
            f"several sections {header} hold keys, which no edit moves; join them by hand"
        )
    return list(_edits(snapshot, bodies, holding[0] if holding else bodies[0]))


def _are_adjacent(snapshot: Snapshot, group: list[Part]) -> bool:
    parts = snapshot.readings[group[0].role].parts
    first = parts.index(group[0])
    return list(parts[first : first + len(group)]) == group


def _headers_gone(bodies: list[_Body]) -> Iterator[Edit]:
    """Sections one below the other become one where they stand, keys and all."""
    for number, body in enumerate(bodies):
        part = body.part
        for line in _own_lines(part):
            if line not in body.kept and (number or line.kind is not LineKind.HEADER):
                yield Edit(part.at(line.whole), "")


def _edits(snapshot: Snapshot, bodies: list[_Body], home: _Body) -> Iterator[Edit]:
    part = home.part
    for line in _own_lines(part):
        if line not in home.kept and line.kind is not LineKind.HEADER:
            yield Edit(part.at(line.whole), "")
    moved = "".join(body.text for body in bodies if body is not home)
    text, end = snapshot.text(part.role), home.end
    if not text[:end].endswith(("\n", "\r")):
        ending = part.section.line_end
        moved = ending + moved.removesuffix(ending) if moved else ""
    yield from ([Edit(At(part.role, end, end), moved)] if moved else ())
    for body in bodies:
        if body is not home:
            yield Edit(_gone(snapshot, body), "")


def _gone(snapshot: Snapshot, body: _Body) -> At:
    """All of a section with the comments right below it, which are moved with it."""
    at, text = whole(snapshot, body.part), snapshot.text(body.part.role)
    # Every part of a group has one, which was asked before.
    assert at is not None  # noqa: S101
    end = max(at.end, body.end)
    for line in text[end:].splitlines(keepends=True) if end > at.end else ():
        if line.strip():
            break
        end += len(line)
    return at._replace(end=end)


def _own_lines(part: Part) -> list[Line]:
    """The lines of a section up to the last that says something, and the comments right below."""
    end, lines = part.end - part.start, []
    for line in part.section.lines:
        if line.start >= end and line.kind is not LineKind.COMMENT:
            break
        lines.append(line)
    return lines


def _kept(part: Part, lasting: dict[str, Part]) -> Iterator[Line]:
    """The lines that stay: not the header, and no setting that a later section repeats."""
    gone = {
        line
        for name, value in part.reading.settings.items()
        if lasting[name] is not part
        for line in (value.line, *value.following)
    }
    for line in _own_lines(part):
        if line.kind is not LineKind.HEADER and line not in gone:
            yield line


def _settings(part: Part) -> Iterator[Line]:
    return (value.line for value in part.reading.settings.values())


def _holds_secret(snapshot: Snapshot, body: _Body) -> bool:
    document, start = snapshot.document(body.part.role), body.part.start
    secret = hidden(document) if document is not None else []
    return any(
        span.start < start + line.end and start + line.start < span.end
        for line in body.kept
        for span, _ in secret
    )
