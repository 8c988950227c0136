"""The rule `unknown-credential-source`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import ways
from awsconf.edits import Edit
from awsconf.nearest import bare, nearest
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import may_fall_back


@pair_rule(Severity.ERROR, needs=("credential_source",), fixable=True)
def unknown_credential_source(snapshot: Snapshot) -> Iterator[Finding]:
    """A `credential_source` that is none of the three that there are.

    They are `Environment`, `Ec2InstanceMetadata` and `EcsContainer`, and their capitals count.
    botocore says `The credential source "environment" referenced in profile "app" is not valid.`,
    JavaScript says so too; Rust and Go notice it only when they look for such a source.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    credential_source = EC2InstanceMetadata
                        ^^^^^^^^^^^^^^^^^^^ unknown-credential-source: `app` names a credential source that does not exist; write `Ec2InstanceMetadata`
    ```
    """
    for profile in snapshot.profiles.values():
        found = profile.get("credential_source") if "credential_source" in profile.names else None
        if found is None or found.text in _SOURCES or found.value.following:
            continue
        # What stands beside a source profile, in quotes or before a comment, is another rule's.
        alone = ways(profile).assumes_role and ways(profile).source is None
        if alone and bare(found.text)[0] == found.text:
            yield _finding(snapshot, profile, found)


_SOURCES = ("Environment", "Ec2InstanceMetadata", "EcsContainer")


def _finding(snapshot: Snapshot, profile: Profile, found: Found) -> Finding:
    written = found.text.lower()
    same = [source for source in _SOURCES if source.lower() == written]
    near = same or [*_PLACES.get(written, nearest(written, _SOURCES))]
    safe = bool(same) and not may_fall_back(snapshot)
    listed = "`Environment`, `Ec2InstanceMetadata` or `EcsContainer`"
    return Finding(
        found.at,
        "`{profile}` names a credential source that does not exist; write "
        + ("`{nearest}`" if near else listed),
        profile=profile.name,
        nearest=near[0] if near else "",
        fixes=tuple(
            Fix(f"Change to `{one}`", (Edit(found.at, one),), safe=safe, preferred=True)
            for one in near[:1]
        ),
    )


# What people write for where their program runs.
_PLACES = {
    "ec2": ("Ec2InstanceMetadata",),
    "instancemetadata": ("Ec2InstanceMetadata",),
    "imds": ("Ec2InstanceMetadata",),
    "ecs": ("EcsContainer",),
    "container": ("EcsContainer",),
    "env": ("Environment",),
}
