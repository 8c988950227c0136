"""What rules about values share: where the values of a section stand, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from awsconf.catalogue import find, foreign_section, of_type
from awsconf.edits import Edit
from awsconf.finding import Finding, Fix, Severity, fix, plain
from awsconf.naming import is_flat
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part, Value
from awsconf.redaction import masked_text
from awsconf.snapshot import Options, Scene
from awsconf.syntax import Line, LineKind
from awsconf.targets import concerned
from awsconf.text import At, Role
from awsconf.wording import enumerated

if TYPE_CHECKING:
    pass


class Spot(NamedTuple):
    """A setting with a value on its own line; `parent` is the block that it stands in."""

    part: Part
    name: str
    line: Line
    parent: str | None = None

    @property
    def text(self) -> str:
        """The value. Of a secret, whoever asks must not pass it on."""
        return self.part.section.text[self.line.value : self.line.stop]

    @property
    def at(self) -> At:
        """The value."""
        return self.part.at(self.line.value_span)

    @property
    def name_at(self) -> At:
        """The name."""
        return self.part.at(self.line.name)

    def replaced(self, text: str) -> tuple[Edit, ...]:
        """The edits that put `text` in the place of the value."""
        return (Edit(self.at, text),)


def spots(part: Part, *types: str) -> Iterator[Spot]:
    """AWS's own settings of these types in a section and in its blocks, that have a value."""
    kind = part.reading.kind
    names = of_type(kind, *types)
    if names.isdisjoint(part.reading.names) and is_flat(part):
        return
    for name, value in part.reading.settings.items():
        if value.following or name in names:
            for found in _spots_of(part, name, value):
                if found.name in of_type(kind, *types, parent=found.parent):
                    yield found


def every_spot(part: Part) -> Iterator[Spot]:
    """All settings of a section and its blocks that have a value on a line of their own."""
    for name, value in part.reading.settings.items():
        yield from _spots_of(part, name, value)


def _spots_of(part: Part, name: str, value: Value) -> Iterator[Spot]:
    if not value.following:
        if not _is_empty(part, value.line):
            yield Spot(part, name, value.line)
    elif value.is_nested:
        for line in value.following:
            if line.kind is LineKind.SETTING and not _is_empty(part, line):
                yield Spot(part, part.section.read(line.name).lower(), line, name)


def spot(part: Part, name: str) -> Spot | None:
    """One setting of a section by its name, if it has a value on a line of its own."""
    value = part.reading.settings.get(name)
    if value is None or value.following or _is_empty(part, value.line):
        return None
    return Spot(part, name, value.line)


def _is_empty(part: Part, line: Line) -> bool:
    """Whether a line has no value, or one of which another rule says that it is a comment."""
    text, start = part.section.text, line.value
    return start == line.stop or (text[start] in "#;" and text[start - 1].isspace())


def is_foreign(part: Part) -> bool:
    """Whether a section is another tool's, or one to which only botocore gives a profile's name."""
    header = part.reading.header or ""
    misplaced = part.role is Role.CREDENTIALS and header.startswith(("sso-session ", "services "))
    return misplaced or foreign_section(header) is not None


def empty(part: Part, name: str, scene: Scene) -> Iterator[Finding]:
    """What is to be said of a setting that has no value, where an SDK refuses that."""
    value = part.reading.settings.get(name)
    if value is not None and not value.following:
        yield from _empty(part, name, value.line, None, scene)


def empty_inside(part: Part, scene: Scene) -> Iterator[Finding]:
    """The same of the settings in the blocks of a section."""
    for parent, value in part.reading.settings.items():
        for line in value.following if value.is_nested else ():
            if line.kind is LineKind.SETTING:
                name = part.section.read(line.name)
                yield from _empty(part, name, line, parent, scene)


def _empty(
    part: Part, name: str, line: Line, parent: str | None, scene: Scene
) -> Iterator[Finding]:
    setting = find(part.reading.kind, name, parent)
    if setting is None or line.value < line.stop:
        return
    clause, severity = effect(setting.on_empty, scene.options)
    if clause and not is_foreign(part):
        # Without its last setting, a block would be a setting without a value.
        stays = part.swallows_header or part.repeats(name) or parent is not None
        edits = () if stays else (Edit(part.at(line.whole), ""),)
        yield Finding(
            part.at(line.name),
            "`{setting}` is empty" + clause + "; delete it, or give it a value",
            setting=name,
            profile=part.owner,
            severity=severity,
            fixes=fix(f"Delete `{name}`", edits),
        )


class Effect(NamedTuple):
    """What the readers that a team uses make of a value, for a sentence, and how bad that is."""

    clause: str
    severity: Severity


def effect(effects: Mapping[str, str], options: Options) -> Effect:
    """The end of a sentence: ", which the AWS CLI and boto3 refuse"; empty if nothing is known."""
    told: dict[str, list[Dialect]] = {}
    for dialect in Dialect:
        if dialect.value in effects and dialect in options.targets:
            told.setdefault(effects[dialect.value], []).append(dialect)
    who = [(concerned(options, dialects), text) for text, dialects in told.items()]
    clauses = [dialects.does(_singular(text), text) for dialects, text in who]
    if "cli" in effects and Dialect.PYTHON in options.targets:
        told[effects["cli"]] = []
        clauses.insert(0, f"the AWS CLI {_singular(effects['cli'])}")
    clause = enumerated(clauses)
    refused = any(text.startswith("refuse") for text in told)
    return Effect(f", which {clause}" if clause else "", _SEVERITY[refused])


def _singular(text: str) -> str:
    verb, blank, rest = text.partition(" ")
    return f"{'does' if verb == 'do' else verb + 's'}{blank}{rest}"


_SEVERITY = {True: Severity.ERROR, False: Severity.WARNING}


def replacements(
    spot: Spot, better: tuple[str, ...], *, sure: bool, known: bool = True
) -> tuple[Fix, ...]:
    """A fix for each of the values that may have been meant; the first is preferred if `sure`.

    What is not `known`, but made of what stands there, could hold a piece of a secret.
    """
    titles = better if known else map(shown, better)
    return tuple(
        Fix(f"Change to `{title}`", spot.replaced(text), preferred=sure and number == 0)
        for number, (title, text) in enumerate(zip(titles, better, strict=True))
    )


def unquoting(spot: Spot) -> tuple[Edit, ...]:
    """The edits that take the quotes off a value, unless nothing stands between them."""
    (role, start, end), text = spot.at, spot.text
    first, last = At(role, start, start + 1), At(role, end - 1, end)
    quotes = ((first, text[0]), (last, text[-1])) if len(text) > 2 else ()
    return tuple(Edit(at, "") for at, mark in quotes if mark in "\"'`")


def shown(text: str) -> str:
    """A value as a message may show it: what could be a piece of a secret is not repeated."""
    harmless = len(text) < _PIECE or (plain(text) == text and masked_text(text) == text)
    return text if harmless and text.isprintable() else "…"


_PIECE = 12
"""So long must a piece of a secret be to be worth anything."""
