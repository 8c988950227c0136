"""The rule `missing-source-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.nearest import nearest
from awsconf.profiles import Found, Profile
from awsconf.resolve import assumes_role
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


@pair_rule(Severity.ERROR)
def missing_source_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A `source_profile` that names no profile.

    Names are compared letter by letter, and the `profile ` of a header is not part of the name.
    botocore says `The source_profile "usr1" referenced in the profile "project1" does not exist.`
    A profile may also live in the credentials file; while that file is not in view, this is only
    a hint.

    ```world
    own = true
    ```

    ```ini config
    [profile user1]
    region = eu-west-1

    [profile project1]
    role_arn = arn:aws:iam::123456789012:role/Project
    source_profile = usr1
                     ^^^^ missing-source-profile: `project1` takes its credentials from `usr1`, which does not exist; did you mean `user1`?
    ```
    """
    for profile in snapshot.profiles.values():
        source = profile.get("source_profile")
        if source is None or source.text in snapshot.profiles or not assumes_role(profile):
            continue
        yield _finding(snapshot, profile, source)


def _finding(snapshot: Snapshot, profile: Profile, source: Found) -> Finding:
    names = [name for name in snapshot.profiles if name != profile.name]
    near = nearest(source.text, names, limit=3)
    finding = Finding(
        source.at,
        "`{profile}` takes its credentials from `{source}`, which does not exist"
        + ("; did you mean `{nearest}`?" if near else ""),
        profile=profile.name,
        source=source.text,
        nearest=near[0] if near else "",
        fixes=(
            *(Fix(f"Change to `{name}`", (Edit(source.at, name),)) for name in near),
            *_stub(snapshot, source),
        ),
    )
    for role in Role:
        finding = finding.unless_unseen(snapshot.scene, role)
    return finding


def _stub(snapshot: Snapshot, source: Found) -> Iterator[Fix]:
    """Making the profile, empty, for its keys to be filled in by whoever has them."""
    document = snapshot.document(Role.CONFIG)
    name = source.text
    if document is None or not name.isidentifier():
        return
    end, line_end = len(document.text), document.line_end
    gap = "" if document.text.endswith(("\n", "\r")) else line_end
    text = f"{gap}{line_end}[profile {name}]{line_end}"
    yield Fix(f"Create the profile `{name}`", (Edit(At(Role.CONFIG, end, end), text),))
