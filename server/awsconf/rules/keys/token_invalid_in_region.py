"""The rule `token-invalid-in-region`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf import catalogue
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind
from awsconf.credentials.statics import TOKENS, judged_keys
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.arns import partitions_named


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=TOKENS)
def token_invalid_in_region(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A session token that is not valid in the Region of its profile.

    The global endpoint of STS hands out tokens of version 1, which are valid only in Regions that
    need no opt-in; those of the regional endpoints are valid in all ("SetSecurityTokenService-
    Preferences" in the IAM API Reference; aws-azure-login/aws-azure-login#251). A token of
    version 2 names its Region, and what one partition issued, such as `aws`, is nothing to
    another, such as `aws-cn`. Most services answer `InvalidClientTokenId`, EC2 `AuthFailure`.
    Which version a token has is read from its first byte, which is not documented.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 type=23>
    region = ap-east-1
             ^^^^^^^^^ token-invalid-in-region: the session token of `project1` is of the kind that is valid only in Regions without opt-in, and `ap-east-1` needs one; get it from a regional endpoint of STS
    ```
    """
    facts, keys = key_facts(profile), judged_keys(profile)
    if facts is None or keys is None or facts.token is None:
        return
    # A long-term key takes no token, and of two it is not sure which is sent: other rules say so.
    if facts.kind is not IdKind.TEMPORARY or keys.has_doubtful_token or keys.token is None:
        return
    if facts.token.version == 1:
        yield from _opt_in(profile)
    else:
        yield from _other_partition(profile, facts.token.region or "")


def _opt_in(profile: Profile) -> Iterator[Finding]:
    found = profile.get("region")
    region = catalogue.regions().get(found.text) if found is not None else None
    if found is not None and region is not None and not region.default_enabled:
        yield Finding(
            found.at,
            "the session token of `{profile}` is of the kind that is valid only in Regions without"
            " opt-in, and `{region}` needs one; get it from a regional endpoint of STS",
            profile=profile.name,
            region=region.code,
        )


def _other_partition(profile: Profile, region: str) -> Iterator[Finding]:
    issuer = catalogue.partition_of(region)
    for found, partition in partitions_named(profile) if issuer else ():
        if partition != issuer:
            yield Finding(
                found.at,
                "the session token of `{profile}` was issued in the partition `{issuer}`, but its"
                " `{setting}` is of `{partition}`, where nobody knows it; sign in there",
                profile=profile.name,
                issuer=str(issuer),
                setting=found.value.name,
                partition=partition,
            )
            # The others would say the same once more.
            return
