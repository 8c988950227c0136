"""The rule `self-sourced-role`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End
from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Fix, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import is_nameable
from awsconf.text import Role


@pair_rule(Severity.INFO, needs=("source_profile",), fixable=True)
def self_sourced_role(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile that assumes its role with keys of its own, as its own `source_profile`.

    The AWS CLI, boto3, JavaScript, Go and Rust do that; Java v2 takes it for a ring and refuses
    (aws/aws-sdk-java-v2#1842), and so do both AWS Toolkits (aws/aws-toolkit-vscode#1784,
    aws/aws-toolkit-jetbrains#777). Everybody understands two profiles, one with the keys and one
    with the role. Where the keys stand alone in the credentials file, their section can be given
    another name; scripts of yours that ask for the keys by the old name would then get the role.
    It is a warning where Java is among the SDKs that your team has chosen.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = app
                     ^^^ self-sourced-role: `app` is its own source, which Java and both AWS Toolkits refuse; keep the keys in a profile of their own
    ```
    ```ini credentials
    [app]
    aws_access_key_id = <AKIA app>
    aws_secret_access_key = <secret app>
    ```
    """
    targets = snapshot.options.targets
    if Dialect.JAVA not in targets:
        return
    for chain in snapshot.doubtful_chains:
        first, last = chain.links[0], chain.links[-1]
        itself = len(chain.links) == 2 and first.profile is last.profile
        if itself and chain.end is End.ANSWERED and first.source is not None:
            yield Finding(
                first.source.at,
                "`{profile}` is its own source, which Java and both AWS Toolkits refuse;"
                " keep the keys in a profile of their own",
                profile=first.profile.name,
                severity=None if targets == frozenset(Dialect) else Severity.WARNING,
                fixes=_split(snapshot, first.profile, first.source),
            )


def _split(snapshot: Snapshot, profile: Profile, source: Found) -> tuple[Fix, ...]:
    """Give the section of the keys another name, if it holds nothing else and nobody else asks."""
    base, keys = f"{profile.name}-base", profile.own(Role.CREDENTIALS)
    alone = profile.credentials == (keys,) and not profile.config[1:]
    if keys is None or not alone or source.role is Role.CREDENTIALS or keys.swallows_header:
        return ()
    asking = snapshot.references["source_profile"].get(profile.name, ())
    taken = base in snapshot.profiles or not is_nameable(base)
    if taken or len(asking) > 1 or not profile.config[0].reading.names.isdisjoint(KEYS):
        return ()
    if not keys.reading.names <= KEYS:
        return ()
    edits = (Edit(keys.name_at, base), Edit(source.at, base))
    return fix(f"Move the keys to `{base}`", edits)
