"""The rule `header-whitespace`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.naming import prefixed
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import named, without_blanks
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role


@pair_rule(Severity.WARNING, odd=True, fixable=True)
def header_whitespace(snapshot: Snapshot) -> Iterator[Finding]:
    """Blanks in a header where not every SDK expects them.

    `[ profile dev ]` and `[ default ]` are no profiles to the AWS CLI, boto3, JavaScript and Ruby;
    Java, Rust and Go take the blanks away. `[profile  dev]` and `[profile dev ]` are lost to
    JavaScript alone. In the credentials file, `[ dev ]` gives the keys to a profile whose name
    begins with a blank.

    ```ini config
    [ profile dev ]
    ^^^^^^^^^^^^^^^ header-whitespace: the blanks hide this section from the AWS CLI, boto3 and JavaScript; write `[profile dev]`
    region = eu-west-1
    ```
    """
    for part in snapshot.odd_headers:
        plain = without_blanks(part.reading.header, part.role)
        # A `profile` that stands there in vain is another rule's.
        if plain is not None and not (part.role is Role.CREDENTIALS and prefixed(part)):
            yield from _findings(snapshot, part, plain)


def _findings(snapshot: Snapshot, part: Part, plain: str) -> Iterator[Finding]:
    header, role = part.reading.header or "", part.role
    in_name = role is Role.CREDENTIALS
    hidden = named(header, role)[1] is None or in_name
    if {Dialect.JS, *([Dialect.PYTHON] if hidden else [])}.isdisjoint(snapshot.options.targets):
        return
    free = (role, plain) not in snapshot.derive(_headers)
    yield Finding(
        part.header_at,
        ("the blanks are part of the name to " if in_name else "the blanks hide this section from ")
        + ("the AWS CLI, boto3 and JavaScript" if hidden else "JavaScript")
        + ("; write `[{header}]`" if free else "; `[{header}]` is another section"),
        header=plain,
        fixes=(_fix(snapshot, part, plain),) if free else (),
    )


def _headers(snapshot: Snapshot) -> frozenset[tuple[Role, str | None]]:
    parts = (part for reading in snapshot.readings.values() for part in reading.parts)
    return frozenset((part.role, part.reading.header) for part in parts)


def _fix(snapshot: Snapshot, part: Part, plain: str) -> Fix:
    """Safe where a profile comes into being for some SDKs, and none that they knew changes."""
    kind, name = named(plain, part.role)
    there = snapshot.readings.get(part.role.other)
    seen = snapshot.presence(part.role.other) is not Presence.UNSEEN
    fresh = seen and name != "default" and not (there is not None and name in there.profiles)
    safe = fresh and kind is SectionKind.PROFILE and part.role is Role.CONFIG
    return Fix(f"Write `[{plain}]`", (Edit(part.name_at, plain),), safe=safe, preferred=True)
