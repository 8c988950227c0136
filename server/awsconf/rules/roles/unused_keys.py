"""The rule `unused-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.expiry import State
from awsconf.credentials.statics import keys_in, takes_those_of_its_source
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.INFO, needs=("role_arn",), fixable=True)
def unused_keys(snapshot: Snapshot) -> Iterator[Finding]:
    """Keys in a role profile whose role is assumed with the credentials of another profile.

    Every SDK assumes the role with those of its `source_profile`, and never looks at the keys
    beside it (aws/aws-sdk-java-v2#1842): who changes or renews them wonders why nothing happens.
    They are used where the profile is named as a source itself, and then nothing is said.
    Move them to a profile of their own, and name that one as the source, or delete them.

    ```ini config
    [profile admin]
    role_arn = arn:aws:iam::444455556666:role/Admin
    source_profile = base
    ```
    ```ini credentials
    [base]
    aws_access_key_id = <AKIA base>
    aws_secret_access_key = <secret base>

    [admin]
    aws_access_key_id = <AKIA admin>
    ^^^^^^^^^^^^^^^^^ unused-keys: nobody uses the keys of `admin`, whose role is assumed with the credentials of `base`; delete them, or name a profile with them as the source
    aws_secret_access_key = <secret admin>
    ```
    """
    if "source_profile" not in snapshot.names:
        return
    for profile, _ in snapshot.keyed:
        source = profile.text("source_profile")
        # What is wrong with its source is told by the rules about that.
        if not takes_those_of_its_source(profile) or source not in snapshot.profiles:
            continue
        named = profile.name in snapshot.references["source_profile"]
        if not named and not _is_dead(snapshot, profile):
            for finding in _findings(profile, str(source)):
                yield finding.unless_either_unseen(snapshot.scene)


def _is_dead(snapshot: Snapshot, profile: Profile) -> bool:
    """Whether `expired-session-token` speaks of its keys."""
    verdict = snapshot.verdicts.get(profile.name)
    return verdict is not None and verdict.state is State.EXPIRED


def _findings(profile: Profile, source: str) -> Iterator[Finding]:
    every = [keys for role in Role if (keys := keys_in(profile, role)) is not None]
    first = next((keys.id for keys in every if keys.is_whole), None)
    if first is not None:
        settings = [found for keys in every for found in keys.settings]
        yield Finding(
            first.name_at,
            "nobody uses the keys of `{profile}`, whose role is assumed with the credentials of"
            " `{source}`; delete them, or name a profile with them as the source",
            profile=profile.name,
            source=source,
            unnecessary=True,
            fixes=fix("Delete the keys", deletion(*settings)),
        )
