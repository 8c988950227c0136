"""The rule `expired-environment-session`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.expiry import State, Verdict
from awsconf.evidence import Certainty
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import KEY_ID, chosen, marks, place, seen, session


@pair_rule(Severity.ERROR, environ=(KEY_ID,))
def expired_environment_session(snapshot: Snapshot) -> Iterator[Finding]:
    """A session in the environment that has expired, and stands before the files.

    It fails with `ExpiredToken` just as an expired profile does, and is the commonest reason why
    a profile that was mended still fails. When it dies is told by `AWS_CREDENTIAL_EXPIRATION`
    (boto3 refuses it by itself then), by the variables that other tools set, or by the time when
    the token was issued: no session token lives longer than 36 hours.

    ```world
    own = true
    shell = true
    env.AWS_ACCESS_KEY_ID = <ASIA work>
    env.AWS_SECRET_ACCESS_KEY = <secret work>
    env.AWS_SESSION_TOKEN = <token work issued=2026-05-20T12:00Z>
    ```

    ```ini config
    [default]
    ^^^^^^^^^ expired-environment-session[warning]: the session in the environment (`AWS_SESSION_TOKEN`) is dead: issued 12 days ago; no AWS session token lives longer than 36 hours
    region = eu-west-1
    ```
    """
    at, verdict = place(snapshot, chosen(snapshot)), session(snapshot)
    if verdict is None or verdict.state is not State.EXPIRED or at is None:
        return
    finding = Finding(
        at,
        "the session in the environment (`AWS_SESSION_TOKEN`) is dead: {reason}",
        reason=verdict.reason,
        severity=_severity(verdict),
        certainty=verdict.certainty,
        evidence=(*verdict.evidence, *marks(snapshot)),
    )
    yield seen(snapshot, finding)


def _severity(verdict: Verdict) -> Severity:
    """As in the files: one strong signal makes a warning; proof, or two that agree, an error."""
    if verdict.certainty is Certainty.PROOF or verdict.signals > 1:
        return Severity.ERROR
    return Severity.WARNING if verdict.certainty is Certainty.STRONG else Severity.HINT
