"""The rule `uppercase-default`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import DEFAULTS
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, odd=True, fixable=True)
def uppercase_default(snapshot: Snapshot) -> Iterator[Finding]:
    """A section `[DEFAULT]`, which is not the default profile.

    To the AWS CLI and boto3 it is no profile at all: Python's configparser puts its settings under
    every other section of the file, sessions included, so that each profile without a key of its
    own gets the one that stands here. Everybody else passes over it, or takes it, in the
    credentials file, for a profile that is named `DEFAULT`.
    Where it hands out no credentials it may be meant so, and this is a warning.

    ```ini credentials
    [DEFAULT]
    ^^^^^^^^^ uppercase-default: `[DEFAULT]` is no profile: the AWS CLI and boto3 put its settings under every other section of this file, all others under none; the default profile is `[default]`
    aws_access_key_id = <AKIA alice>
    aws_secret_access_key = <secret alice>
    ```
    """
    for part in snapshot.odd_headers:
        if part.reading.header == DEFAULTS and part.reading.settings:
            yield _finding(snapshot, part)


def _finding(snapshot: Snapshot, part: Part) -> Finding:
    leaks = Dialect.PYTHON in snapshot.options.targets
    return Finding(
        part.header_at,
        (
            "`[DEFAULT]` is no profile: the AWS CLI and boto3 put its settings under every other"
            " section of this file, all others under none"
            if leaks
            else "`[DEFAULT]` is not the default profile"
        )
        + "; the default profile is `[default]`",
        severity=None if _GIVING & part.reading.names else Severity.WARNING,
        fixes=tuple(_fixes(snapshot, part)),
    )


# Whoever inherits one of these may act as somebody else.
_GIVING = frozenset(
    {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token"}
    | {"role_arn", "source_profile", "credential_source", "web_identity_token_file"}
    | {"credential_process", "login_session"}
    | {"sso_session", "sso_start_url", "sso_account_id", "sso_role_name"}
)


def _fixes(snapshot: Snapshot, part: Part) -> Iterator[Fix]:
    """Never safe: the other sections lose what leaked into them, and a profile comes into being."""
    reading = snapshot.readings[part.role]
    if "default" not in reading.profiles and len(reading.defaults) == 1:
        alone = not any(other.reading.settings for other in reading.parts if other != part)
        yield Fix("Write `[default]`", (Edit(part.name_at, "default"),), preferred=alone)
