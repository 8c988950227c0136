"""The rule `incomplete-environment-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import KEY_ID, SECRET_KEY, chosen, place, seen, variable


@pair_rule(Severity.ERROR, environ=(KEY_ID,))
def incomplete_environment_keys(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_ACCESS_KEY_ID` in the environment without its `AWS_SECRET_ACCESS_KEY`.

    botocore stops there, before it looks into a file: `Partial credentials found in env, missing:
    AWS_SECRET_ACCESS_KEY`; only a profile that is named with `--profile` or in code is still
    found. The other SDKs pass over half a pair, and all pass over a secret alone.
    Only the environment of the shell tells for certain; in an editor this is a hint.

    ```world
    own = true
    shell = true
    env.AWS_ACCESS_KEY_ID = <AKIA environment>
    ```

    ```ini config
    [default]
    ^^^^^^^^^ incomplete-environment-keys: `AWS_ACCESS_KEY_ID` is set without `AWS_SECRET_ACCESS_KEY`, so the AWS CLI and boto3 stop before they look into the files; set both, or unset it
    region = eu-west-1
    ```
    """
    at, concerns = place(snapshot, chosen(snapshot)), Dialect.PYTHON in snapshot.options.targets
    if at is None or not concerns or not variable(snapshot, KEY_ID):
        return
    if not variable(snapshot, SECRET_KEY):
        finding = Finding(
            at,
            "`AWS_ACCESS_KEY_ID` is set without `AWS_SECRET_ACCESS_KEY`, so the AWS CLI and boto3"
            " stop before they look into the files; set both, or unset it",
        )
        yield seen(snapshot, finding)
