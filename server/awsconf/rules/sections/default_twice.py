"""The rule `default-twice`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.headings import is_prefixed_default
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.sections.repeats import fixes
from awsconf.snapshot import Snapshot
from awsconf.targets import concerned
from awsconf.text import Role


@pair_rule(Severity.ERROR, odd=True, fixable=True)
def default_twice(snapshot: Snapshot) -> Iterator[Finding]:
    """`[default]` and `[profile default]` in one file, which are one profile and never merged.

    The AWS CLI and boto3 take the later one, with nothing of the other. The other SDKs take
    `[profile default]` wherever it stands, so one shell may act in two accounts; JavaScript v2
    crashed (aws/aws-sdk-js#2796), and Ruby merges the two.
    Where all that you target agree, this is a warning about the other one.

    ```ini config
    [profile default]
    region = eu-west-1

    [default]
    ^^^^^^^^^ default-twice: the AWS CLI and boto3 take this section for the profile `default`, but JavaScript, Go, Rust, Java and the C runtime take `[profile default]`; make one of the two
    region = us-east-1
    ```
    """
    prefixed = [
        part
        for part in snapshot.odd_headers
        if part.role is Role.CONFIG and is_prefixed_default(part.reading.header or "")
    ]
    parts = snapshot.readings[Role.CONFIG].parts if prefixed else ()
    bare = [part for part in parts if part.reading.header == "default"]
    if bare:
        yield _finding(snapshot, bare[-1], prefixed[-1])


def _finding(snapshot: Snapshot, bare: Part, prefixed: Part) -> Finding:
    options = snapshot.options
    python = concerned(options, {Dialect.PYTHON})
    others = concerned(options, set(Dialect) - {Dialect.PYTHON})
    bare_by_python = bool(python) and bare.start >= prefixed.start
    differ = bare_by_python and bool(others)
    taken, other = (bare, prefixed) if bare_by_python and not differ else (prefixed, bare)
    return Finding(
        other.header_at,
        "{python} this section for the profile `{profile}`, but {others} `[profile {profile}]`;"
        " make one of the two"
        if differ
        else "{everyone} `[{header}]` for the profile `{profile}`, and nothing of this section",
        severity=None if differ else Severity.WARNING,
        profile="default",
        python=python.does("takes", "take"),
        others=others.does("takes", "take"),
        everyone=concerned(options, Dialect).does("takes", "take"),
        header=taken.reading.header or "",
        related=(Related(taken.header_at, "the other one"),),
        fixes=tuple(_fixes(snapshot, bare, prefixed)),
    )


def _fixes(snapshot: Snapshot, *both: Part) -> Iterator[Fix]:
    parts = snapshot.readings[Role.CONFIG].parts
    one, two = sorted(map(parts.index, both))
    first, later = parts[one], parts[two]
    offers = tuple(fixes(snapshot, first, later, adjacent=one + 1 == two))
    for offer in offers:
        yield offer._replace(title=f"Make it one section, `[{first.reading.header}]`")
    for part in () if offers else (first, later):
        if part.whole is not None:
            yield Fix(f"Delete `[{part.reading.header}]`", (Edit(part.whole, ""),))
