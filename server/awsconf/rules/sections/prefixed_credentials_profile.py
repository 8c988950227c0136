"""The rule `prefixed-credentials-profile`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.catalogue import foreign_section
from awsconf.edits import Edit
from awsconf.naming import prefixed
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import sought
from awsconf.text import Role, Span


@pair_rule(Severity.ERROR, odd=True, fixable=True)
def prefixed_credentials_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A section of the credentials file whose header begins with the word `profile`.

    The word belongs to the config file alone. To botocore it is part of the name, so the keys are
    those of a profile that nobody asks for; Java, JavaScript, Go and Rust drop the section
    (aws/aws-sdk-java-v2#3858), and only Ruby reads it as it was meant.
    Where there is a section of the right header beside it, this is a warning.

    ```ini credentials
    [profile dev]
    ^^^^^^^^^^^^^ prefixed-credentials-profile: in the credentials file, `[profile dev]` does not give its keys to `dev`; write `[dev]`
    aws_access_key_id = AKIAIOSFODNN7EXAMPLE
    ```
    """
    for part in snapshot.odd_headers:
        match = prefixed(part) if part.role is Role.CREDENTIALS else None
        if match is not None and foreign_section(part.reading.header or "") is None:
            yield _finding(snapshot, part, match)


def _finding(snapshot: Snapshot, part: Part, match: re.Match[str]) -> Finding:
    name = match["name"]
    profile = snapshot.profiles.get(name)
    there = profile.own(Role.CREDENTIALS) if profile is not None else None
    remedy = "; write `[{profile}]`" if there is None else ", which has a section of its own"
    seeker = sought(snapshot, name)
    return Finding(
        part.header_at,
        "in the credentials file, `[profile {profile}]` does not give its keys to `{profile}`"
        + remedy,
        profile=name,
        severity=Severity.WARNING if there is not None else None,
        related=(
            *([Related(there.header_at, "the section that is read")] if there else ()),
            *([Related(seeker.at, "a role that needs it")] if seeker else ()),
        ),
        fixes=() if there is not None else (_fix(part, match),),
    )


def _fix(part: Part, match: re.Match[str]) -> Fix:
    """Never safe: the profile gains keys, which may go before its other credentials."""
    start = part.name_at.start - part.start
    spans = (Span(0, match.start("name")), Span(match.end("name"), match.end()))
    edits = tuple(
        Edit(part.at(Span(start + span.start, start + span.end)), "")
        for span in spans
        if span.start < span.end
    )
    return Fix(f"Write `[{match['name']}]`", edits, preferred=True)
