"""The rule `stale-security-token-variable`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.key_facts import staleness
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import (
    KEY_ID,
    SECURITY_TOKEN,
    SESSION_TOKEN,
    chosen,
    marks,
    place,
    seen,
    variable,
)


@pair_rule(Severity.WARNING, environ=(SECURITY_TOKEN,))
def stale_security_token_variable(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_SECURITY_TOKEN` that differs from the `AWS_SESSION_TOKEN` beside it.

    The AWS CLI and boto3 send the one with the old name, all other SDKs know the new name only.
    Tools such as older aws-vault set both; where another tool then renews the session, the old
    name keeps the former token, and the AWS CLI fails with `ExpiredToken` or
    `InvalidClientTokenId` while everything else works.

    ```world
    own = true
    shell = true
    env.AWS_ACCESS_KEY_ID = <ASIA work>
    env.AWS_SESSION_TOKEN = <token work issued=2026-06-01T11:00Z>
    env.AWS_SECURITY_TOKEN = <token work issued=2026-05-20T11:00Z>
    ```

    ```ini config
    [default]
    ^^^^^^^^^ stale-security-token-variable: `AWS_SECURITY_TOKEN`, which was issued earlier, is another token than `AWS_SESSION_TOKEN`: the AWS CLI and boto3 send the former, all other SDKs the latter; unset `AWS_SECURITY_TOKEN`
    region = eu-west-1
    ```
    """
    key_id, old, new = (variable(snapshot, n) for n in (KEY_ID, SECURITY_TOKEN, SESSION_TOKEN))
    at = place(snapshot, chosen(snapshot))
    concerns = Dialect.PYTHON in snapshot.options.targets
    if not key_id or not old or not new or old == new or at is None or not concerns:
        return
    stale = staleness(key_id, old, new)[0]
    finding = Finding(
        at,
        "`AWS_SECURITY_TOKEN`"
        + (f", which {stale}," if stale else "")
        + " is another token than `AWS_SESSION_TOKEN`: the AWS CLI and boto3 send the former, all"
        " other SDKs the latter; unset `AWS_SECURITY_TOKEN`",
        evidence=marks(snapshot),
    )
    yield seen(snapshot, finding)
