"""The rule `missing-sso-session`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.finding import once
from awsconf.headings import Heading
from awsconf.naming import swallows
from awsconf.nearest import bare, distance
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.sections.extraction import supplied
from awsconf.sections.misheaded import is_misheaded
from awsconf.sections.sessions import near_sessions, sessions_named
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import At, Role


@pair_rule(Severity.ERROR, needs=("sso_session",), fixable=True)
@once(by="session")
def missing_sso_session(snapshot: Snapshot) -> Iterator[Finding]:
    """A `sso_session` that names no session of the config file.

    Names are compared letter by letter. botocore says `The specified sso-session does not exist:
    "crop"`, Rust and Go refuse the profile, JavaScript stops with a `TypeError`
    (aws/aws-cli#8668). A session whose own header is wrong is left to the rules about headers.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [profile dev]
    sso_session = crop
                  ^^^^ missing-sso-session: `dev` signs in through the session `crop`, which does not exist; did you mean `corp`?
    ```
    """
    for written, profiles in snapshot.references["sso_session"].items():
        name = bare(written.removeprefix("sso-session "))[0]
        lost = is_misheaded(snapshot, Heading(SectionKind.SSO_SESSION, name))
        if not lost and not sessions_named(snapshot, written):
            near = near_sessions(snapshot, name)
            for profile in profiles:
                found = profile.get("sso_session")
                if found is not None and not swallows(*found):
                    yield _finding(snapshot, profile, found, near)


def _finding(snapshot: Snapshot, profile: Profile, found: Found, near: tuple[str, ...]) -> Finding:
    if not found.text or "\n" in found.text:
        template = "the `sso_session` of `{profile}` names no session"
        return Finding(found.name_at, template, profile=profile.name)
    name, comment = bare(found.text.removeprefix("sso-session "))
    remedy = "; write `{nearest}` alone" if near[:1] == (name,) else "; did you mean `{nearest}`?"
    finding = Finding(
        found.at,
        "`{profile}` signs in through the session `{session}`, which does not exist"
        + (remedy if near else ""),
        profile=profile.name,
        session=found.text.removesuffix(comment) + ("#…" if comment else ""),
        nearest=near[0] if near else "",
        fixes=tuple(_fixes(snapshot, profile, found, near)),
    )
    return finding.unless_unseen(snapshot.scene, Role.CONFIG)


def _fixes(
    snapshot: Snapshot, profile: Profile, found: Found, near: tuple[str, ...]
) -> Iterator[Fix]:
    """Never safe: JavaScript and others may have used keys that stand beside the name."""
    (name, comment), (role, start, end) = bare(found.text.removeprefix("sso-session ")), found.at
    line_end = found.part.section.line_end if comment else ""
    for other in near:
        edit = Edit(At(role, start, end - len(comment)), other + line_end)
        only_one_slip = len(near) == 1 and distance(name.lower(), other.lower()) <= 1
        yield Fix(f"Change to `{other}`", (edit,), preferred=only_one_slip)
    yield from supplied(snapshot, profile, found.text)
