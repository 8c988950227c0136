"""Which provider answers for a profile, as botocore asks them, from the files alone: the quick way.

Source: boto/botocore: botocore/credentials.py, `AssumeRoleProvider` and
`create_credential_resolver`. The environment, the other SDKs and the exact errors
are a matter of `resolve/`; rules that ask about every profile ask here.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.text import Role

STATIC_KEYS = ("aws_access_key_id", "aws_secret_access_key")


class Trigger(NamedTuple):
    """What makes a provider answer for a profile: one of some settings, if empty or not.

    `inside` says which file alone it looks at, `filled` that an empty value is none to it.
    """

    provider: Provider
    names: tuple[str, ...]
    inside: Role | None = None
    filled: bool = False


BEHIND_ROLE = (
    Trigger(Provider.WEB_IDENTITY, ("web_identity_token_file",), filled=True),
    Trigger(Provider.SSO, ("sso_role_name", "sso_account_id")),
    Trigger(Provider.SHARED_CREDENTIALS, ("aws_access_key_id",), Role.CREDENTIALS),
    Trigger(Provider.LOGIN, ("login_session",)),
    Trigger(Provider.PROCESS, ("credential_process",)),
    Trigger(Provider.CONFIG_FILE, ("aws_access_key_id",), Role.CONFIG),
)
"""Who is asked, and in which order, once assuming the profile's own role is out of the question."""

ANSWERING = frozenset(name for trigger in BEHIND_ROLE for name in trigger.names)
"""Without any of these nobody answers but by the profile's role."""

LONGEST_CHAIN = 50
"""To follow thousands of links from each of thousands of profiles would take minutes."""


class End(enum.Enum):
    """How a chain of roles ends."""

    ANSWERED = "answered"
    """Somebody at its end has credentials, or a credential source is named."""
    NO_SOURCE = "no-source"
    CONFLICT = "conflict"
    MISSING = "missing"
    CYCLE = "cycle"
    NO_CREDENTIALS = "no-credentials"
    UNKNOWN = "unknown"
    """It is longer than anybody would write, and was not followed further."""


class Link(NamedTuple):
    """A profile of a chain, and whether its `source_profile` leads on from it."""

    profile: Profile
    leads_on: bool

    @property
    def source(self) -> Found | None:
        """The setting that leads on to the next profile."""
        return self.profile.get("source_profile") if self.leads_on else None


class Chain(NamedTuple):
    """The profiles through which credentials are sought, from the one that was asked for."""

    links: tuple[Link, ...]
    end: End
    provider: Provider | None = None


class Ways(NamedTuple):
    """How a profile could get credentials, as far as its own settings tell."""

    assumes_role: bool
    source: str | None
    has_credential_source: bool
    has_static_keys: bool
    behind_role: Provider | None
    """Who answers once assuming the profile's own role is out of the question."""


def ways(profile: Profile) -> Ways:
    """How a profile could get credentials."""
    return profile.derive(_ways)


def provider(profile: Profile) -> Provider | None:
    """Who answers for `profile` when it is asked for by name; None: nobody in the files."""
    found = ways(profile)
    return Provider.ASSUME_ROLE if found.assumes_role else found.behind_role


def assumes_role(profile: Profile) -> bool:
    """Whether botocore's assume-role provider takes the profile on."""
    return ways(profile).assumes_role


def chain(profiles: Mapping[str, Profile], profile: Profile) -> Chain:
    """Where the credentials of a profile that assumes a role come from."""
    links: list[Link] = []
    visited: set[str] = set()
    found = ways(profile)
    while len(links) < LONGEST_CHAIN:
        visited.add(profile.name)
        links.append(Link(profile, found.source is not None))
        if found.source is None or found.has_credential_source:
            return Chain(tuple(links), _without_source_profile(found))
        following = profiles.get(found.source)
        if following is None:
            return Chain(tuple(links), End.MISSING)
        found = ways(following)
        if following.name in visited and (following is not profile or not found.has_static_keys):
            return Chain(tuple(links), End.CYCLE)
        if found.has_static_keys or not found.assumes_role:
            return _ended((*links, Link(following, leads_on=False)), found.behind_role)
        profile = following
    return Chain(tuple(links), End.UNKNOWN)


def is_plainly_sound(profiles: Mapping[str, Profile], profile: Profile) -> bool:
    """Whether a profile that assumes a role names a source that answers by itself.

    Most do, so it is told without following the chain.
    """
    found = ways(profile)
    source = profiles.get(found.source) if found.source is not None else None
    if source is None or source is profile or found.has_credential_source:
        return False
    behind = ways(source)
    return behind.behind_role is not None and (behind.has_static_keys or not behind.assumes_role)


def takes_role(names: Collection[str]) -> bool:
    """Whether the assume-role provider takes on a profile with these settings."""
    return "role_arn" in names and "web_identity_token_file" not in names


def holds_static_keys(names: Collection[str]) -> bool:
    """Whether a profile with these settings answers by itself when it is the source of a role."""
    return any(name in names for name in STATIC_KEYS)


def answers(
    trigger: Trigger,
    text: Callable[[str], str | None],
    inside: Callable[[Role, str], object | None],
) -> bool:
    """Whether a provider takes on a profile whose settings these two look up."""
    if trigger.inside is not None:
        return any(inside(trigger.inside, name) is not None for name in trigger.names)
    found = (text(name) for name in trigger.names)
    return any(found) if trigger.filled else any(value is not None for value in found)


def _ways(profile: Profile) -> Ways:
    names = profile.names
    return Ways(
        assumes_role=takes_role(names),
        source=profile.text("source_profile") if "source_profile" in names else None,
        has_credential_source="credential_source" in names,
        has_static_keys=holds_static_keys(names),
        behind_role=_behind_role(profile, names) if names & ANSWERING else None,
    )


def _without_source_profile(found: Ways) -> End:
    if not found.has_credential_source:
        return End.NO_SOURCE
    return End.ANSWERED if found.source is None else End.CONFLICT


def _ended(links: tuple[Link, ...], answer: Provider | None) -> Chain:
    return Chain(links, End.NO_CREDENTIALS if answer is None else End.ANSWERED, answer)


def _behind_role(profile: Profile, names: frozenset[str]) -> Provider | None:
    for trigger in BEHIND_ROLE:
        if not names.isdisjoint(trigger.names) and answers(trigger, profile.text, profile.inside):
            return trigger.provider
    return None
