"""The rule `long-lived-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import masked_id
from awsconf.credentials.statics import KEY_ID
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene


@profile_rule(Severity.INFO, needs=("aws_access_key_id",), on=False)
def long_lived_keys(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """Keys of an IAM user, which live until somebody deletes them.

    AWS advises against them where anything else will do (IAM User Guide, "Security best practices
    in IAM"): a sign-in through IAM Identity Center, `aws login`, or a role lends keys for hours,
    so that a copy in the wrong hands is worth little.
    For many they are all there is, so this is only said where it is asked for by name.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
                        ^^^^^^^^^^ long-lived-keys: `dev` has the long-term key AKIA…B5QT, which works until it is deleted; a sign-in or a role lends keys for hours
    aws_secret_access_key = <secret dev>
    ```
    """
    facts = key_facts(profile)
    found = profile.inside(facts.role, KEY_ID) if facts and facts.is_durable else None
    if facts and facts.is_judged and found and found.part.reading.name is not None:
        yield Finding(
            found.at,
            "`{profile}` has the long-term key {key}, which works until it is deleted;"
            " a sign-in or a role lends keys for hours",
            profile=profile.name,
            key=masked_id(facts.id),
        )
