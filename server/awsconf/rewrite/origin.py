"""What kind of session a copied token is from, told by AWS, by caches and by the marks of tools.

It decides what may replace the token: only a session of `sts:AssumeRole` can be had again by
assuming a role. Marks may be left over from an earlier token, so what is known of the very same
token outweighs them, and among them those of federation outweigh all others.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.caches.entries import Entry, Source
from awsconf.credentials.key_facts import key_facts, note_comments, note_settings
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rewrite.roles import role_name
from awsconf.rewrite.sessions import Session, is_portal_name, is_reserved_role, session
from awsconf.snapshot import Snapshot


class Kind(enum.Enum):
    """How a session was begun; the value completes "the token is …"."""

    ROLE = "a role's session, begun with other keys"
    IDENTITY_CENTER = "a session of IAM Identity Center, whose roles only it can assume"
    FEDERATED = "a session of a SAML or web identity login, whose role trusts only that login"
    USER = "a session of `GetSessionToken`, which has no role"
    FEDERATION_TOKEN = "a session of `GetFederationToken`, which has no role"  # noqa: S105
    LOGIN = "a session of `aws login`, which has no role of its own"
    UNKNOWN = "of a kind that the files do not tell"


INSTEAD = {
    Kind.IDENTITY_CENTER: "let it sign in with --sso-session NAME",
    Kind.FEDERATED: "let the login tool answer through `credential_process`",
    Kind.USER: "renew it with `aws configure mfa-login`, or use `aws login`",
    Kind.FEDERATION_TOKEN: "ask whoever handed it out for another, or use `aws login`",
    Kind.LOGIN: "sign in with `aws login`, which keeps `login_session` in the profile",
}
"""What to do about a token that no role can replace."""


class Origin(NamedTuple):
    """The kind of a session, how sure that is, and what says so."""

    kind: Kind
    certainty: Certainty
    evidence: str

    @property
    def told(self) -> str:
        """What completes "the token …"; a guess says that it is one."""
        return f"{'may be' if self.certainty is Certainty.HINT else 'is'} {self.kind.value}"


def origin(snapshot: Snapshot, profile: Profile) -> Origin:
    """The kind of the session whose token `profile` holds."""
    known = session(snapshot, profile)
    found = _by_session(known) or _by_cache(snapshot, profile)
    if found is not None:
        return found
    role = role_name(snapshot, profile)
    # AWS says whose session it is, and never with which keys or which login it was begun.
    is_told = role is not None and not (known and role.evidence.startswith(known.evidence))
    certainty = role.certainty if role is not None and is_told else Certainty.HINT
    for mark in _marks(profile):
        # AWS would have said that the role is one of Identity Center's, or that there is none.
        if known is not None and mark.kind in (Kind.USER, Kind.IDENTITY_CENTER):
            continue
        # What may be chance gives way to a role that somebody wrote down.
        if mark.certainty is not Certainty.HINT or certainty is Certainty.HINT:
            return mark
    if role is not None:
        return Origin(Kind.ROLE, certainty, role.evidence)
    return Origin(Kind.UNKNOWN, Certainty.HINT, "no tool left a mark beside the token")


def _by_session(known: Session | None) -> Origin | None:
    if known is None:
        return None
    if known.kind == "federated-user":
        return Origin(Kind.FEDERATION_TOKEN, Certainty.PROOF, known.evidence)
    if known.kind == "user":
        return Origin(Kind.USER, Certainty.PROOF, known.evidence)
    if is_reserved_role(known.name):
        return Origin(Kind.IDENTITY_CENTER, Certainty.PROOF, known.evidence)
    return None


def _by_cache(snapshot: Snapshot, profile: Profile) -> Origin | None:
    facts = key_facts(profile)
    entry = snapshot.entry(facts) if facts is not None else None
    return None if entry is None else Origin(_KINDS[entry.source], Certainty.PROOF, _told(entry))


_KINDS = {
    Source.ROLE: Kind.ROLE,
    Source.WEB_IDENTITY: Kind.FEDERATED,
    Source.SSO: Kind.IDENTITY_CENTER,
    Source.LOGIN: Kind.LOGIN,
    Source.USER: Kind.USER,
}


def _told(entry: Entry) -> str:
    return f"the cache at `{entry.path}` holds the same token: credentials of {entry.source.value}"


def _marks(profile: Profile) -> Iterator[Origin]:
    for judge in (
        _by_reserved_role,
        _by_portal_name,
        _by_aws_mfa,
        _by_federation,
        _by_sso_tools,
        _by_mfa_login,
        _by_sso_settings,
        _by_habit,
    ):
        if found := judge(profile):
            yield found


def _by_reserved_role(profile: Profile) -> Origin | None:
    for name in ("x_principal_arn", "assumed_role_arn", "aws_role_arn", "role_arn"):
        if is_reserved_role(profile.text(name) or ""):
            evidence = f"`{name}` names one of its reserved roles"
            return Origin(Kind.IDENTITY_CENTER, Certainty.PROOF, evidence)
    return None


def _by_portal_name(profile: Profile) -> Origin | None:
    if is_portal_name(profile.name):
        evidence = "the section's name is one that its access portal gives"
        return Origin(Kind.IDENTITY_CENTER, Certainty.STRONG, evidence)
    return None


def _by_aws_mfa(profile: Profile) -> Origin | None:
    assumed = (profile.text("assumed_role") or "").lower()
    if assumed and assumed != "true":
        return Origin(Kind.USER, Certainty.PROOF, "aws-mfa noted `assumed_role = False`")
    return None


def _by_federation(profile: Profile) -> Origin | None:
    for name, found in profile.settings():
        named = name in _FEDERATION or name.startswith(_FEDERATION_PREFIXES)
        if named or (name == _EXPIRY and not _may_be_ours(profile, found.text)):
            return Origin(Kind.FEDERATED, Certainty.STRONG, f"a login tool left `{name}`")
    return None


_EXPIRY = "x_security_token_expires"
_FEDERATION = (
    "x_principal_arn",
    "aws_saml_assertion",
    "aws_role_principal_arn",
    "aws_principal_arn",
    "aws_role_arn",
    "aws_role_name",
)
_FEDERATION_PREFIXES = ("azure_", "google_config.", "adfs_config.", "okta_")


def _may_be_ours(profile: Profile, text: str) -> bool:
    """Whether it may be a note that we write: in UTC, pasted, or beside the role's session."""
    return text.endswith("Z") or text.isdecimal() or "assumed_role_arn" in profile


def _by_sso_tools(profile: Profile) -> Origin | None:
    """What yawsso writes, with the zone twice, aws-sso-cli, in a comment, and the AWS CLI."""
    stamps = [found.text for name, found in note_settings(profile) if name == _YAWSSO]
    if any(stamp.endswith("+00:00+0000") for stamp in stamps):
        evidence = f"yawsso alone writes `{_YAWSSO}` in this form"
        return Origin(Kind.IDENTITY_CENTER, Certainty.STRONG, evidence)
    if any(re.match(_AWS_SSO_CLI, text) for text, _ in note_comments(profile)):
        evidence = "aws-sso-cli writes such a comment with the expiry"
        return Origin(Kind.IDENTITY_CENTER, Certainty.STRONG, evidence)
    if re.fullmatch("[0-9]{13}", profile.text(_EXPIRY) or ""):
        evidence = "only `aws sso get-role-credentials` counts the expiry in milliseconds"
        return Origin(Kind.IDENTITY_CENTER, Certainty.HINT, evidence)
    return None


_YAWSSO = "aws_session_expiration"
_AWS_SSO_CLI = r"\s*[#;]\s*Expires: [0-9-]{10} [0-9:]{8} [+-][0-9]{4}\b"


def _by_mfa_login(profile: Profile) -> Origin | None:
    """Source: aws/aws-cli: awscli/customizations/configure/mfalogin.py."""
    if any("Credentials expire at:" in text for text, _ in note_comments(profile)):
        evidence = "`aws configure mfa-login` writes such a comment with the expiry"
        return Origin(Kind.USER, Certainty.STRONG, evidence)
    if re.fullmatch(_MFA_LOGIN, profile.name):
        evidence = "the section's name is one that `aws configure mfa-login` gives"
        return Origin(Kind.USER, Certainty.HINT, evidence)
    return None


_MFA_LOGIN = r"(?a)[0-9]{12}-[\w+=,.@-]+|session-(?:[A-Z0-9]{6,}|[a-z0-9]{5})"


def _by_sso_settings(profile: Profile) -> Origin | None:
    """The profile says where to sign in, if not enough to do it; Granted has names of its own."""
    for name in ("granted_sso_start_url", "granted_sso_role_name", "sso_start_url", "sso_session"):
        if profile.text(name):
            return Origin(Kind.IDENTITY_CENTER, Certainty.HINT, f"it has `{name}`")
    return None


def _by_habit(profile: Profile) -> Origin | None:
    """Notes that only login tools are known to leave."""
    for name, tools in _HABITS.items():
        if name in profile:
            return Origin(Kind.FEDERATED, Certainty.HINT, f"{tools} leave `{name}`")
    return None


_HABITS = {
    "aws_expiration": "aws-azure-login and clisso",
    "aws_session_expiration": "aws-google-auth, onelogin and okta-awscli",
}
