"""The rule `conflicting-sources`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.chains import assumes_role
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene


@profile_rule(Severity.ERROR, needs=("credential_source",), fixable=True)
def conflicting_sources(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A role profile that names both a `source_profile` and a `credential_source`.

    The credentials to assume a role with come from one or the other.
    botocore refuses to choose: `The profile "app" contains both source_profile and
    credential_source.` JavaScript, Go and Rust refuse the profile as well.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = base
    credential_source = Environment
    ^^^^^^^^^^^^^^^^^ conflicting-sources: `app` names both `source_profile` and `credential_source`; botocore refuses to choose
    ```
    """
    source, other = profile.get("source_profile"), profile.get("credential_source")
    if source is None or other is None or not assumes_role(profile):
        return
    yield Finding(
        other.name_at,
        "`{profile}` names both `source_profile` and `credential_source`;"
        " botocore refuses to choose",
        profile=profile.name,
        related=(Related(source.setting_at, "the source profile"),),
        fixes=(
            *fix("Delete `credential_source`", deletion(other)),
            *fix("Delete `source_profile`", deletion(source)),
        ),
    )
