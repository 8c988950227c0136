"""What rules about values share: where the values of a section stand, and what is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from awsconf.catalogue import foreign_section, nested_names
from awsconf.edits import Edit
from awsconf.finding import Fix, Severity, plain
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.redaction import masked_text
from awsconf.snapshot import Options
from awsconf.syntax import Line, LineKind
from awsconf.targets import concerned
from awsconf.text import At, Role


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


def spots(part: Part, names: Collection[str]) -> Iterator[Spot]:
    """The settings of a section that have one of `names` (lower case), and those of its blocks."""
    for name, value in part.reading.settings.items():
        if not value.following:
            if name in names and value.line.value < value.line.stop:
                yield Spot(part, name, value.line)
        elif value.is_nested:
            inner = nested_names(part.reading.kind, name)
            lines = value.following if inner else ()
            for line in lines:
                if line.kind is LineKind.SETTING and line.value < line.stop:
                    nested = part.section.read(line.name).lower()
                    if nested in inner:
                        yield Spot(part, nested, line, name)


def is_foreign(part: Part) -> bool:
    """Whether a section is another tool's, or one to which only botocore gives a profile's name."""
    header = part.reading.header or ""
    misplaced = part.role is Role.CREDENTIALS and header.startswith(("sso-session ", "services "))
    return misplaced or foreign_section(header) is not None


class Effect(NamedTuple):
    """What the readers that a team uses make of a value, for a sentence, and how bad that is."""

    clause: str
    severity: Severity


def effect(effects: Mapping[str, str], options: Options) -> Effect:
    """The end of a sentence: ", which the AWS CLI and boto3 refuse"; empty if nothing is known."""
    told = [
        f"{who} {effects[who.dialects[0].value]}"
        for dialect in Dialect
        if dialect.value in effects and (who := concerned(options, (dialect,)))
    ]
    refused = any(
        effects[dialect.value].startswith("refuse")
        for dialect in options.targets
        if dialect.value in effects
    )
    clause = " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))
    return Effect(f", which {clause}" if clause else "", _SEVERITY[refused])


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


def shown(text: str) -> str:
    """A value as a message may show it: what could be a piece of a secret is not repeated."""
    harmless = len(text) < _PIECE or (plain(text) == text and masked_text(text) == text)
    return text if harmless else "…"


_PIECE = 12
"""So long must a piece of a secret be to be worth anything."""
