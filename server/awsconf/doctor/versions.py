"""What one version of the AWS CLI does otherwise than another, as data with bounds.

Sources: aws/aws-cli#1341, #2444 and #7870 (the token that is left), #10019 (the mode), #5970 (no
login in version 1); aws/session-manager-plugin#58 (`sso-session`); localstack/awscli-local#76
(endpoints), measured on 2.9.19; AWS CLI User Guide: "Sign in for AWS local development", "New
features and changes in version 2"; botocore's configprovider.py of both versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from awsconf.snapshot import Snapshot

Version = tuple[int, ...]


class Difference(NamedTuple):
    """What versions from `since` on do that lie before `until`; `matters` says to whom it is news.

    The sentence completes "version 2.9.19 …". `is_old` says that a newer version does not do it.
    """

    says: str
    since: Version
    until: Version
    matters: Callable[[Snapshot], bool]
    is_old: bool = True


def differences(version: Version) -> Iterator[Difference]:
    """What is to be said of one version; nothing that its known part leaves open."""
    for one in DIFFERENCES:
        if version >= one.since and _before(version, one.until):
            yield one


def parse(text: str) -> Version | None:
    """A version as numbers: `2.13.5` is (2, 13, 5), `2` is all that is known of it."""
    match = re.match(r"\d{1,4}(?:\.\d{1,4}){0,3}", text)
    return tuple(map(int, match[0].split("."))) if match else None


def _before(version: Version, bound: Version) -> bool:
    # Of `2` alone it is not known whether it is 2.32.
    return version < bound and not (len(version) < len(bound) and bound[: len(version)] == version)


def _holds(*names: str) -> Callable[[Snapshot], bool]:
    """Whether a setting or a variable is there."""

    def matters(snapshot: Snapshot) -> bool:
        return not snapshot.names.isdisjoint(names) or any(map(snapshot.environ.get, names))

    return matters


def _endpoints(snapshot: Snapshot) -> bool:
    named = any(name.startswith("AWS_ENDPOINT_URL") for name in snapshot.environ)
    return named or not snapshot.names.isdisjoint(("endpoint_url", "services"))


def _two_profiles(snapshot: Snapshot) -> bool:
    names = (snapshot.environ.get(name) for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"))
    first, second = names
    return first is not None and second is not None and first != second


def _region(snapshot: Snapshot) -> bool:
    environ = snapshot.environ
    return environ.get("AWS_REGION", "") != environ.get("AWS_DEFAULT_REGION", "")


def _never(_: Snapshot) -> bool:
    return False


_V1, _V2, _END = (1,), (2,), (3,)
_LEFTOVER = (
    "leaves the old `aws_session_token` in place when `aws configure` writes new keys, which then"
    " fail; delete it yourself"
)
_NO_ENDPOINT = "knows neither `AWS_ENDPOINT_URL` nor `endpoint_url`, and calls AWS all the same"
_NO_LOGIN = "has no `aws login`, and nobody answers for a profile with `login_session`"
_SSO = _holds("sso_session", "sso_start_url")
_TOKEN = _holds("aws_session_token", "aws_security_token")
_LOGIN = _holds("login_session")

DIFFERENCES = (
    Difference(_LEFTOVER, _V1, _V2, _TOKEN),
    Difference(_LEFTOVER, _V2, (2, 30, 3), _TOKEN),
    Difference("has no `aws sso login`; version 2 has", _V1, _V2, _SSO),
    Difference(
        "does not know `[sso-session]`, which 2.9.0 brought", _V2, (2, 9), _holds("sso_session")
    ),
    Difference(_NO_ENDPOINT, _V1, (1, 29), _endpoints),
    Difference(_NO_ENDPOINT, _V2, (2, 13), _endpoints),
    Difference(_NO_LOGIN, _V1, _V2, _LOGIN),
    Difference(f"{_NO_LOGIN}; 2.32.0 brought it", _V2, (2, 32), _LOGIN),
    Difference("has no `aws configure mfa-login`", _V1, _V2, _holds("mfa_serial")),
    Difference(
        "has no `aws configure mfa-login`; 2.30.3 brought it",
        _V2,
        (2, 30, 3),
        _holds("mfa_serial"),
    ),
    Difference(
        "asks `AWS_DEFAULT_PROFILE` before `AWS_PROFILE`, version 2 the other way round",
        _V1,
        _V2,
        _two_profiles,
        is_old=False,
    ),
    Difference(
        "asks `AWS_PROFILE` before `AWS_DEFAULT_PROFILE`, boto3 the other way round",
        _V2,
        _END,
        _two_profiles,
        is_old=False,
    ),
    Difference(
        "is blind to `AWS_REGION`, as boto3 is; set `AWS_DEFAULT_REGION` too",
        _V1,
        _V2,
        _region,
        is_old=False,
    ),
    Difference(
        "obeys `AWS_REGION`, to which boto3 is blind; set `AWS_DEFAULT_REGION` too",
        _V2,
        _END,
        _region,
        is_old=False,
    ),
    Difference(
        "warns of a credentials file that others may read", (2, 34, 53), _END, _never, is_old=False
    ),
)
