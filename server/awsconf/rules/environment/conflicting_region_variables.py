"""The rule `conflicting-region-variables`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.redaction import masked_text
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import chosen, place, seen, variable


@pair_rule(Severity.WARNING, environ=("AWS_DEFAULT_REGION",))
def conflicting_region_variables(snapshot: Snapshot) -> Iterator[Finding]:
    """`AWS_REGION` and `AWS_DEFAULT_REGION` that name different Regions.

    boto3 and version 1 of the AWS CLI know `AWS_DEFAULT_REGION` only; version 2 of the AWS CLI,
    Go and Rust look at `AWS_REGION` first, and JavaScript knows no other. Either stands before the
    `region` of a profile, so a script and the command line beside it work in two Regions.
    Only the environment of the shell tells for certain; in an editor this is a hint.

    ```world
    own = true
    shell = true
    env.AWS_REGION = eu-west-1
    env.AWS_DEFAULT_REGION = us-east-1
    ```

    ```ini config
    [default]
    ^^^^^^^^^ conflicting-region-variables: `AWS_REGION` names `eu-west-1`, `AWS_DEFAULT_REGION` names `us-east-1`: boto3 takes the latter, version 2 of the AWS CLI the former; unset one of them
    region = eu-central-1
    ```
    """
    first, second = variable(snapshot, "AWS_REGION"), variable(snapshot, "AWS_DEFAULT_REGION")
    at = place(snapshot, chosen(snapshot))
    concerns = Dialect.PYTHON in snapshot.options.targets
    if not first or not second or first == second or at is None or not concerns:
        return
    finding = Finding(
        at,
        "`AWS_REGION` names `{first}`, `AWS_DEFAULT_REGION` names `{second}`:"
        " boto3 takes the latter, version 2 of the AWS CLI the former; unset one of them",
        first=masked_text(first),
        second=masked_text(second),
    )
    yield seen(snapshot, finding)
