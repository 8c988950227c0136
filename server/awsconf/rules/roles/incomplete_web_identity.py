"""The rule `incomplete-web-identity`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.finding import once
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.targets import concerned


@pair_rule(Severity.ERROR, needs=("web_identity_token_file",), fixable=True)
@once(by="unseen")
def incomplete_web_identity(snapshot: Snapshot) -> Iterator[Finding]:
    """A `web_identity_token_file` without a role to assume with it, or without a file.

    Without a `role_arn`, botocore says `The provided profile or the current environment is
    configured to assume role with web identity but has no role ARN configured.`, even where the
    profile holds keys; Go and Rust refuse it too. `AWS_ROLE_ARN` may name the role instead.
    An empty one keeps the AWS CLI and boto3 from assuming the role in any way: in silence they
    take keys of the profile's own, or nothing. Rust and Java look for a file without a name.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    web_identity_token_file = /var/run/token
    ^^^^^^^^^^^^^^^^^^^^^^^ incomplete-web-identity: `app` has a web identity token but no role, so the AWS CLI, boto3, Go and Rust refuse the profile; add `role_arn`
    ```
    """
    for profile in snapshot.profiles.values():
        found = profile.get("web_identity_token_file")
        if found is None or found.value.following:
            continue
        if not found.text and "role_arn" in profile.names:
            yield from _empty(snapshot, profile, found)
        elif found.text and not is_hidden(profile.parts, "role_arn"):
            yield from _without_role(snapshot, profile, found)


def _empty(snapshot: Snapshot, profile: Profile, found: Found) -> Iterator[Finding]:
    failing = concerned(snapshot.options, (Dialect.PYTHON, Dialect.RUST, Dialect.JAVA))
    if failing:
        yield Finding(
            found.name_at,
            "the `web_identity_token_file` of `{profile}` is empty, so {failing} assume its role;"
            " delete the line, or name the file",
            profile=profile.name,
            failing=failing.does("does not", "do not"),
            fixes=fix("Delete `web_identity_token_file`", deletion(found), preferred=True),
        )


def _without_role(snapshot: Snapshot, profile: Profile, found: Found) -> Iterator[Finding]:
    refusing = concerned(snapshot.options, (Dialect.PYTHON, Dialect.GO, Dialect.RUST))
    if refusing and "role_arn" not in profile.names and not snapshot.environ.get("AWS_ROLE_ARN"):
        finding = Finding(
            found.name_at,
            "`{profile}` has a web identity token but no role, so {refusing} the profile;"
            " add `role_arn`",
            profile=profile.name,
            refusing=refusing.does("refuses", "refuse"),
        )
        yield finding.unless_unseen(snapshot.scene, found.role.other)
