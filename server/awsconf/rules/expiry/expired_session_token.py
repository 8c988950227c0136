"""The rule `expired-session-token`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import provider
from awsconf.credentials.expiry import State, Verdict
from awsconf.credentials.statics import TOKENS
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, fixable=True, needs=TOKENS)
def expired_session_token(snapshot: Snapshot) -> Iterator[Finding]:
    """A session token, copied into the file, that has expired.

    Every call with it fails with `ExpiredToken` (EC2 says `RequestExpired`), and no SDK renews
    what stands in these files. The expiry is not readable from a token; a cache of the AWS CLI
    that holds the same token proves it, as does AWS's own answer where it was asked. Else it is
    known from the note of the tool that wrote it, or bounded by the time when AWS issued it or
    the file was written: no session token lives longer than 36 hours, and a role's than 12.
    A profile that assumes the role by itself (`role_arn` with `source_profile`) or signs in
    (`sso_session`) never has to be edited again; a rewrite to that is offered where the files
    tell how the token was made.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 issued=2026-05-20T12:00Z>
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expired-session-token[warning]: `project1` holds a dead session token: issued 12 days ago; no AWS session token lives longer than 36 hours
    ```
    """
    for profile, token, verdict in snapshot.tokens(State.EXPIRED):
        # Imported here, since few files hold such a token and every check would pay for it.
        from awsconf.rewrite.offers import grounds, offers, remedy

        yield Finding(
            token.at,
            "`{profile}` holds a dead session token: {reason}{remedy}",
            profile=profile.name,
            reason=verdict.reason,
            remedy=remedy(snapshot, profile),
            severity=_severity(verdict),
            certainty=verdict.certainty,
            evidence=(*verdict.evidence, *_bystander(profile), *grounds(snapshot, profile)),
            fixes=tuple(offers(snapshot, profile, sure=verdict.certainty is not Certainty.HINT)),
        )


def _severity(verdict: Verdict) -> Severity:
    """One strong signal makes a warning; proof, or two that agree, an error."""
    if verdict.certainty is Certainty.PROOF or verdict.signals > 1:
        return Severity.ERROR
    return Severity.WARNING if verdict.certainty is Certainty.STRONG else Severity.HINT


def _bystander(profile: Profile) -> Iterator[str]:
    answer = provider(profile)
    if answer not in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE, None):
        yield (
            f"the AWS CLI passes over these keys for its {answer.value} provider;"
            " other SDKs, and profiles that use this one as their source, take them"
        )
