"""The rule `prefixed-credentials-profile`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role, Span


@pair_rule(Severity.WARNING)
def prefixed_credentials_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A section of the credentials file whose header begins with the word `profile`.

    The word belongs to the config file alone. To botocore it is part of the name, so the keys are
    those of a profile that nobody asks for; Java, JavaScript and Rust drop the section
    (aws/aws-sdk-java-v2#3858).

    ```ini credentials
    [profile dev]
    ^^^^^^^^^^^^^ prefixed-credentials-profile: in the credentials file, `[profile dev]` does not give its keys to `dev`; write `[dev]`
    aws_access_key_id = AKIAIOSFODNN7EXAMPLE
    ```
    """
    reading = snapshot.readings.get(Role.CREDENTIALS)
    for part in reading.parts if reading is not None else ():
        match = _PREFIXED.fullmatch(part.reading.header or "")
        if match is not None:
            yield _finding(snapshot, part, match)


_PREFIXED = re.compile(r"""\s*profile\s+(?P<quote>["']?)(?P<name>[^"']*[^"'\s])(?P=quote)\s*""")


def _finding(snapshot: Snapshot, part: Part, match: re.Match[str]) -> Finding:
    name = match["name"]
    profile = snapshot.profiles.get(name)
    there = profile.own(Role.CREDENTIALS) if profile is not None else None
    remedy = "; write `[{profile}]`" if there is None else ", which has a section of its own"
    return Finding(
        part.header_at,
        "in the credentials file, `[profile {profile}]` does not give its keys to `{profile}`"
        + remedy,
        profile=name,
        related=() if there is None else (Related(there.header_at, "the section that is read"),),
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
