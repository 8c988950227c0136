"""Where the SDKs read the same lines differently, found by asking each reader about them.

A few lines are given to every reader by themselves, so that what is said of them follows from the
readers and no table can drift away from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from awsconf.catalogue import find, foreign_section, known
from awsconf.edits import Edit, apply
from awsconf.entries import Setting as Known
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.readers.evaluation import Evaluation, Ignoring, Setting, Settings
from awsconf.readers.plain import is_plain
from awsconf.readers.reading import Part, Value
from awsconf.syntax import Line, LineKind, Section, parse
from awsconf.text import At, Role, Span, has_mixed_ends

LONGEST = 60
"""The lines of a section of which it is still asked what a change of one of them does."""


class Take(NamedTuple):
    """What one SDK makes of the lines of one setting, below a header that all SDKs read alike.

    `settings` are those that it takes from these lines, in their order; none where it refuses
    them or passes over them. `start` is where in the section the lines begin.
    """

    refuses: bool
    settings: tuple[Setting, ...]
    is_empty: bool
    start: int

    @property
    def setting(self) -> Setting | None:
        """The first setting."""
        return self.settings[0] if self.settings else None

    @property
    def text(self) -> str | None:
        """The value on the first line; None where the SDK knows of no setting there."""
        if self.setting is None:
            return "" if self.is_empty else None
        return self.setting.text.split("\n", 1)[0]

    def knows(self, name: str) -> bool:
        """Whether the SDK takes a setting of exactly that name from these lines."""
        return any(setting.name == name for setting in self.settings)

    @property
    def has_block(self) -> bool:
        """Whether the first setting is a block to the SDK."""
        return self.setting is not None and bool(self.setting.nested)

    def span(self, at: At) -> Span:
        """A stretch of what was read as a stretch of the section."""
        by = self.start - len(_HEADER)
        return Span(at.start + by, at.end + by)

    def holds(self, line: Line) -> bool:
        """Whether a line is part of the first setting's value."""
        if self.setting is None:
            return False
        start, end = self.span(self.setting.at)
        return start <= line.text < end


def compared(part: Part) -> Iterator[tuple[Value, Known]]:
    """The settings of AWS in a section of AWS, of which it matters what an SDK makes of them."""
    kind, header = part.reading.kind, part.reading.header or ""
    if part.reading.name is None or foreign_section(header) is not None:
        return
    if part.role is Role.CREDENTIALS and header.startswith(("sso-session ", "services ")):
        # To botocore these are profiles, to nobody else.
        return
    for name, value in part.reading.settings.items():
        setting = find(kind, name)
        if setting is not None and setting.origin == "aws":
            yield value, setting


def swallowed(part: Part, value: Value) -> Iterator[Line]:
    """The lines of a value that look like settings or headers, which JavaScript and Go see there.

    A line of a wrapped secret may look like a setting too, so the name must be a known one.
    """
    if value.is_nested:
        return
    for line in value.following:
        if line.kind is LineKind.HEADER or (
            line.kind is LineKind.SETTING and known(part.reading.kind, part.section.read(line.name))
        ):
            yield line


Takes = Mapping[Dialect, Take]


def takes(part: Part, value: Value) -> Takes:
    """What each SDK makes of a setting, apart from all that stands around it."""
    memory = part.section.derive(_no_takes)
    key = part.role, value.lines
    if key not in memory:
        memory[key] = dict(_takes(part, value))
    return memory[key]


def views(part: Part) -> Mapping[Dialect, Evaluation]:
    """What each SDK makes of a section by itself, its offsets counted from the section's start."""
    return views_of(part.section, part.role)


def views_of(section: Section, role: Role) -> Mapping[Dialect, Evaluation]:
    """As `views` has it, of a section of a file."""
    return section.derive(_VIEWS[role])


def evaluations(texts: Mapping[Role, str]) -> Mapping[Dialect, Evaluation]:
    """What each SDK makes of a pair of texts, one of which may not be there.

    To most SDKs a lone CR ends no line. That is one mistake of the whole file, and another rule's;
    it must not be found again in each setting, so here it ends one.
    """
    return _evaluated({role: _ended(text) for role, text in texts.items()})


def settings(evaluation: Evaluation) -> Iterator[Setting]:
    """Every setting that an SDK takes, those that are shadowed too."""
    for view in evaluation.profiles.values():
        yield from view.settings.values()
        for hidden in view.shadowed.values():
            yield from hidden
    for table in (evaluation.sessions, evaluation.services):
        for inner in table.values():
            yield from inner.values()


def is_harmless(part: Part, edits: Iterable[Edit]) -> bool:
    """Whether no SDK sees another setting in a section, or refuses it, once the edits are made.

    Nothing can be said of one whose header some SDK does not know: it reads on in the section
    above. One that refuses the file before may see whatever it likes.
    Of a section longer than people write them this is not asked: all readers would read it again
    for each of its lines, and a page of text in the wrong file would keep an editor waiting.
    """
    if len(part.section.lines) > LONGEST:
        return False
    moved = [Edit(_moved(edit.at, -part.start), edit.text) for edit in edits]
    # Where CR alone ends the lines, those who read nothing of them read nothing afterwards either.
    text = part.section.text if "\n" in part.section.text else _ended(part.section.text)
    # What is made of the section as it stands is remembered with it.
    then = _evaluated({part.role: text}) if "\r" in text else views(part)
    now = _evaluated({part.role: apply(text, moved)})
    return _are_alike(part, then, now, mixed=has_mixed_ends(text))


def is_copy(part: Part, first: Part) -> bool:
    """Whether no SDK sees another setting in a section if one that repeats it below is deleted."""
    text = first.section.text
    end = "" if text.endswith(("\n", "\r")) else first.section.line_end
    both = text + end + part.section.text
    pair = (both, text) if "\n" in both else (_ended(both), _ended(text))
    twice, once = (_evaluated({first.role: each}) for each in pair)
    return _are_alike(first, twice, once, mixed=has_mixed_ends(pair[0]))


def _are_alike(
    part: Part,
    then: Mapping[Dialect, Evaluation],
    now: Mapping[Dialect, Evaluation],
    *,
    mixed: bool,
) -> bool:
    """Whether whoever took the one text, which begins with a section, has the same of the other."""
    # The plainest header is known to all, though JavaScript keeps no section that is empty.
    header = part.reading.header_line
    is_plainly_headed = header is None or is_plain(Section(part.section.read(header.span)))
    is_known = is_plainly_headed and not mixed
    return all(
        bool(old.refusals)
        or (
            (is_known or _is_taken(old)) and not now[each].refusals and told(old) == told(now[each])
        )
        for each, old in then.items()
    )


def is_read_alike(part: Part) -> bool:
    """Whether a section is in the plain form, but for its header and its line ends."""
    _, _, below = _ended(part.section.text).partition("\n")
    return is_plain(Section(_HEADER + below))


def _ended(text: str) -> str:
    return re.sub(r"\r(?!\n)", "\n", text) if "\r" in text else text


def _is_taken(evaluation: Evaluation) -> bool:
    return bool(evaluation.profiles or evaluation.sessions or evaluation.services)


def told(evaluation: Evaluation) -> object:
    """All that an SDK has from the files, without the places: to be compared, never shown.

    Nobody asks for the setting without a name that Go knows.
    """
    return (
        {name: _texts(view.settings) for name, view in evaluation.profiles.items()},
        {name: _texts(table) for name, table in evaluation.sessions.items()},
        {name: _texts(table) for name, table in evaluation.services.items()},
    )


def _texts(table: Settings) -> Mapping[str, tuple[str, object]]:
    return {name: (each.text, _texts(each.nested)) for name, each in table.items() if name}


_HEADER = "[default]\n"


def _no_takes(section: Section) -> dict[tuple[Role, Span], Takes]:  # noqa: ARG001
    """Where the takes of a section are remembered."""
    return {}


def _takes(part: Part, value: Value) -> Iterator[tuple[Dialect, Take]]:
    span = value.lines
    for dialect, found in _evaluations(_HEADER + part.section.read(span), part.role).items():
        is_empty = any(ignored.why is Ignoring.EMPTY_VALUE for ignored in found.ignored)
        taken = tuple(sorted(settings(found), key=_place))
        yield dialect, Take(bool(found.refusals), taken, is_empty, span.start)


def _place(setting: Setting) -> int:
    return setting.name_at.start


def _in_config(section: Section) -> Mapping[Dialect, Evaluation]:
    return _evaluations(section.text, Role.CONFIG)


def _in_credentials(section: Section) -> Mapping[Dialect, Evaluation]:
    return _evaluations(section.text, Role.CREDENTIALS)


_VIEWS: Mapping[Role, Callable[[Section], Mapping[Dialect, Evaluation]]] = {
    Role.CONFIG: _in_config,
    Role.CREDENTIALS: _in_credentials,
}


def _evaluations(text: str, role: Role) -> Mapping[Dialect, Evaluation]:
    return evaluations({role: text})


def _evaluated(texts: Mapping[Role, str]) -> Mapping[Dialect, Evaluation]:
    documents = {role: parse(text, role) for role, text in texts.items()}
    config, credentials = (documents.get(role) for role in Role)
    return {dialect: evaluate(dialect, config, credentials) for dialect in Dialect}


def _moved(at: At, by: int) -> At:
    return At(at.role, at.start + by, at.end + by)
