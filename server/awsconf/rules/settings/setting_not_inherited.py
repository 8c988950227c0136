"""The rule `setting-not-inherited`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.insertions import at_end_of
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Related, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from awsconf.values.regions import no_region


@pair_rule(Severity.HINT, needs=("region",), fixable=True)
def setting_not_inherited(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile to work with that has no Region, while `[default]` has one.

    Nothing is inherited from `[default]`: boto3 answers `You must specify a region.`
    (boto/boto3#2560). A mere hint, since `--region` or a variable may supply it; nothing is said
    where a variable does, of profiles that lend their credentials to others or stand in the
    credentials file alone, and where many profiles go without a Region, which is then a habit.

    ```world
    own = true
    ```
    ```ini config
    [default]
    region = eu-west-1

    [profile dev]
    ^^^^^^^^^^^^^ setting-not-inherited: `dev` has no `region`, and does not inherit that of `[default]`
    credential_process = /opt/bin/credentials
    ```
    """
    default = snapshot.profiles.get("default")
    region = default.get("region") if default is not None else None
    if region is None or no_region(region.text) or not _VARIABLES.isdisjoint(snapshot.environ):
        return
    lacking = [profile for profile in snapshot.profiles.values() if _lacks(profile)]
    lenders = snapshot.references["source_profile"]
    lacking = [profile for profile in lacking if profile.name not in lenders]
    if len(lacking) <= max(1, len(snapshot.profiles) // _FEW):
        for profile in lacking:
            yield _finding(snapshot, profile, region)


def _lacks(profile: Profile) -> bool:
    """Whether a profile to work with has no line for a Region, be it one that only others read."""
    if "region" in profile.names or _PROVIDERS.isdisjoint(profile.names):
        return False
    texts = (part.section.text.lower() for part in profile.parts)
    return profile.own(Role.CONFIG) is not None and not any("region" in text for text in texts)


_VARIABLES = frozenset({"AWS_DEFAULT_REGION", "AWS_REGION"})
_PROVIDERS = frozenset(
    {"aws_access_key_id", "credential_process", "login_session", "role_arn", "sso_role_name"}
)
_FEW = 3
"""Where more than one in so many goes without, it is meant so."""


def _finding(snapshot: Snapshot, profile: Profile, region: Found) -> Finding:
    settings = [("region", region.text)]
    finding = Finding(
        profile.home.header_at,
        "`{profile}` has no `region`, and does not inherit that of `[default]`",
        profile=profile.name,
        related=(Related(region.setting_at, "the Region of `[default]`"),),
        fixes=fix(
            f"Copy `region = {region.text}` from `[default]`",
            (at_end_of(snapshot, profile, settings),),
        ),
    )
    return finding.unless_either_unseen(snapshot.scene)
