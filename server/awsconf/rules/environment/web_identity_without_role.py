"""The rule `web-identity-without-role`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import KEY_ID, PROFILES, TOKEN_FILE, chosen, place, seen, variable


@pair_rule(Severity.ERROR, environ=(TOKEN_FILE,))
def web_identity_without_role(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_WEB_IDENTITY_TOKEN_FILE` in the environment without an `AWS_ROLE_ARN`.

    botocore then looks for a `role_arn` in the profile, and where there is none, it stops before
    it gets to the keys of the files: `The provided profile or the current environment is
    configured to assume role with web identity but has no role ARN configured`. JavaScript takes
    the profile as if nothing were set. A profile that is named with `--profile` or in code is not
    concerned. Pods of EKS have both variables.

    ```world
    own = true
    shell = true
    env.AWS_WEB_IDENTITY_TOKEN_FILE = /var/run/secrets/token
    ```

    ```ini credentials
    [default]
    ^^^^^^^^^ web-identity-without-role: `AWS_WEB_IDENTITY_TOKEN_FILE` is set without `AWS_ROLE_ARN`, so the AWS CLI and boto3 stop before they look for keys in the files; set both, or unset it
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ```
    """
    names = [name for name in map(snapshot.environ.get, PROFILES) if name is not None]
    profile = chosen(snapshot)
    at = place(snapshot, profile)
    # Keys in the environment come first, and a name of no profile is another rule's.
    apart = variable(snapshot, KEY_ID) or (names and profile is None)
    if at is None or apart or Dialect.PYTHON not in snapshot.options.targets:
        return
    if not variable(snapshot, TOKEN_FILE) or variable(snapshot, "AWS_ROLE_ARN"):
        return
    if profile is None or "role_arn" not in profile.names:
        finding = Finding(
            at,
            "`AWS_WEB_IDENTITY_TOKEN_FILE` is set without `AWS_ROLE_ARN`, so the AWS CLI and boto3"
            " stop before they look for keys in the files; set both, or unset it",
        )
        yield seen(snapshot, finding)
