"""The rule `credential-source-without-role`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.naming import is_hidden
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, fix, profile_rule
from awsconf.snapshot import Scene


@profile_rule(Severity.WARNING, needs=("credential_source",), fixable=True)
def credential_source_without_role(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A `credential_source` in a profile without a `role_arn`.

    The source is asked for credentials to assume a role with, and for nothing else.
    The AWS CLI, boto3, JavaScript, Java and the C runtime pass over the line, Go refuses the
    profile, and Rust alone takes the source's own credentials
    (hashicorp/terraform-provider-aws#5018).

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    credential_source = Ec2InstanceMetadata
    ^^^^^^^^^^^^^^^^^ credential-source-without-role: `app` names a credential source but no role to assume; add `role_arn`, or delete this line
    ```
    """
    found = profile.get("credential_source")
    if found is None or "role_arn" in profile or found.part.reading.name != profile.name:
        return
    if is_hidden(profile.parts, "role_arn"):
        return
    finding = Finding(
        found.name_at,
        "`{profile}` names a credential source but no role to assume;"
        " add `role_arn`, or delete this line",
        profile=profile.name,
        fixes=fix("Delete `credential_source`", deletion(found)),
    )
    yield finding.unless_unseen(scene, found.role.other)
