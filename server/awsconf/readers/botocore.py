"""What botocore, and so boto3 and the AWS CLI, make of both files: settings with their places.

`python` reads each file; here they are laid over each other, as `profiles` does for the rules,
but in the one shape that all readers share.
Source: boto/botocore: botocore/session.py, `full_config`; botocore/configloader.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from awsconf.readers import python
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import (
    Evaluation,
    Ignored,
    Ignoring,
    Refusal,
    Setting,
    Settings,
    View,
)
from awsconf.readers.headers import DEFAULTS
from awsconf.readers.reading import Part, Value
from awsconf.syntax import Document, Line, SectionKind
from awsconf.text import At, Role, Span

REFUSED = "Unable to parse config file: {path}"
"""Of the many reasons that there are, botocore names none."""


def evaluate(
    config: Document | None, credentials: Document | None, *, before_3_10: bool = False
) -> Evaluation:
    """What botocore makes of both files; of a pair with one bad file, nothing."""
    read = python.read_before_3_10 if before_3_10 else python.read
    documents = (document for document in (config, credentials) if document is not None)
    readings = {document.role: document.derive(read) for document in documents}
    refusals = tuple(
        Refusal(refusal.at, "ConfigParseError", REFUSED)
        for reading in readings.values()
        for refusal in reading.refusals
    )
    if refusals:
        return Evaluation(Dialect.PYTHON, refusals=refusals)
    ours, theirs = readings.get(Role.CONFIG), readings.get(Role.CREDENTIALS)
    return Evaluation(
        Dialect.PYTHON,
        _views(ours, theirs),
        {} if ours is None else _tables(ours, ours.sessions),
        {} if ours is None else _tables(ours, ours.services),
        tuple(_ignored(ours)) if ours is not None else (),
    )


_Layers = tuple[Settings, ...]
"""The sections of a profile in one file, that which wins first."""


def _views(ours: python.Reading | None, theirs: python.Reading | None) -> dict[str, View]:
    """The profiles by name: those of the config file first, each file in its order."""
    in_config = {} if ours is None else _layers(ours, ours.profiles)
    in_credentials = {} if theirs is None else _layers(theirs, theirs.profiles)
    return {
        name: _view(name, in_config.get(name, ()), in_credentials.get(name, ()))
        for name in {**in_config, **in_credentials}
    }


def _view(name: str, config: _Layers, credentials: _Layers) -> View:
    above, below = _laid(credentials), _laid(config)
    inside = {Role.CONFIG: below, Role.CREDENTIALS: above}
    layers = (*credentials, *config)
    if len(layers) == 1:
        return View(name, layers[0], {}, inside)
    settings = _laid(layers)
    shadowed = {
        key: hidden
        for key in settings
        if (hidden := tuple(layer[key] for layer in layers if key in layer)[1:])
    }
    return View(name, settings, shadowed, inside)


def _layers(reading: python.Reading, table: Mapping[str, tuple[Part, ...]]) -> dict[str, _Layers]:
    """The sections of each name; the file's defaults lie under each."""
    behind = tuple(map(_settings, reading.defaults))
    return {name: (*map(_settings, parts[::-1]), *behind) for name, parts in table.items()}


def _tables(reading: python.Reading, table: Mapping[str, tuple[Part, ...]]) -> dict[str, Settings]:
    return {name: _laid(layers) for name, layers in _layers(reading, table).items()}


def _laid(layers: _Layers) -> Settings:
    """Sections over each other, the first on top; the order is that of the uppermost."""
    if len(layers) == 1:
        return layers[0]
    settings: dict[str, Setting] = {}
    for layer in layers:
        for name, setting in layer.items():
            settings.setdefault(name, setting)
    return settings


def _settings(part: Part) -> Settings:
    role, start = part.role, part.start
    settings = {}
    for name, value in part.reading.settings.items():
        line = value.line
        first, last = value.span
        settings[name] = Setting(
            name,
            value.text,
            At(role, start + line.text, start + line.name_end),
            At(role, start + first, start + last),
            dict(_nested(part, value)) if value.is_nested else _NO_BLOCK,
        )
    return settings


_NO_BLOCK: Settings = MappingProxyType({})


def _nested(part: Part, value: Value) -> Iterator[tuple[str, Setting]]:
    """The settings of a block; whoever collects them keeps the last of a name, as botocore does."""
    for line in value.following:
        for span in _pieces(value.section.text, line):
            piece = value.section.read(span)
            name, _, text = piece.partition("=")
            text = text.strip()
            name_end = span.start + len(name.rstrip())
            start = span.end - len(text)
            at, name_at = part.at(Span(start, span.end)), part.at(Span(span.start, name_end))
            yield name.strip(), Setting(name.strip(), text, name_at, at)


def _pieces(text: str, line: Line) -> Iterator[Span]:
    """Where the settings on one line of a block stand: botocore cuts at U+2028 too, for one."""
    start = line.text
    for piece in text[line.text : line.stop].splitlines(keepends=True):
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start += len(piece)


def _ignored(config: python.Reading) -> Iterator[Ignored]:
    """What is passed over in a config file; in a credentials file every section is a profile."""
    tables = {
        SectionKind.PROFILE: config.profiles,
        SectionKind.SSO_SESSION: config.sessions,
        SectionKind.SERVICES: config.services,
    }
    for part in config.parts:
        kind, name, header = part.reading.kind, part.reading.name, part.reading.header
        if header is None or header == DEFAULTS:
            continue
        if name is None:
            # The AWS CLI reads `[plugins]` and `[preview]`, which are no profiles.
            if kind is SectionKind.OTHER:
                yield Ignored(part.header_at, Ignoring.SECTION_NAME)
        elif part not in tables[kind][name]:
            yield Ignored(part.header_at, Ignoring.REPLACED)
