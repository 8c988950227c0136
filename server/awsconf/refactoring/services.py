"""Endpoints of single services, from the blocks that a plugin reads into a `[services]` section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awsconf.alterations import away, deletion
from awsconf.catalogue import service_clients, service_ids
from awsconf.edits import Edit
from awsconf.finding import Fix, series
from awsconf.insertions import above, section
from awsconf.profiles import Found, Profile
from awsconf.readers.headers import NAME
from awsconf.readers.reading import Part, Value
from awsconf.refactoring.answers import Answer, Apart, Plan, Refused, Wishes
from awsconf.snapshot import Snapshot
from awsconf.syntax import Line, LineKind
from awsconf.text import At, Role, Span

ENDPOINT = "endpoint_url"


class Endpoint(NamedTuple):
    """The endpoint of a service in a profile, the block in which it stands, and its line there."""

    service: str
    url: str
    block: Found
    line: Line


def to_services(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Move the endpoints of single services out of a profile into a `[services]` section."""
    profile = snapshot.profiles[name]
    home = profile.own(Role.CONFIG)
    endpoints = list(_endpoints(home)) if home is not None else []
    if not endpoints or home is None:
        alone = ENDPOINT in profile
        return Refused(
            f"`{ENDPOINT}` of `{name}` is for every service, which no services section can say"
            if alone
            else f"`{name}` has no endpoint of a single service"
        )
    if reason := _is_stuck(home, endpoints):
        return Refused(reason)
    table = {each.service: each.url for each in endpoints}
    target = _target(snapshot, profile, table)
    if isinstance(target, Refused):
        return target
    section_name, made = target
    edits = (*_gone(home, endpoints), *_named(profile, endpoints[0].block, section_name), *made)
    services = series(table)
    fix = Fix(f"Move the endpoint of {services} to the section `services {section_name}`", edits)
    blocks = {each.block.value.name.lower() for each in endpoints}
    note = (
        f"the AWS CLI and the SDKs send {services} of `{name}` there from now on;"
        " so far only the plugin awscli-plugin-endpoint did"
    )
    return Plan(fix, (note,), Apart(frozenset({"services", *blocks}), frozenset({section_name})))


def with_endpoints(snapshot: Snapshot) -> Iterator[str]:
    """The profiles with an endpoint of a single service."""
    for profile in snapshot.profiles.values():
        home = profile.own(Role.CONFIG)
        if home is not None and any(True for _ in _endpoints(home)):
            yield profile.name


def _endpoints(home: Part) -> Iterator[Endpoint]:
    for name, value in home.reading.settings.items():
        service = _service(name) if value.is_nested else None
        for line in _endpoint_lines(home, value) if service is not None else ():
            url = home.section.text[line.value : line.stop]
            yield Endpoint(service or "", url, Found(home, value), line)


def _endpoint_lines(home: Part, value: Value) -> Iterator[Line]:
    for line in value.following:
        name = home.section.read(line.name).lower() if line.kind is LineKind.SETTING else ""
        if name == ENDPOINT:
            yield line


def _service(name: str) -> str | None:
    """The key in a services section for what the AWS CLI calls a service."""
    name = name.lower()
    return (
        _COMMANDS.get(name)
        or service_clients().get(name)
        or (name if name in service_ids() else None)
    )


# What the AWS CLI calls three services that are called otherwise everywhere else.
_COMMANDS = {"configservice": "config_service", "deploy": "codedeploy", "s3api": "s3"}


def _is_stuck(home: Part, endpoints: list[Endpoint]) -> str | None:
    services = [each.service for each in endpoints]
    if len(set(services)) < len(services):
        return f"two blocks of `{home.owner}` give an endpoint for the same service"
    if home.swallows_header or any(home.repeats(e.block.value.name.lower()) for e in endpoints):
        return f"blocks of `{home.owner}` stand there twice, or swallow a header"
    if not all(re.fullmatch(r"https?://[^\s#;]+", each.url) for each in endpoints):
        return f"an endpoint of `{home.owner}` is no URL"
    return None


def _target(
    snapshot: Snapshot, profile: Profile, table: Mapping[str, str]
) -> tuple[str, tuple[Edit, ...]] | Refused:
    """The section that is to hold the endpoints, and the edit that makes it or adds to it."""
    reading = snapshot.readings[Role.CONFIG]
    named = profile.text("services")
    if named is not None:
        parts = reading.services.get(named, ())
        if len(parts) != 1:
            return Refused(f"`{profile.name}` names the services `{named}`, which are not there")
        return _added(snapshot, parts[0], named, table)
    for name, parts in reading.services.items():
        if len(parts) == 1 and _table(parts[0]) == {s: {ENDPOINT: u} for s, u in table.items()}:
            return name, ()
    free = _free_name(snapshot, profile, table)
    if free is None:
        return Refused(f"no name for a services section of `{profile.name}` is free")
    lines = _lines(table, profile.home.section.line_end)
    return free, (section(snapshot, f"services {free}", lines),)


def _free_name(snapshot: Snapshot, profile: Profile, table: Mapping[str, str]) -> str | None:
    """A name that no services section has, and no profile: the C runtime would take it for that."""
    local = all(re.match(_LOCAL, url) for url in table.values())
    taken = {*snapshot.readings[Role.CONFIG].services, *snapshot.profiles}
    for name in (*(["local"] if local else []), f"{profile.name}-services"):
        if name not in taken and re.fullmatch(NAME, name):
            return name
    return None


_LOCAL = r"https?://(?:localhost|127(?:\.[0-9]+){3}|\[::1\])(?:[:/]|\Z)"


def _added(
    snapshot: Snapshot, part: Part, name: str, table: Mapping[str, str]
) -> tuple[str, tuple[Edit, ...]] | Refused:
    there = _table(part)
    new = {service: url for service, url in table.items() if there.get(service) != {ENDPOINT: url}}
    if not new:
        return name, ()
    if len(snapshot.references["services"].get(name, ())) > 1:
        return Refused(
            f"other profiles name the services `{name}` too, and would get the endpoints"
        )
    if there.keys() & new.keys():
        return Refused(f"the services `{name}` say something else of the same service")
    text, end = snapshot.text(Role.CONFIG), part.end
    ended = text[:end].endswith(("\n", "\r"))
    line_end = part.section.line_end
    lines = _lines(new, line_end)
    added = lines if ended else line_end + lines.removesuffix(line_end)
    return name, (Edit(At(Role.CONFIG, end, end), added),)


def _table(part: Part) -> Mapping[str, Mapping[str, str]]:
    return {name: value.nested for name, value in part.reading.settings.items()}


def _lines(table: Mapping[str, str], end: str) -> str:
    return "".join(f"{service} ={end}  {ENDPOINT} = {url}{end}" for service, url in table.items())


def _gone(home: Part, endpoints: list[Endpoint]) -> Iterator[Edit]:
    """The endpoints' lines go, and the block's own with the last of them."""
    for each in endpoints:
        left = [line for line in each.block.value.following if line.kind is LineKind.SETTING]
        if len(left) == 1:
            yield from away(each.block)
        else:
            yield Edit(home.at(Span(each.line.start, each.line.end)), "")


def _named(profile: Profile, beside: Found, name: str) -> Iterator[Edit]:
    if "services" not in profile and deletion(beside):
        yield above(beside, [("services", name)])
