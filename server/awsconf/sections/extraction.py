"""Sessions made of what stands in profiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from awsconf.alterations import deletion
from awsconf.edits import Edit
from awsconf.finding import Fix, fix
from awsconf.insertions import below, instead_of, lines_of, section
from awsconf.profiles import Found, Profile
from awsconf.readers.headers import NAME
from awsconf.readers.reading import Part
from awsconf.redaction import masked_text
from awsconf.sections.sessions import (
    Portal,
    is_for_tokens,
    known_region,
    portals,
    same_portal,
    session_of,
)
from awsconf.snapshot import Presence, Snapshot
from awsconf.text import Role

SCOPES = ("sso_registration_scopes", "sso:account:access")
"""Without a scope, a session's token is not renewed."""

MOVED = ("sso_region", "sso_start_url")
"""What a session holds for its profiles."""


def supplied(snapshot: Snapshot, profile: Profile, name: str) -> Iterator[Fix]:
    """Make the session that a profile names: of a section without its word, or a new one."""
    part = misnamed_session(snapshot, name)
    if part is not None:
        header = f"sso-session {name}"
        yield Fix(f"Write `[{header}]`", (Edit(part.name_at, header),), preferred=True)
    else:
        yield from fix(f"Create the session `{name}`", _created(snapshot, name, profile))


def region_added(snapshot: Snapshot, profile: Profile) -> Iterator[Fix]:
    """Put below the start URL of a profile or its session the Region that others have beside it."""
    session, name = session_of(snapshot, profile), "sso_start_url"
    value = session.reading.settings.get(name) if session is not None else None
    url = Found(session, value) if session is not None and value else profile.get(name)
    region = known_region(snapshot, url.text) if url is not None else None
    if url is not None and region and url.part.reading.name:
        edit = below(url, [("sso_region", region)])
        yield Fix(f"Add `sso_region = {region}`", (edit,), preferred=True)


def extracted(snapshot: Snapshot, legacy: Sequence[Profile]) -> tuple[str, tuple[Edit, ...]]:
    """Let profiles that sign in at one start URL do so through a session; and the session's name.

    One that is there for the same start URL and Region is taken. There are no edits where a
    setting stands in `[DEFAULT]`, over several lines or in the credentials file.
    """
    urls, regions = ([_movable(one, name) for one in legacy] for name in reversed(MOVED))
    places = [found for found in (*urls, *regions) if found]
    scoped = any("sso_registration_scopes" in one for one in legacy)
    if len(places) < 2 * len(legacy) or scoped or snapshot.utf16:
        return "", ()
    url, region = places[0], places[len(legacy)]
    known = _session_like(snapshot, url.text, region.text)
    name = known or _free_name(snapshot, url.text)
    gone = deletion(*places[len(legacy) :])
    named = (instead_of(found, [("sso_session", name)]) for found in places[: len(legacy)])
    edits = (*named, *gone)
    settings = [("sso_region", region.text), ("sso_start_url", url.text), SCOPES]
    lines = lines_of(snapshot, settings)
    new = () if known else (section(snapshot, f"sso-session {name}", lines, edits),)
    return (name, (*edits, *new)) if name and gone else ("", ())


def misnamed_session(snapshot: Snapshot, name: str) -> Part | None:
    """A section of the config file that lacks the word `sso-session` before its name."""
    for part in snapshot.odd_headers:
        same = part.role is Role.CONFIG and (part.reading.header or "").strip() == name
        if same and not part.reading.names.isdisjoint(MOVED):
            return part
    return None


def _created(snapshot: Snapshot, name: str, profile: Profile) -> tuple[Edit, ...]:
    """Make the session `name`, of what the profile that names it says itself.

    There are no edits where the config file is not in view, or where not every SDK reads the name.
    """
    present = snapshot.presence(Role.CONFIG) is Presence.PRESENT and snapshot.utf16 is None
    if not present or not re.fullmatch(NAME, name) or masked_text(name) != name:
        return ()
    moved = [found for each in MOVED if (found := _movable(profile, each))]
    settings = [(found.value.name.lower(), found.text) for found in moved]
    scopes = [SCOPES] if len(moved) == len(MOVED) else []
    gone, lines = deletion(*moved), lines_of(snapshot, [*settings, *scopes])
    return (*gone, section(snapshot, f"sso-session {name}", lines, gone))


def _movable(profile: Profile, name: str) -> Found | None:
    """A setting of the profile's own section of the config file that nothing shadows."""
    found = profile.get(name)
    ours = found is not None and found.part == profile.own(Role.CONFIG)
    return found if found is not None and ours and not found.value.following else None


def _session_like(snapshot: Snapshot, url: str, region: str) -> str | None:
    """A session for the same place, if it asks for access to accounts at all."""
    for portal in portals(snapshot).get(same_portal(url), ()):
        same = portal.session and portal.url.text == url and _region(portal) == region
        if same and not is_for_tokens(portal.url.part):
            return portal.session
    return None


def _region(portal: Portal) -> str | None:
    return portal.region.text if portal.region is not None else None


def _free_name(snapshot: Snapshot, url: str) -> str:
    """A name after the host of a start URL, which no session and no profile has."""
    taken = snapshot.derive(_taken)
    for word in _words(url):
        for name in (word, f"{word}-sso", *(f"{word}-{number}" for number in range(2, 9))):
            if name not in taken and masked_text(name) == name:
                return name
    return ""


def _taken(snapshot: Snapshot) -> frozenset[str]:
    return frozenset({*snapshot.readings[Role.CONFIG].sessions, *snapshot.profiles})


def _words(url: str) -> Iterator[str]:
    """The words of a start URL that tell whose it is, the best first."""
    host, _, path = same_portal(url).partition("://")[2].partition("/")
    first, last = host.split(".")[0], path.split("/")[-1]
    for word in (first, last, "sso"):
        if word not in _COMMON and re.fullmatch(r"[A-Za-z0-9_-]+", word):
            yield word


_COMMON = frozenset({"start", "www", "identitycenter", "portal", "directory"})
