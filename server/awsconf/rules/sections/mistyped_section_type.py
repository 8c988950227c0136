"""The rule `mistyped-section-type`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.headings import readers_of
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.sections.misheaded import Misheaded, is_free, mistyped_sections
from awsconf.sections.spellings import is_new_profile
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.targets import reading
from awsconf.text import Role


@pair_rule(Severity.ERROR, odd=True, fixable=True)
def mistyped_section_type(snapshot: Snapshot) -> Iterator[Finding]:
    """A header whose first word is not quite `default`, `profile`, `sso-session` or `services`.

    The words count letter by letter: `[Profile dev]`, `[Default]`, `[sso_session corp]` and
    `[service local]` are passed over in silence (wazuh/wazuh-documentation#6803).
    `[profiles dev]` and `[profile-x dev]` are a profile to the AWS CLI and boto3 alone,
    `[profile.dev]` to JavaScript alone. Ruby takes most of them for profiles of another name.

    ```ini config
    [Profile dev]
    ^^^^^^^^^^^^^ mistyped-section-type: no SDK reads `[Profile dev]` as the profile `dev`; write `[profile dev]`
    region = eu-west-1
    ```
    """
    for one in mistyped_sections(snapshot):
        part, heading = one
        header = part.reading.header or ""
        who = reading(snapshot.options, readers_of(header, heading, part.role))
        if who:
            yield Finding(
                part.header_at,
                "{who} `[{header}]` as the {kind} `{name}`; write `[{canonical}]`",
                # To the letter, a header of the credentials file is the name of a profile.
                severity=Severity.WARNING if part.role is Role.CREDENTIALS else None,
                name=heading.name,
                who=who,
                header=header,
                kind=heading.title,
                canonical=heading.text(part.role),
                fixes=tuple(_fixes(snapshot, one)),
            )


def _fixes(snapshot: Snapshot, one: Misheaded) -> Iterator[Fix]:
    """Safe where it brings a profile into being for some SDKs, and changes none that there is."""
    part, heading = one
    if is_free(snapshot, one):
        is_profile = heading.kind is SectionKind.PROFILE
        fresh = is_profile and is_new_profile(snapshot, part, heading.name)
        text = heading.text(part.role)
        safe = fresh and snapshot.tools[part.role] is None
        yield Fix(f"Write `[{text}]`", (Edit(part.name_at, text),), safe=safe, preferred=True)
