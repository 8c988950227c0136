"""Whose session a copied token is, by the ARN that AWS gave it: the role and the session's name.

The ARN is known where AWS was asked, where a cache holds the very same token, and where a tool
noted it. It never tells the path of a role.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.credentials.key_facts import key_facts
from awsconf.profiles import Profile
from awsconf.snapshot import Snapshot


class Session(NamedTuple):
    """What the ARN of a session says; `kind` is its word there, such as `assumed-role`.

    `name` is the role's or the user's, `label` the name of the session itself.
    """

    partition: str
    account: str
    kind: str
    name: str
    label: str = ""
    evidence: str = ""

    @property
    def role_arn(self) -> str:
        """The role's ARN, if it has no path."""
        return f"arn:{self.partition}:iam::{self.account}:role/{self.name}"

    @property
    def is_of_role(self) -> bool:
        """Whether it is the session of a role."""
        return self.kind == "assumed-role"


def session(snapshot: Snapshot, profile: Profile) -> Session | None:
    """Whose session the token is, as AWS itself or a cache says of that very token."""
    facts = key_facts(profile)
    if facts is None:
        return None
    if (answer := snapshot.answer(facts)) and (found := read(answer.arn or "")):
        return found._replace(evidence="AWS itself said whose session it is")
    if (entry := snapshot.entry(facts)) and (found := read(entry.arn or "")):
        return found._replace(evidence=f"the cache at `{entry.path}` holds the same token")
    return None


def noted(profile: Profile) -> Session | None:
    """Whose session a tool noted that it is, which may be a session of before."""
    return read(profile.text("assumed_role_arn") or "")


def read(arn: str) -> Session | None:
    """What an ARN of somebody who calls AWS says; None where it is of another kind."""
    if match := re.fullmatch(_SESSION, arn):
        return Session(match[1], match[2], match[3], match[4], match[5] or "")
    if match := re.fullmatch(_USER, arn):
        return Session(match[1], match[2], "user", match[3])
    return None


def permission_set(profile: Profile, known: Session | None = None) -> tuple[str, str] | None:
    """The account and permission set of a session of IAM Identity Center."""
    told = (known, read(profile.text("x_principal_arn") or ""), noted(profile))
    for one in filter(None, told):
        if match := re.fullmatch(_RESERVED_NAME, one.name):
            return one.account, match["name"]
    for prefix in ("sso_", "granted_sso_"):
        account, name = (profile.text(f"{prefix}{it}") for it in ("account_id", "role_name"))
        if re.fullmatch(r"(?a)[0-9]{12}", account or "") and re.fullmatch(_LABEL, name or ""):
            return account or "", name or ""
    if match := re.fullmatch(_PORTAL, profile.name):
        return match["account"], match["name"]
    return None


def is_portal_name(name: str) -> bool:
    """Whether a section has the name that the portal of IAM Identity Center gives, or aws-sso-cli.

    Source: synfinatic/aws-sso-cli: docs/config.md, `ProfileFormat`.
    """
    return re.fullmatch(_PORTAL, name) is not None


def is_reserved_role(arn: str) -> bool:
    """Whether a role is one of IAM Identity Center's own, which nothing else may assume.

    Source: AWS re:Post, "Cannot perform the operation on the protected role AWSReservedSSO".
    """
    return "AWSReservedSSO_" in arn or ":role/aws-reserved/" in arn


def is_given(label: str) -> bool:
    """Whether a person gave a session its name; SDKs and tools make up others from the clock."""
    return bool(re.fullmatch(_LABEL, label)) and not re.search(_GENERATED, label)


_SESSION = (
    r"(?a)arn:([\w-]+):sts::([0-9]{12}):(assumed-role|federated-user)/([\w+=,.@-]+)(?:/(.*))?"
)
_USER = r"(?a)arn:([\w-]+):iam::([0-9]{12}):(?:user/(?:[!-~]*/)?)?([\w+=,.@-]+)"
_RESERVED_NAME = r"AWSReservedSSO_(?P<name>.+?)_[0-9a-f]{16}"
_PORTAL = r"(?a)(?P<account>[0-9]{12})[_:](?P<name>[\w+=,.@-]+)"
_LABEL = r"(?a)[\w+=,.@-]{2,64}"
# A count of seconds, the id of an instance or of a thread, hexadecimal digits without a word.
_GENERATED = (
    r"(?i)[0-9]{9,}|^(?:i-)?[0-9a-f-]{8,}$|^(?:botocore|aws|boto3?|awscli|awsume|default|te?mp)\b"
    r"|^(?:AWSCLI|assumed?[-_]?role|session)[-_]?"
)
