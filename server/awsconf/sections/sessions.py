"""Where profiles sign in: the sessions, and the start URLs that stand in profiles themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from awsconf.chains import assumes_role, provider
from awsconf.headings import misplaced
from awsconf.naming import is_hidden
from awsconf.nearest import nearest
from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.readers.reading import Part
from awsconf.snapshot import Snapshot
from awsconf.text import Role

REQUIRED = ("sso_role_name", "sso_account_id", "sso_start_url", "sso_region")
"""What it takes to get credentials, in the order in which botocore names what is missing."""


SOUGHT = 20
"""A search looks at every session; a file with more wrong names has another trouble."""


class SignIn(NamedTuple):
    """What a profile itself says about signing in.

    `idle` says that somebody else gives its credentials.
    """

    session: str | None
    names: frozenset[str]
    idle: bool

    @property
    def asks(self) -> bool:
        """Whether it says as whom to sign in, for which botocore's provider takes it on."""
        return "sso_role_name" in self.names or "sso_account_id" in self.names


class Portal(NamedTuple):
    """A start URL as one session or one profile spells it, and the Region beside it."""

    url: Found
    region: Found | None
    session: str | None
    profile: str | None

    @property
    def owner(self) -> str:
        """Whose it is, for a sentence."""
        return f"the session `{self.session}`" if self.session else f"the profile `{self.profile}`"


def sign_in(profile: Profile) -> SignIn | None:
    """What a profile says about signing in, if it says anything."""
    return profile.derive(_sign_in)


def is_misplaced(profile: Profile) -> bool:
    """Whether it is a profile to botocore alone: a session section of the credentials file."""
    return " " in profile.name and not profile.config and misplaced(profile.name) is not None


def signing_in(snapshot: Snapshot) -> tuple[tuple[Profile, SignIn], ...]:
    """The profiles that say anything about signing in, and what."""
    return snapshot.derive(_signing_in)


def session_named(snapshot: Snapshot, name: str | None) -> Part | None:
    """The session of that name."""
    parts = sessions_named(snapshot, name)
    return parts[-1] if parts else None


def sessions_named(snapshot: Snapshot, name: str | None) -> tuple[Part, ...]:
    """All sections of that session, of which the last counts; more than one is a mistake."""
    reading = snapshot.readings.get(Role.CONFIG)
    return reading.sessions.get(name, ()) if reading is not None and name is not None else ()


def session_of(snapshot: Snapshot, profile: Profile) -> Part | None:
    """The session that a profile names, if it is there."""
    return session_named(snapshot, profile.text("sso_session"))


def is_for_tokens(session: Part) -> bool:
    """Whether a session asks for no access to accounts, as those of editors and code services."""
    scopes = session.reading.settings.get("sso_registration_scopes")
    return scopes is not None and bool(scopes.text) and "sso:account:access" not in scopes.text


def lacking(profile: Profile, sessions: tuple[Part, ...]) -> list[str]:
    """What a profile and its session do not say, not even where a line or a twin hides it."""
    names = profile.names.union(*(part.reading.names for part in sessions))
    missing = [name for name in REQUIRED if name not in names]
    parts = (*profile.parts, *sessions) if missing else ()
    return [name for name in missing if not is_hidden(parts, name)]


def near_sessions(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """The sessions that a name which is none may mean, the best first."""
    known, reading = snapshot.derive(_searches), snapshot.readings.get(Role.CONFIG)
    if name not in known and len(known) < SOUGHT:
        sessions = reading.sessions if reading is not None else {}
        known[name] = (name,) if name in sessions else nearest(name, sessions, limit=3)
    return known.get(name, ())


def portals(snapshot: Snapshot) -> Mapping[str, tuple[Portal, ...]]:
    """Who signs in where, by the start URL without what is spelt in several ways."""
    return snapshot.derive(_portals)


def same_portal(url: str) -> str:
    """A start URL without what makes no difference to a browser: escapes, `#` and last slashes."""
    plain = url.replace("\\", "").strip().rstrip("/#")
    host = re.match(r"https?://[^/]*", plain, re.IGNORECASE)
    return plain if host is None else host[0].lower() + plain[host.end() :]


def known_region(snapshot: Snapshot, url: str) -> str | None:
    """The one Region that stands beside a start URL wherever one does."""
    beside = portals(snapshot).get(same_portal(url), ())
    regions = {portal.region.text for portal in beside if portal.region is not None}
    region = regions.pop() if len(regions) == 1 else ""
    return region if is_like_region(region) else None


def is_like_region(text: str) -> bool:
    """Whether a text has the form of a Region, and may be repeated.

    What has another may be anything, even a secret in the wrong place.
    """
    return re.fullmatch(r"[a-z]{2,4}(-[a-z]+)+-[0-9]", text) is not None


def usual(spellings: Iterable[str]) -> str:
    """The spelling that most have; of equals the shortest, which has nothing at its end."""
    count = Counter(spellings)
    return min(count, key=lambda spelling: (-count[spelling], len(spelling), spelling))


def _searches(_: Snapshot) -> dict[str, tuple[str, ...]]:
    """What was found for the names that were sought so far."""
    return {}


_NAMES = frozenset({*REQUIRED, "sso_session"})


def _signing_in(snapshot: Snapshot) -> tuple[tuple[Profile, SignIn], ...]:
    some = (one for one in snapshot.profiles.values() if not _NAMES.isdisjoint(one.names))
    return tuple(
        (profile, said)
        for profile in some
        if not is_misplaced(profile) and (said := sign_in(profile))
    )


def _sign_in(profile: Profile) -> SignIn | None:
    names = profile.names & _NAMES
    if not names:
        return None
    idle = assumes_role(profile) or provider(profile) not in (None, Provider.SSO)
    return SignIn(profile.text("sso_session"), names, idle)


def _portals(snapshot: Snapshot) -> dict[str, tuple[Portal, ...]]:
    found: dict[str, dict[tuple[str, int], Portal]] = defaultdict(dict)
    for portal in _every_portal(snapshot):
        # What stands in `[DEFAULT]` is found in every profile, and is one place all the same.
        place = (portal.url.role.value, portal.url.at.start)
        found[same_portal(portal.url.text)].setdefault(place, portal)
    return {url: tuple(places.values()) for url, places in found.items()}


def _every_portal(snapshot: Snapshot) -> Iterator[Portal]:
    reading = snapshot.readings.get(Role.CONFIG)
    for name, parts in reading.sessions.items() if reading is not None else ():
        settings = parts[-1].reading.settings
        url, region = settings.get("sso_start_url"), settings.get("sso_region")
        if url is not None and url.text:
            beside = Found(parts[-1], region) if region is not None else None
            yield Portal(Found(parts[-1], url), beside, name, None)
    for profile, said in signing_in(snapshot):
        if said.session is None and "sso_start_url" in said.names:
            found = profile.get("sso_start_url")
            if found is not None and found.text:
                yield Portal(found, profile.get("sso_region"), None, profile.name)
