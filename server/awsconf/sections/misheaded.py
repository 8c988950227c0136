"""The sections that only their header keeps from being what they are meant for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from awsconf.headings import Heading, misplaced, mistyped
from awsconf.readers.reading import Part
from awsconf.sections.spellings import is_there
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role


class Misheaded(NamedTuple):
    """A section, and what it is meant for."""

    part: Part
    heading: Heading


def mistyped_sections(snapshot: Snapshot) -> tuple[Misheaded, ...]:
    """The sections whose first word is not quite one that opens such a section."""
    return snapshot.derive(_mistyped)


def misplaced_sections(snapshot: Snapshot) -> tuple[Misheaded, ...]:
    """The session and services sections of the credentials file."""
    return snapshot.derive(_misplaced)


def is_misheaded(snapshot: Snapshot, heading: Heading) -> bool:
    """Whether there would be such a section in the config file, were it for its header or file."""
    lost = snapshot.derive(_lost)
    return (Role.CONFIG, heading) in lost or heading in snapshot.derive(_misplaced_headings)


def is_free_in_config(snapshot: Snapshot, heading: Heading) -> bool:
    """Whether the config file has no such session or services section."""
    reading = snapshot.readings.get(Role.CONFIG)
    if reading is None:
        return True
    sessions = heading.kind is SectionKind.SSO_SESSION
    return heading.name not in (reading.sessions if sessions else reading.services)


def is_free(snapshot: Snapshot, one: Misheaded) -> bool:
    """Whether its file has no other section that is, or is meant for, the same."""
    (part, heading), role = one, one.part.role
    reading = snapshot.readings[role]
    tables = {SectionKind.SSO_SESSION: reading.sessions, SectionKind.SERVICES: reading.services}
    taken = tables.get(heading.kind, reading.profiles).get(heading.name, ())
    alone = snapshot.derive(_lost)[role, heading] == 1
    alone = alone and not is_there(snapshot, role, heading.text(role))
    return alone and all(other.start == part.start for other in taken)


def _mistyped(snapshot: Snapshot) -> tuple[Misheaded, ...]:
    return tuple(
        Misheaded(part, heading)
        for part in snapshot.odd_headers
        if (heading := mistyped(part)) and not _is_used(snapshot, part, heading)
    )


def _lost(snapshot: Snapshot) -> Mapping[tuple[Role, Heading], int]:
    """How many mistyped sections of each file are meant for the same."""
    return Counter((one.part.role, one.heading) for one in mistyped_sections(snapshot))


def _misplaced_headings(snapshot: Snapshot) -> frozenset[Heading]:
    return frozenset(one.heading for one in misplaced_sections(snapshot))


def _misplaced(snapshot: Snapshot) -> tuple[Misheaded, ...]:
    return tuple(
        Misheaded(part, heading)
        for part in snapshot.odd_headers
        if part.role is Role.CREDENTIALS and (heading := misplaced(part.reading.header or ""))
    )


def _is_used(snapshot: Snapshot, part: Part, heading: Heading) -> bool:
    """Whether `[Default]` of the credentials file, which is a profile to all, is used as one."""
    if part.role is Role.CONFIG or not heading.is_default:
        return False
    name, profiles = part.reading.name or "", snapshot.profiles
    asked = {snapshot.environ.get("AWS_PROFILE"), snapshot.environ.get("AWS_DEFAULT_PROFILE")}
    named = name in asked or name in snapshot.references["source_profile"]
    has_default = "default" in snapshot.readings[part.role].profiles
    return named or has_default or bool(profiles[name].config)
