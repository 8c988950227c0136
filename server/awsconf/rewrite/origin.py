"""What kind of session a copied token is from, told by the marks that tools leave beside it.

It decides what may replace the token: only a session of `sts:AssumeRole` can be had again by
assuming a role. Marks of federation therefore outweigh all others.
"""

from __future__ import annotations

import enum
import re
from typing import NamedTuple

from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.snapshot import Snapshot


class Kind(enum.Enum):
    """How a session was begun; the value completes "the token is …"."""

    ROLE = "a role's session, begun with other keys"
    IDENTITY_CENTER = "a session of IAM Identity Center, whose roles only it can assume"
    FEDERATED = "a session of a SAML or web identity login, whose role trusts only that login"
    USER = "a session of `GetSessionToken`, which has no role"
    UNKNOWN = "of a kind that the files do not tell"


class Origin(NamedTuple):
    """The kind of a session, how sure that is, and what says so."""

    kind: Kind
    certainty: Certainty
    evidence: str


class RoleName(NamedTuple):
    """A role's ARN, how sure it is, and whether its path may be missing."""

    arn: str
    certainty: Certainty
    path_unknown: bool
    evidence: str


def origin(snapshot: Snapshot, profile: Profile) -> Origin:
    """The kind of the session whose token `profile` holds."""
    for judge in (_by_reserved_role, _by_portal_name, _by_aws_mfa, _by_federation):
        if found := judge(profile):
            return found
    if role := role_name(snapshot, profile):
        return Origin(Kind.ROLE, role.certainty, role.evidence)
    return Origin(Kind.UNKNOWN, Certainty.HINT, "no tool left a mark beside the token")


def role_name(snapshot: Snapshot, profile: Profile) -> RoleName | None:
    """The role whose session the token is, where the files tell."""
    if arn := profile.text("assumed_role_arn"):
        certainty = Certainty.PROOF if _is_true(profile, "assumed_role") else Certainty.STRONG
        return _named(arn, certainty, "`assumed_role_arn` names it")
    if arn := profile.text("role_arn"):
        return _named(arn, Certainty.STRONG, "its `role_arn` names it")
    behind = _behind_awsume(snapshot, profile)
    if behind is not None and (arn := behind.text("role_arn")):
        return _named(arn, Certainty.STRONG, f"awsume wrote it for the profile `{behind.name}`")
    return None


def permission_set(profile: Profile) -> tuple[str, str] | None:
    """The account and permission set of a session of IAM Identity Center."""
    if match := _RESERVED.search(profile.text("x_principal_arn") or ""):
        return match["account"], match["name"]
    if match := _PORTAL.fullmatch(profile.name):
        return match["account"], match["name"]
    return None


def is_reserved_role(arn: str) -> bool:
    """Whether a role is one of IAM Identity Center's own, which nothing else may assume.

    Source: AWS re:Post, "Cannot perform the operation on the protected role AWSReservedSSO".
    """
    return "AWSReservedSSO_" in arn or ":role/aws-reserved/" in arn


_RESERVED = re.compile(
    r"::(?P<account>[0-9]{12}):assumed-role/AWSReservedSSO_(?P<name>.+?)_[0-9a-f]{16}(?:/|$)"
)
_PORTAL = re.compile(r"(?P<account>[0-9]{12})_(?P<name>[\w+=,.@-]+)", re.ASCII)
_ASSUMED = re.compile(r"arn:([\w-]+):sts::([0-9]{12}):assumed-role/([\w+=,.@-]+)(?:/.*)?", re.ASCII)
_FEDERATION = (
    "x_principal_arn",
    "x_security_token_expires",
    "aws_saml_assertion",
    "aws_role_principal_arn",
    "aws_principal_arn",
)
_FEDERATION_PREFIXES = ("azure_", "google_config.", "adfs_config.", "okta_")


def _by_reserved_role(profile: Profile) -> Origin | None:
    for name in ("x_principal_arn", "assumed_role_arn", "aws_role_arn", "role_arn"):
        if is_reserved_role(profile.text(name) or ""):
            evidence = f"`{name}` names one of its reserved roles"
            return Origin(Kind.IDENTITY_CENTER, Certainty.PROOF, evidence)
    return None


def _by_portal_name(profile: Profile) -> Origin | None:
    if _PORTAL.fullmatch(profile.name):
        evidence = "the section's name is one that its access portal gives"
        return Origin(Kind.IDENTITY_CENTER, Certainty.STRONG, evidence)
    return None


def _by_aws_mfa(profile: Profile) -> Origin | None:
    if profile.text("assumed_role") and not _is_true(profile, "assumed_role"):
        return Origin(Kind.USER, Certainty.PROOF, "aws-mfa noted `assumed_role = False`")
    if _is_true(profile, "assumed_role") and "assumed_role_arn" in profile:
        return Origin(Kind.ROLE, Certainty.PROOF, "aws-mfa noted the role that it assumed")
    return None


def _by_federation(profile: Profile) -> Origin | None:
    for name, _ in profile.settings():
        if name in _FEDERATION or name.startswith(_FEDERATION_PREFIXES):
            return Origin(Kind.FEDERATED, Certainty.STRONG, f"a login tool left `{name}`")
    return None


def _behind_awsume(snapshot: Snapshot, profile: Profile) -> Profile | None:
    """The profile for which awsume wrote this one, by its section's name or its command."""
    words = (profile.text("awsumepy_command") or "").split()
    if profile.name.startswith("autoawsume-"):
        words.append(profile.name.removeprefix("autoawsume-"))
    named = (snapshot.profiles.get(word) for word in words)
    return next((found for found in named if found is not None and "role_arn" in found), None)


def _named(arn: str, certainty: Certainty, evidence: str) -> RoleName | None:
    if match := _ASSUMED.fullmatch(arn):
        partition, account, name = match.groups()
        rebuilt = f"arn:{partition}:iam::{account}:role/{name}"
        return RoleName(rebuilt, Certainty.STRONG, path_unknown=True, evidence=evidence)
    if ":role/" not in arn or is_reserved_role(arn):
        return None
    return RoleName(arn, certainty, path_unknown=False, evidence=evidence)


def _is_true(profile: Profile, name: str) -> bool:
    return (profile.text(name) or "").lower() == "true"
