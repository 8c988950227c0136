"""The rule `source-without-role`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.finding import once
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.WARNING, fixable=True, needs=("source_profile",))
@once(by="tool")
def source_without_role(snapshot: Snapshot) -> Iterator[Finding]:
    """A `source_profile` in a profile without a `role_arn`.

    The source is asked for credentials to assume a role with, and for nothing else; neither its
    keys nor its Region are inherited (aws/aws-cli#1794).
    botocore passes over the line and finds no credentials, Go refuses the profile.
    aws-vault and awsume do take the source's credentials, so where `mfa_serial` or a tool's own
    marks show them at work, this is only a hint.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    source_profile = base
    ^^^^^^^^^^^^^^ source-without-role: `app` names a source but no role, and inherits nothing; add `role_arn`, or delete this line
    region = eu-west-1

    [profile base]
    credential_process = get-credentials
    ```
    """
    for asking in snapshot.references["source_profile"].values():
        for profile in asking:
            source = None if "role_arn" in profile.names else profile.get("source_profile")
            if source is not None and not is_hidden(profile.parts, "role_arn"):
                yield _finding(snapshot, profile, source)


def _finding(snapshot: Snapshot, profile: Profile, source: Found) -> Finding:
    finding = Finding(
        source.name_at,
        "`{profile}` names a source but no role, and inherits nothing;"
        " add `role_arn`, or delete this line",
        profile=profile.name,
        fixes=fix("Delete `source_profile`", deletion(source)),
        unnecessary=True,
    )
    tool = snapshot.tools[source.role]
    if tool is not None:
        return finding.unless_tool(tool)
    behind = snapshot.profiles.get(source.text, profile)
    if "mfa_serial" in profile or ("mfa_serial" in behind and "role_arn" not in behind):
        return finding.softened(", unless aws-vault or awsume makes a session of it")
    return finding.unless_unseen(snapshot.scene, source.role.other)
