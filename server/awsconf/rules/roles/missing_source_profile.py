"""The rule `missing-source-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End
from awsconf.edits import Edit
from awsconf.finding import once
from awsconf.insertions import empty_profile
from awsconf.naming import swallows
from awsconf.nearest import bare, distance
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import may_fall_back, meant, misheaded
from awsconf.text import At


@pair_rule(Severity.ERROR, fixable=True, needs=("source_profile",), where="doubtful_chains")
@once(by="source")
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
        # Where its header is wrong, or the lines below are indented, that is another rule's.
        if not misheaded(snapshot, source.text) and not swallows(*source):
            yield _finding(snapshot, profile, source)


def _finding(snapshot: Snapshot, profile: Profile, source: Found) -> Finding:
    written, _, below = source.text.partition("\n")
    if below or not written:
        wrong = "goes on in the indented lines below" if below else "is empty"
        return Finding(source.name_at, _NOBODY, profile=profile.name, wrong=wrong)
    name, comment = bare(written)
    near = list(meant(snapshot, profile, name))[:3]
    remedy = "write `{nearest}` alone" if near[:1] == [name] else "did you mean `{nearest}`?"
    return Finding(
        source.at,
        f"{_MISSING}; {remedy}" if near else _MISSING,
        profile=profile.name,
        source=written.removesuffix(comment) + ("#…" if comment else ""),
        nearest=near[0] if near else "",
        fixes=tuple(_fixes(snapshot, source, near)),
    ).unless_either_unseen(snapshot.scene)


_NOBODY = "the `source_profile` of `{profile}` {wrong}, so it names nobody"
_MISSING = "`{profile}` takes its credentials from `{source}`, which does not exist"


def _fixes(snapshot: Snapshot, source: Found, near: list[str]) -> Iterator[Fix]:
    (name, comment), (role, start, end) = bare(source.text), source.at
    line_end = source.part.section.line_end if comment else ""
    for other in near:
        edit = Edit(At(role, start, end - len(comment)), other + line_end)
        only_one_slip = len(near) == 1 and distance(name.lower(), other.lower()) <= 1
        safe = other == name and not may_fall_back(snapshot)
        yield Fix(f"Change to `{other}`", (edit,), safe=safe, preferred=only_one_slip)
    # Of `[DEFAULT]`, the new profile would take itself for its source.
    if source.part.reading.name is not None:
        yield from fix(f"Create the profile `{name}`", empty_profile(snapshot, source.text))
