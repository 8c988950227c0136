"""The rule `conflicting-profile-variables`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.dialects import Dialect
from awsconf.redaction import masked_text
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import DEFAULT_PROFILE, PROFILE, chosen, place, seen, variable


@pair_rule(Severity.WARNING, environ=(DEFAULT_PROFILE,))
def conflicting_profile_variables(snapshot: Snapshot) -> Iterator[Finding]:
    """`AWS_PROFILE` and `AWS_DEFAULT_PROFILE` that name different profiles.

    boto3 and version 1 of the AWS CLI look at `AWS_DEFAULT_PROFILE` first, version 2 of the AWS
    CLI and all other SDKs at `AWS_PROFILE`; so a script and the command line beside it work in
    two accounts. Only the environment of the shell tells for certain; in an editor this is a hint.

    ```world
    own = true
    shell = true
    env.AWS_PROFILE = prod
    env.AWS_DEFAULT_PROFILE = test
    ```

    ```ini config
    [profile prod]
    region = eu-west-1

    [profile test]
    ^^^^^^^^^^^^^^ conflicting-profile-variables: `AWS_PROFILE` names `prod`, `AWS_DEFAULT_PROFILE` names `test`: boto3 takes the latter, version 2 of the AWS CLI the former; unset one of them
    region = eu-west-1
    ```
    """
    first, second = variable(snapshot, PROFILE), variable(snapshot, DEFAULT_PROFILE)
    at = place(snapshot, chosen(snapshot))
    # A name of no profile is another rule's.
    known = snapshot.profiles.keys() >= {first, second}
    if first == second or not known or at is None or Dialect.PYTHON not in snapshot.options.targets:
        return
    finding = Finding(
        at,
        "`AWS_PROFILE` names `{first}`, `AWS_DEFAULT_PROFILE` names `{second}`:"
        " boto3 takes the latter, version 2 of the AWS CLI the former; unset one of them",
        first=masked_text(first),
        second=masked_text(second),
    )
    yield seen(snapshot, finding)
