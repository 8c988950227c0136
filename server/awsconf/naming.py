"""Which settings are known by name where they stand, and which one a wrong name stands for;
and which profile is meant by a header with the word `profile` too little or too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from awsconf import catalogue
from awsconf.nearest import nearest
from awsconf.readers.reading import Part, Value
from awsconf.syntax import Line, LineKind, SectionKind

RESERVED = ("aws_", "sso_", "role_", "source_", "mfa_", "credential_")
"""Nobody but AWS begins names like this; where a tool does, the catalogue knows it."""


def all_read(kind: SectionKind, settings: Mapping[str, Value]) -> bool:
    """Whether a section plainly holds known settings only; most sections do, so this is quick."""
    return settings.keys() <= catalogue.names(kind) and not any(
        value.following for value in settings.values()
    )


def is_flat(part: Part) -> bool:
    """Whether a section plainly holds settings only that have no block; told by their names."""
    return part.reading.names <= _flat(part.reading.kind)


@cache
def _flat(kind: SectionKind) -> frozenset[str]:
    return catalogue.names(kind) - catalogue.of_type(kind, "section")


def is_read(kind: SectionKind, name: str, parent: str | None = None, *, nested: bool) -> bool:
    """Whether an SDK or a tool that we know of reads a setting; `nested`: a block stands below it.

    In a profile, a service's name opens a block (`dynamodb =`) and is a setting in no other way.
    """
    if parent is not None or nested or kind is SectionKind.SERVICES:
        return catalogue.known(kind, name, parent)
    return name.lower() in catalogue.names(kind) or name.lower() in _OF_TOOLS


def home(kind: SectionKind, name: str, parent: str | None = None) -> str | None:
    """Where a setting of AWS's is read that nobody reads where it stands, as a sentence ends."""
    name = name.lower()
    if parent is not None:
        elsewhere = name in _candidates(SectionKind.PROFILE)
        beside = "in a profile" if kind is SectionKind.SERVICES else f"beside `{parent}`"
        return beside if elsewhere else None
    if kind is SectionKind.SERVICES and name == "endpoint_url":
        return "below the id of a service"
    if kind in (SectionKind.SERVICES, SectionKind.SSO_SESSION):
        return "in a profile" if name in _candidates(SectionKind.PROFILE) else None
    if name in catalogue.names(SectionKind.PLUGINS):
        return "in the section `[plugins]`"
    return "below `s3`" if name in catalogue.own(SectionKind.PROFILE, "s3") else None


def dotted(kind: SectionKind, name: str) -> tuple[str, str] | None:
    """The block and the setting in it that a name with a dot stands for (`s3.endpoint_url`)."""
    block, dot, setting = name.lower().partition(".")
    if not dot or name.lower() in catalogue.names(kind):
        return None
    literal = setting in catalogue.nested_names(kind, block)
    return (block, setting) if literal and catalogue.known(kind, block) else None


def dropped(part: Part, block: str) -> list[Line]:
    """The settings right below the empty line of a block that should stand further in."""
    value = part.reading.settings.get(block)
    if value is None or value.following or value.line.value < value.line.stop:
        return []
    found = []
    for line in part.section.lines:
        if line.start < value.line.end or line.kind is LineKind.COMMENT:
            continue
        name = part.section.read(line.name)
        known = catalogue.known(part.reading.kind, name, block)
        if line.kind is not LineKind.SETTING or not known or home(part.reading.kind, name) is None:
            break
        found.append(line)
    return found


# awscli-login writes it beside its token.
_OF_TOOLS = frozenset({"aws_principal_arn"})


def meant(kind: SectionKind, name: str, parent: str | None = None) -> tuple[str, ...]:
    """The settings of AWS that a name nobody reads may stand for, the likeliest first.

    A variable's name (`AWS_DEFAULT_REGION`) stands for its setting, a client's name in a `services`
    section (`logs`) for its service.
    """
    bare = name.lower().removeprefix("export ").removeprefix("set ").strip()
    if parent is None and bare in _aliases(kind):
        return (_aliases(kind)[bare],)
    candidates = _candidates(kind) if parent is None else catalogue.nested_names(kind, parent)
    return nearest(bare, candidates, limit=3)


def is_hidden(parts: Iterable[Part], *names: str) -> bool:
    """Whether a section has one of these settings on a line that keeps it from being seen.

    It is indented, so that it is part of the value above, or misspelt. That line is the mistake
    then, and other rules tell it: what seems to be missing is not.
    """
    return any(name in names for part in parts for name in _hidden(part))


def swallows(part: Part, value: Value) -> bool:
    """Whether a value goes on in lines that were meant for settings of their own."""
    return any(True for _ in _swallowed(part, value))


def setting_of(variable: str) -> str | None:
    """The setting of a profile that a variable of the shell stands for, or that is named so."""
    name = variable.lower()
    known = name if name in catalogue.names(SectionKind.PROFILE) else None
    return _aliases(SectionKind.PROFILE).get(name, known)


def unprefixed(part: Part) -> str | None:
    """The profile that a section of the config file is meant for, if its header lacks `profile`."""
    header = part.reading.header or ""
    named_so = part.reading.kind is SectionKind.OTHER and _PROFILE_NAME.fullmatch(header)
    return header.strip() if named_so and catalogue.foreign_section(header) is None else None


def prefixed(part: Part) -> re.Match[str] | None:
    """Where the `name` stands in a header of the credentials file that begins with `profile`."""
    return _PREFIXED.fullmatch(part.reading.header or "")


_OTHERWISE_MISSPELT = r"(?i:default|profile|sso-session|services)"
_PROFILE_NAME = re.compile(rf"\s*(?!{_OTHERWISE_MISSPELT})[A-Za-z0-9_/.%@:+-]+\s*")
_PREFIXED = re.compile(r"""\s*profile\s+(?P<quote>["']?)(?P<name>[^"']*[^"'\s])(?P=quote)\s*""")


def _hidden(part: Part) -> Iterator[str]:
    kind = part.reading.kind
    for name, value in part.reading.settings.items():
        yield from _swallowed(part, value)
        if not is_read(kind, name, nested=value.is_nested):
            yield from meant(kind, name)


def _swallowed(part: Part, value: Value) -> Iterator[str]:
    kind = part.reading.kind
    above = catalogue.find(kind, value.name) if value.following and not value.is_nested else None
    for line in value.following if above is not None and above.origin == "aws" else ():
        name = part.section.read(line.name).lower() if line.kind is LineKind.SETTING else ""
        if name and catalogue.known(kind, name):
            yield name


@cache
def _candidates(kind: SectionKind) -> frozenset[str]:
    if kind is SectionKind.SERVICES:
        return catalogue.service_ids()
    ours = {setting.name for setting in catalogue.settings(kind) if setting.origin == "aws"}
    return catalogue.names(kind) & ours


@cache
def _aliases(kind: SectionKind) -> Mapping[str, str]:
    if kind is SectionKind.SERVICES:
        return catalogue.service_clients()
    names = _candidates(kind)
    return {
        variable.lower(): setting.name
        for setting in catalogue.settings(kind)
        if setting.name in names and setting.parent is None
        for variable in setting.env
    }
