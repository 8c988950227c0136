"""The rule `unportable-profile-name`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.headings import readers_of
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.sections.portable_names import Oddity, oddities, rename
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.targets import concerned


@pair_rule(Severity.WARNING, odd=True, fixable=True)
def unportable_profile_name(snapshot: Snapshot) -> Iterator[Finding]:
    """The name of a profile or a session that not every SDK can read.

    The specification of the SDKs allows letters, digits and `_-/.%@:+`. JavaScript, Rust and Java
    pass over a profile of another name (aws/aws-sdk-js-v3#5521, awslabs/aws-sdk-rust#1097), for
    which `aws configure` writes quotes. Rust, Java, Go and C take quotes for a part of the name,
    Python a backslash for none, and two words without quotes for no name at all. For a `#` or `;`
    Rust, Java and C refuse the whole file; JavaScript drops it all for the name `__proto__`.

    ```ini config
    [profile "my team"]
    ^^^^^^^^^^^^^^^^^^^ unportable-profile-name: JavaScript, Go, Rust, Java and the C runtime do not find the profile `my team` for the blank in its name
    region = eu-west-1
    ```
    """
    for oddity in oddities(snapshot):
        finding = _finding(snapshot, oddity)
        if finding is not None:
            yield finding


def _finding(snapshot: Snapshot, oddity: Oddity) -> Finding | None:
    part, heading, odd = oddity
    losers = set(Dialect) - readers_of(part.reading.header or "", heading, part.role)
    losing = concerned(snapshot.options, losers)
    refusing = concerned(snapshot.options, _refusing(oddity))
    if not losing:
        return None
    wrecks = bool(refusing) or Dialect.PYTHON in losing.dialects
    return Finding(
        part.header_at,
        "{refusing} the whole file for {odd} in the name of this {kind}"
        if refusing
        else "{losing} the {kind} `{name}` for {odd} in its "
        + ("header" if odd == "the quotes" else "name"),
        severity=Severity.ERROR if wrecks else None,
        profile=heading.name if heading.kind is SectionKind.PROFILE else "",
        kind=heading.title,
        name=heading.name,
        refusing=refusing.does("refuses", "refuse"),
        losing=losing.does("does not find", "do not find"),
        odd=odd,
        fixes=tuple(rename(snapshot, oddity)),
    )


def _refusing(oddity: Oddity) -> frozenset[Dialect]:
    """Who refuses the whole file for a name; JavaScript drops it in silence."""
    if oddity.heading.name == "__proto__":
        return frozenset({Dialect.JS})
    strict = {Dialect.RUST, Dialect.JAVA, Dialect.C}
    return frozenset(strict if oddity.odd in ("the `#`", "the `;`") else ())
