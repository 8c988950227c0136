"""The rule `session-section-in-credentials`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import is_secret, known
from awsconf.edits import Edit
from awsconf.headings import Heading
from awsconf.insertions import section
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.sections.misheaded import is_free_in_config, misplaced_sections
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import SectionKind
from awsconf.targets import concerned
from awsconf.text import Role


@pair_rule(Severity.WARNING, odd=True, fixable=True)
def session_section_in_credentials(snapshot: Snapshot) -> Iterator[Finding]:
    """A session or services section in the credentials file, which holds nothing but profiles.

    The AWS CLI and boto3 take `[sso-session corp]` there for a profile of that name, the others
    pass over it, and a profile that names the session fails; only Go finds either.
    Where a profile needs it, and the config file has none of that name, this is an error.

    ```ini credentials
    [sso-session corp]
    ^^^^^^^^^^^^^^^^^^ session-section-in-credentials: the AWS CLI, boto3, JavaScript, Rust, Java and the C runtime look for the session `corp` in the config file alone; move it there
    sso_region = eu-west-1
    ```
    """
    for part, heading in misplaced_sections(snapshot):
        seeking = concerned(snapshot.options, set(Dialect) - {Dialect.GO})
        if seeking:
            setting = "sso_session" if heading.kind is SectionKind.SSO_SESSION else "services"
            seen = snapshot.presence(Role.CONFIG) is not Presence.UNSEEN
            free = is_free_in_config(snapshot, heading)
            needed = heading.name in snapshot.references[setting] and seen and free
            yield Finding(
                part.header_at,
                "{seeking} for the {kind} `{name}` in the config file alone; "
                + ("move it there" if free else "there is one of that name"),
                severity=Severity.ERROR if needed else None,
                seeking=seeking.does("looks", "look"),
                kind=heading.title,
                name=heading.name,
                fixes=tuple(_fixes(snapshot, part, heading)) if seen and free else (),
            )


def _fixes(snapshot: Snapshot, part: Part, heading: Heading) -> Iterator[Fix]:
    """Not safe: whoever names the section finds it from then on."""
    names, whole = part.reading.settings, part.whole
    ours = all(known(heading.kind, name) and not is_secret(name) for name in names)
    if ours and whole is not None and not part.reading.problems and not snapshot.utf16:
        header, text = part.reading.header_line, part.section.text
        start = header.end if header is not None else 0
        lines = text[start : whole.end - part.start].rstrip()
        document = snapshot.document(Role.CONFIG) or snapshot.document(Role.CREDENTIALS)
        line_end = document.line_end if document is not None else "\n"
        moved = "".join(line + line_end for line in lines.splitlines())
        new = section(snapshot, heading.text(Role.CONFIG), moved)
        yield Fix("Move it to the config file", (Edit(whole, ""), new), preferred=True)
