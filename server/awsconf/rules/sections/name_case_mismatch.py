"""The rule `name-case-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import provider
from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.insertions import header_text
from awsconf.profiles import Profile
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.WARNING, Certainty.STRONG, needs=KEYS, fixable=True)
def name_case_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile whose name is in other letters in the two files, so that it is two profiles.

    Every SDK compares the names letter by letter (only early releases of Go v2 did not,
    aws/aws-sdk-go-v2#1204): the profile of the config file has no credentials, and that of the
    credentials file none of the settings.

    ```ini config
    [profile Dev]
    region = eu-west-1
    ```
    ```ini credentials
    [dev]
    ^^^^^ name-case-mismatch: these keys are of the profile `dev`, and `Dev` of the config file is another one; the case of letters counts
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ```
    """
    if len(snapshot.readings) < 2:
        return
    ours, theirs = (snapshot.readings[role].profiles for role in Role)
    folded = {name.lower(): name for name in ours.keys() - theirs.keys()}
    for name in theirs.keys() - ours.keys():
        other = folded.get(name.lower())
        if other is not None and "default" not in (name, other):
            left, right = snapshot.profiles[other], snapshot.profiles[name]
            if provider(left) is None and provider(right) is not None:
                yield _finding(snapshot, left, right)


def _finding(snapshot: Snapshot, config: Profile, credentials: Profile) -> Finding:
    ours, theirs = config.home, credentials.home
    named = snapshot.references["source_profile"]
    fixes = [
        Fix(f"Write `[{text}]` in the {part.role.value} file", (Edit(part.name_at, text),))
        for profile, part, text in (
            (credentials, theirs, config.name),
            (config, ours, header_text(credentials.name)),
        )
        if profile.name not in named
    ]
    return Finding(
        theirs.header_at,
        "these keys are of the profile `{profile}`, and `{other}` of the config file is another"
        " one; the case of letters counts",
        profile=credentials.name,
        other=config.name,
        related=(Related(ours.header_at, "the other one"),),
        fixes=tuple(fixes),
    )
