"""The rule `metadata-switch-value`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import place, seen, variable


@pair_rule(Severity.WARNING, environ=("AWS_EC2_METADATA_DISABLED",))
def metadata_switch_value(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_EC2_METADATA_DISABLED` that is neither `true` nor `false`.

    The AWS CLI and boto3 know one word for yes, `true`; JavaScript knows one for no, `false`, and
    takes even `0` for yes. So with `1` the one still asks the metadata service of the instance for
    credentials, and waits for it where there is none, and the other does not.

    ```world
    own = true
    shell = true
    env.AWS_EC2_METADATA_DISABLED = 1
    ```

    ```ini config
    [default]
    ^^^^^^^^^ metadata-switch-value: `AWS_EC2_METADATA_DISABLED` is neither `true` nor `false`: the AWS CLI and boto3 take it for `false`, JavaScript for `true`; write the one that you mean
    region = eu-west-1
    ```
    """
    value, at = variable(snapshot, "AWS_EC2_METADATA_DISABLED"), place(snapshot)
    if not value or at is None or value == "false" or value.lower() == "true":
        return
    if snapshot.options.targets.isdisjoint((Dialect.PYTHON, Dialect.JS)):
        return
    finding = Finding(
        at,
        "`AWS_EC2_METADATA_DISABLED` is neither `true` nor `false`: the AWS CLI and boto3 take it"
        " for `false`, JavaScript for `true`; write the one that you mean",
    )
    yield seen(snapshot, finding)
