"""The rule `missing-source-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End
from awsconf.edits import Edit
from awsconf.insertions import empty_profile
from awsconf.nearest import bare, distance
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import may_fall_back, meant, misheaded
from awsconf.text import At, Role


@pair_rule(Severity.ERROR, fixable=True, needs=("source_profile",))
def missing_source_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A `source_profile` that names no profile.

    Names are compared letter by letter: quotes, a comment and the `profile ` of a header count.
    botocore says `The source_profile "usr1" referenced in the profile "app" does not exist.`

    ```world
    own = true
    ```
    ```ini config
    [profile user1]
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = usr1
                     ^^^^ missing-source-profile: `app` takes its credentials from `usr1`, which does not exist; did you mean `user1`?
    ```
    """
    for chain in snapshot.doubtful_chains:
        profile, source = chain.links[0].profile, chain.links[0].source
        if chain.end is not End.MISSING or len(chain.links) > 1 or source is None:
            continue
        # Where its header is wrong, that is another rule's.
        if not misheaded(snapshot, source.text):
            yield _finding(snapshot, profile, source)


def _finding(snapshot: Snapshot, profile: Profile, source: Found) -> Finding:
    written, _, below = source.text.partition("\n")
    if below or not written:
        wrong = "goes on in the indented lines below" if below else "is empty"
        template = f"the `source_profile` of `{{profile}}` {wrong}, so it names nobody"
        return Finding(source.name_at, template, profile=profile.name)
    name, comment = bare(written)
    near = tuple(meant(snapshot, profile, name))[:3]
    remedy = "; write `{nearest}` alone" if near[:1] == (name,) else "; did you mean `{nearest}`?"
    finding = Finding(
        source.at,
        "`{profile}` takes its credentials from `{source}`, which does not exist"
        + (remedy if near else ""),
        profile=profile.name,
        source=written.removesuffix(comment) + ("#…" if comment else ""),
        nearest=near[0] if near else "",
        fixes=tuple(_fixes(snapshot, source, near)),
    )
    for role in Role:
        finding = finding.unless_unseen(snapshot.scene, role)
    return finding


def _fixes(snapshot: Snapshot, source: Found, near: tuple[str, ...]) -> Iterator[Fix]:
    (name, comment), (role, start, end) = bare(source.text), source.at
    line_end = source.part.section.line_end if comment else ""
    for other in near:
        edits = (Edit(At(role, start, end - len(comment)), other + line_end),)
        only_one_slip = len(near) == 1 and distance(name.lower(), other.lower()) <= 1
        safe = other == name and not may_fall_back(snapshot)
        yield Fix(f"Change to `{other}`", edits, safe=safe, preferred=only_one_slip)
    yield from fix(f"Create the profile `{name}`", empty_profile(snapshot, source.text))
