"""The rule `missing-source-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.nearest import bare, nearest
from awsconf.profiles import Found, Profile
from awsconf.resolve import End
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


@pair_rule(Severity.ERROR)
def missing_source_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A `source_profile` that names no profile.

    Names are compared letter by letter; quotes, a comment behind the name and the `profile ` of a
    header count as letters.
    botocore says `The source_profile "usr1" referenced in the profile "project1" does not exist.`
    A profile may also live in the credentials file; while that is not in view, this is a hint.

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
    for chain in snapshot.chains.values():
        profile, source = chain.links[0]
        # Where a role stands behind the role, the fault is reported at the last link alone.
        if chain.end is End.MISSING and len(chain.links) == 1 and source is not None:
            yield _finding(snapshot, profile, source)


def _finding(snapshot: Snapshot, profile: Profile, source: Found) -> Finding:
    written, _, below = source.text.partition("\n")
    if below or not written:
        wrong = "is empty" if not below else "goes on in the indented lines below it"
        template = f"the `source_profile` of `{{profile}}` {wrong}, so it names nobody"
        return Finding(source.name_at, template, profile=profile.name)
    near = tuple(_near(snapshot, profile, written))
    finding = Finding(
        source.at,
        "`{profile}` takes its credentials from `{source}`, which does not exist"
        + ("; did you mean `{nearest}`?" if near else ""),
        profile=profile.name,
        source=written.removesuffix(bare(written)[1]),
        nearest=near[0] if near else "",
        fixes=tuple(_fixes(snapshot, source, near)),
    )
    for role in Role:
        finding = finding.unless_unseen(snapshot.scene, role)
    return finding


def _near(snapshot: Snapshot, profile: Profile, written: str) -> Iterator[str]:
    """Names that could be meant, the best first; none of them leads back here."""
    name, _ = bare(written)
    others = [other for other in snapshot.profiles if other != profile.name]
    for other in (name,) if name in others else nearest(name, others, limit=3):
        chain = snapshot.chains.get(other)
        if chain is None or all(link.profile is not profile for link in chain.links):
            yield other


def _fixes(snapshot: Snapshot, source: Found, near: tuple[str, ...]) -> Iterator[Fix]:
    (name, comment), (role, start, end) = bare(source.text), source.at
    # A comment moves to a line of its own, without being written anew.
    document = snapshot.document(role)
    line_end = document.line_end if document is not None and comment else ""
    for other in near:
        edit = Edit(At(role, start, end - len(comment)), other + line_end)
        likely = other == near[0] and other.lower() == name.lower()
        yield Fix(f"Change to `{other}`", (edit,), safe=other == name, preferred=likely)
    stub = snapshot.profile_at_end(source.text)
    if stub is not None:
        yield Fix(f"Create the profile `{name}`", (stub,))
