"""What the ARN of a role must look like, what one that does not is instead, and what it may mean.

Source: IAM User Guide, "IAM ARNs"; the API model of STS, which asks for 20 to 2048 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awsconf import catalogue
from awsconf.nearest import nearest
from awsconf.profiles import Found, Profile

PARTITIONS = (
    "aws",
    "aws-cn",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-us-gov",
)
"""Those of the catalogue, which a test compares; most ARNs are good, and need not load it."""


class Fault(NamedTuple):
    """What is wrong with an ARN, and the ARN that was most likely meant, if that can be told.

    `why` completes "`role_arn` …"; `remark` may say what to mind. It is `sure` where AWS cannot
    but refuse, and `open` where the value is still to be filled in.
    """

    why: str
    meant: str | None = None
    remark: str = ""
    sure: bool = True
    open: bool = False


def role_fault(arn: str) -> Fault | None:
    """Why STS cannot assume a role of this ARN; None where nothing speaks against it."""
    if re.fullmatch(_ROLE, arn):
        return _reserved(arn)
    if not arn:
        return Fault("is empty", remark="delete the line, or name a role")
    if re.search(_SIGNS, arn) or re.search(_WORDS, arn.partition("/")[0]):
        return Fault("is still to be filled in", open=True)
    bare = re.sub(r"\s", "", arn)
    if bare != arn:
        return Fault("holds blanks", _if_good(bare))
    return _of_shape(arn)


def account_in(arn: str) -> str | None:
    """The account (12 digits) in an ARN; None where there is none, or no ARN."""
    pieces = arn.split(":")
    account = pieces[4] if len(pieces) > 5 and pieces[0] == "arn" else ""
    return account if re.fullmatch(_ACCOUNT, account) else None


def partitions_named(profile: Profile) -> Iterator[tuple[Found, str]]:
    """The partitions of the Region and the role of a profile, unless others ask for the role."""
    region, role = profile.get("region"), profile.get("role_arn")
    listed = catalogue.regions().get(region.text) if region is not None else None
    if region is not None and listed is not None:
        yield region, listed.partition
    pieces = role.text.split(":", 2) if role is not None else []
    own = profile.text("source_profile") in (None, profile.name)
    if role is not None and own and len(pieces) > 2 and pieces[1] in PARTITIONS:
        yield role, pieces[1]


_ACCOUNT = r"(?a)\d{12}"
_NAME = r"[\w+=,.@-]{1,64}"
_ROLE = rf"(?a)arn:(?:{'|'.join(PARTITIONS)}):iam::\d{{12}}:role/(?:[!-~]{{1,511}}/)?{_NAME}"
# What people leave in samples: `<account>`, `${ACCOUNT}`, `ACCOUNT_ID`, `xxxxxxxxxxxx`.
_SIGNS = r"[<>{}$*…]|\.\.\."
_WORDS = r"(?i:account|x{4}|your)|::[A-Z_-]{3,}:"
_OF_OTHERS = {
    "user": "a user",
    "group": "a group",
    "root": "an account",
    "policy": "a policy",
    "mfa": "an MFA device",
    "instance-profile": "an instance profile",
    "saml-provider": "an identity provider",
    "oidc-provider": "an identity provider",
    "federated-user": "a federated user",
}


def _if_good(arn: str) -> str | None:
    return arn if re.fullmatch(_ROLE, arn) else None


def _reserved(arn: str) -> Fault | None:
    """The roles of which AWS itself decides who may assume them."""
    if ":role/aws-reserved/sso" in arn or "/AWSReservedSSO_" in arn:
        why = "is a role that IAM Identity Center reserves for itself"
        return Fault(why, remark="sign in with `sso_session` for it", sure=False)
    if ":role/aws-service-role/" in arn:
        return Fault("is a role that only an AWS service can assume", sure=False)
    return None


def _of_shape(arn: str) -> Fault:
    pieces = arn.split(":")
    if pieces[0].lower() != "arn":
        meant = _if_good(f"arn:{arn}")
        return Fault("is no ARN", meant, "" if meant else "it begins with `arn:aws:iam::`")
    if pieces[:3] != [piece.lower() for piece in pieces[:3]]:
        lower = ":".join((*(piece.lower() for piece in pieces[:3]), *pieces[3:]))
        return Fault("has capitals where AWS has none", _if_good(lower))
    if len(pieces) == 5 and re.fullmatch(_ACCOUNT, pieces[3]):
        meant = ":".join((*pieces[:3], "", *pieces[3:]))
        return Fault("has a colon too few before the account", _if_good(meant))
    if len(pieces) < 6:
        return Fault("has fewer than the six parts of an ARN")
    return _of_parts(pieces[1], pieces[2], pieces[3], pieces[4], ":".join(pieces[5:]))


def _of_parts(partition: str, service: str, region: str, account: str, resource: str) -> Fault:
    if service == "sts" or resource.startswith("assumed-role/"):
        return _of_session(partition, account, resource)
    if partition not in PARTITIONS:
        near = "aws-us-gov" if "gov" in partition else "".join(nearest(partition, PARTITIONS))
        meant = f"arn:{near}:{service}:{region}:{account}:{resource}"
        return Fault("names a partition that AWS does not have", _if_good(meant))
    usual = f"arn:{partition}:iam::{account}:{resource}"
    if service != "iam":
        return Fault("is not of IAM, whose roles are", _if_good(usual))
    if region:
        return Fault("names a Region, where IAM has none", _if_good(usual))
    if not re.fullmatch(_ACCOUNT, account):
        return _of_account(partition, account, resource)
    return _of_resource(f"arn:{partition}:iam::{account}:", resource)


def _of_session(partition: str, account: str, resource: str) -> Fault:
    """The ARN of a session, as `aws sts get-caller-identity` shows it."""
    name = resource.split("/")[1] if resource.startswith("assumed-role/") else ""
    if not name:
        return Fault("is the ARN of a session, not of a role")
    if name.startswith("AWSReservedSSO_"):
        return _reserved(f"/{name}") or Fault("is the ARN of a session, not of a role")
    meant = f"arn:{partition}:iam::{account}:role/{name}"
    remark = "a path that the role may have is lost in it"
    return Fault("is the ARN of a session, not of its role", _if_good(meant), remark)


def _of_account(partition: str, account: str, resource: str) -> Fault:
    digits = account.replace("-", "")
    if digits.isascii() and digits.isdigit() and len(digits) < 12 and digits == account:
        # A spreadsheet takes a number's leading zeros away.
        lost = "a leading zero may have been lost" if len(digits) == 11 else ""
        return Fault("has an account of fewer than 12 digits", remark=lost)
    meant = f"arn:{partition}:iam::{digits}:{resource}"
    why = "has an account that is not 12 digits" if account else "names no account"
    return Fault(why, _if_good(meant))


def _of_resource(before: str, resource: str) -> Fault:
    kind, slash, name = resource.partition("/")
    if kind in _OF_OTHERS:
        return Fault(f"is the ARN of {_OF_OTHERS[kind]}, not of a role")
    if kind == "role" and slash:
        return Fault(_of_name(name))
    meant = resource.removeprefix("role:").removeprefix("roles/").removeprefix("Role/")
    return Fault("lacks `role/` before the name", _if_good(f"{before}role/{meant.lstrip('/')}"))


def _of_name(name: str) -> str:
    last = name.rpartition("/")[2]
    if not last:
        return "names no role"
    if len(last) > 64:
        return f"has a role name of {len(last)} characters; AWS allows 64"
    return "has a role name with a character that AWS does not allow"
