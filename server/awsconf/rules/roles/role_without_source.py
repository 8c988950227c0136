"""The rule `role-without-source`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End
from awsconf.finding import once
from awsconf.insertions import below
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import candidates


@pair_rule(Severity.ERROR, fixable=True, needs=("role_arn",), where="doubtful_chains")
@once(by="tool")
def role_without_source(snapshot: Snapshot) -> Iterator[Finding]:
    """A `role_arn` without anybody whose credentials could assume it.

    A role is assumed with the credentials of a `source_profile`, of a `credential_source`, or with
    the token in a `web_identity_token_file`.
    botocore says `Partial credentials found in assume-role, missing: source_profile or
    credential_source`, even where keys or a process stand in the same profile; JavaScript and Java
    take those and pass over the role, Go assumes the role with them.
    Tools such as aws-vault bring credentials of their own; where one has left its marks in the
    file, this is only a hint.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    ^^^^^^^^ role-without-source: `app` has nobody's credentials to assume its role with; add `source_profile` or `credential_source`
    ```
    """
    for chain in snapshot.doubtful_chains:
        profile = chain.links[0].profile
        role = profile.get("role_arn")
        if role is None or len(chain.links) > 1 or chain.end is not End.NO_SOURCE:
            continue
        if not is_hidden(profile.parts, *_SOURCES):
            yield _finding(snapshot, profile, role)


_SOURCES = ("source_profile", "credential_source", "web_identity_token_file")


def _finding(snapshot: Snapshot, profile: Profile, role: Found) -> Finding:
    finding = Finding(
        role.name_at,
        "`{profile}` has nobody's credentials to assume its role with;"
        " add `source_profile` or `credential_source`",
        profile=profile.name,
        evidence=(f"botocore: {_REFUSAL}",),
        fixes=tuple(_fixes(snapshot, profile, role)),
    )
    tool = snapshot.tools[role.role]
    if tool is not None:
        return finding.unless_tool(tool)
    return finding.unless_unseen(snapshot.scene, role.role.other)


_REFUSAL = "Partial credentials found in assume-role, missing: source_profile or credential_source"


def _fixes(snapshot: Snapshot, profile: Profile, role: Found) -> Iterator[Fix]:
    """The profiles that could be its source; nothing proves that one of them was meant."""
    for source, _ in candidates(snapshot, profile):
        edit = below(role, [("source_profile", source.name)])
        yield Fix(f"Add `source_profile = {source.name}`", (edit,))
