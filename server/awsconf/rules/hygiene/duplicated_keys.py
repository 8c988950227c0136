"""The rule `duplicated-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.keys import masked_id
from awsconf.credentials.statics import KEY_ID
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.INFO, needs=("aws_access_key_id",))
def duplicated_keys(snapshot: Snapshot) -> Iterator[Finding]:
    """One long-term key pair in several profiles.

    It works, until the key is rotated in one of them and the others fail. A profile that assumes a
    role needs no copy: it names the one that holds the keys in `source_profile`.
    For two regions of one account, one profile and `AWS_REGION` do.
    Copies of a session are no matter, since they die by themselves.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>

    [test]
    aws_access_key_id = <AKIA dev>
                        ^^^^^^^^^^ duplicated-keys: `test` has the same long-term key AKIA…B5QT as `dev`, and whoever rotates it has to change both
    aws_secret_access_key = <secret dev>
    ```
    """
    seen: dict[tuple[str, object], Profile] = {}
    for profile, facts in snapshot.keyed:
        first = seen.setdefault((facts.id, facts.secret), profile) if facts.is_durable else profile
        if first is profile:
            continue
        here, there = profile.inside(facts.role, KEY_ID), first.get(KEY_ID)
        # Of `[DEFAULT]`, all profiles have the very same setting.
        if here is None or there is None or here.at == there.at:
            continue
        yield Finding(
            here.at,
            "`{profile}` has the same long-term key {key} as `{first}`,"
            " and whoever rotates it has to change both",
            profile=profile.name,
            key=masked_id(facts.id),
            first=first.name,
            related=(Related(there.at, "the first copy"),),
        )
