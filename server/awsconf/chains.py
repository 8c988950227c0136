"""Which provider answers for a profile, as botocore asks them, from the files alone: the quick way.

Source: boto/botocore: botocore/credentials.py, `AssumeRoleProvider` and
`create_credential_resolver`. The environment, the other SDKs and the exact errors
are a matter of `resolve/`; rules that ask about every profile ask here.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.text import Role

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


def _ways(profile: Profile) -> Ways:
    names = profile.names
    return Ways(
        assumes_role="role_arn" in names and "web_identity_token_file" not in names,
        source=profile.text("source_profile") if "source_profile" in names else None,
        has_credential_source="credential_source" in names,
        has_static_keys="aws_access_key_id" in names or "aws_secret_access_key" in names,
        behind_role=_behind_role(profile, names) if names & _ANSWERING else None,
    )


def _without_source_profile(found: Ways) -> End:
    if not found.has_credential_source:
        return End.NO_SOURCE
    return End.ANSWERED if found.source is None else End.CONFLICT


def _ended(links: tuple[Link, ...], answer: Provider | None) -> Chain:
    return Chain(links, End.NO_CREDENTIALS if answer is None else End.ANSWERED, answer)


# Without any of these nobody answers but by the profile's role.
_ANSWERING = frozenset(
    {
        "web_identity_token_file",
        "sso_role_name",
        "sso_account_id",
        "aws_access_key_id",
        "login_session",
        "credential_process",
    }
)


def _behind_role(profile: Profile, names: frozenset[str]) -> Provider | None:
    if "web_identity_token_file" in names and profile.text("web_identity_token_file"):
        return Provider.WEB_IDENTITY
    if "sso_role_name" in names or "sso_account_id" in names:
        return Provider.SSO
    if profile.inside(Role.CREDENTIALS, "aws_access_key_id"):
        return Provider.SHARED_CREDENTIALS
    if "login_session" in names:
        return Provider.LOGIN
    if "credential_process" in names:
        return Provider.PROCESS
    if profile.inside(Role.CONFIG, "aws_access_key_id"):
        return Provider.CONFIG_FILE
    return None
