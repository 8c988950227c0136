"""The rule `expiring-session-token`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.expiry import State
from awsconf.credentials.statics import TOKENS
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.WARNING, fixable=True, needs=TOKENS)
def expiring_session_token(snapshot: Snapshot) -> Iterator[Finding]:
    """A session token that is about to expire.

    Nothing renews a token that stands in these files, so a long job that begins now may not end.
    The warning comes fifteen minutes ahead (`--expiring-within` sets another time), which is when
    botocore's own caches stop using credentials. It needs the exact expiry, from a note such as
    login tools leave, or from a cache of the AWS CLI that holds the same token.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 issued=2026-06-01T11:08Z>
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expiring-session-token: the session token of `project1` expires in less than 10 minutes, at 2026-06-01 12:08 UTC (x_security_token_expires)
    x_security_token_expires = 2026-06-01T12:08:00Z
    ```
    """
    for profile, token, verdict in snapshot.tokens(State.EXPIRING):
        # Imported here, since few files hold such a token and every check would pay for it.
        from awsconf.rewrite.offers import grounds, offers, remedy

        yield Finding(
            token.at,
            "the session token of `{profile}` {reason}{remedy}",
            profile=profile.name,
            reason=verdict.reason,
            remedy=remedy(snapshot, profile),
            certainty=verdict.certainty,
            evidence=(*verdict.evidence, *grounds(snapshot, profile)),
            fixes=tuple(offers(snapshot, profile, sure=False)),
        )
