"""Which provider answers for a profile, as botocore asks them, from the files alone.

Source: boto/botocore: botocore/credentials.py, `AssumeRoleProvider` and
`create_credential_resolver`. The environment and the other SDKs follow in a later step.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from awsconf.profiles import Found, Profile
from awsconf.text import Role

CREDENTIAL_SOURCES = ("Environment", "Ec2InstanceMetadata", "EcsContainer")


LONGEST_CHAIN = 50
"""To follow thousands of links from each of thousands of profiles would take minutes."""


class Provider(enum.Enum):
    """A credential provider, by botocore's method name."""

    ASSUME_ROLE = "assume-role"
    WEB_IDENTITY = "assume-role-with-web-identity"
    SSO = "sso"
    SHARED_CREDENTIALS = "shared-credentials-file"
    LOGIN = "login"
    PROCESS = "custom-process"
    CONFIG_FILE = "config-file"


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
    """A profile of a chain, and the setting that leads on to the next."""

    profile: Profile
    source: Found | None


class Chain(NamedTuple):
    """The profiles through which credentials are sought, from the one that was asked for."""

    links: tuple[Link, ...]
    end: End
    provider: Provider | None = None


def provider(profile: Profile) -> Provider | None:
    """Who answers for `profile` when it is asked for by name; None: nobody in the files."""
    return Provider.ASSUME_ROLE if assumes_role(profile) else _behind_role(profile)


def assumes_role(profile: Profile) -> bool:
    """Whether botocore's assume-role provider takes the profile on."""
    return "role_arn" in profile and "web_identity_token_file" not in profile


def has_static_keys(profile: Profile) -> bool:
    """Whether either half of a key pair is there, in either file."""
    return "aws_access_key_id" in profile or "aws_secret_access_key" in profile


def chain(profiles: Mapping[str, Profile], profile: Profile) -> Chain:
    """Where the credentials of a profile that assumes a role come from."""
    links: list[Link] = []
    visited: set[str] = set()
    while len(links) < LONGEST_CHAIN:
        visited.add(profile.name)
        source = profile.get("source_profile")
        links.append(Link(profile, source))
        if source is None or "credential_source" in profile:
            return Chain(tuple(links), _without_source_profile(profile))
        following = profiles.get(source.text)
        if following is None:
            return Chain(tuple(links), End.MISSING)
        if following.name in visited and (
            following is not profile or not has_static_keys(following)
        ):
            return Chain(tuple(links), End.CYCLE)
        if has_static_keys(following) or not assumes_role(following):
            return _ended((*links, Link(following, None)), _behind_role(following))
        profile = following
    return Chain(tuple(links), End.UNKNOWN)


def _without_source_profile(profile: Profile) -> End:
    if "credential_source" not in profile:
        return End.NO_SOURCE
    return End.CONFLICT if "source_profile" in profile else End.ANSWERED


def _ended(links: tuple[Link, ...], answer: Provider | None) -> Chain:
    return Chain(links, End.NO_CREDENTIALS if answer is None else End.ANSWERED, answer)


def _behind_role(profile: Profile) -> Provider | None:
    """The provider that answers once assuming the profile's own role is out of the question."""
    if profile.text("web_identity_token_file"):
        return Provider.WEB_IDENTITY
    if "sso_role_name" in profile or "sso_account_id" in profile:
        return Provider.SSO
    if profile.inside(Role.CREDENTIALS, "aws_access_key_id"):
        return Provider.SHARED_CREDENTIALS
    if "login_session" in profile:
        return Provider.LOGIN
    if "credential_process" in profile:
        return Provider.PROCESS
    if profile.inside(Role.CONFIG, "aws_access_key_id"):
        return Provider.CONFIG_FILE
    return None
