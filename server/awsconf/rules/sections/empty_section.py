"""The rule `empty-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import LineKind
from awsconf.targets import concerned


@pair_rule(Severity.HINT, fixable=True)
def empty_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile without a single setting in either file.

    To JavaScript there is no such profile, and whoever asks for it fails; to the others there is
    one that says nothing. A source of credentials that has none is an error of its own.

    ```world
    own = true
    ```

    ```ini config
    [profile dev]
    ^^^^^^^^^^^^^ empty-section: `dev` holds no settings, so to JavaScript there is no such profile
    [profile test]
    region = eu-west-1
    ```
    """
    if frozenset() not in snapshot.shapes or Presence.UNSEEN in snapshot.scene[:2]:
        return
    tables = [reading.profiles for reading in snapshot.readings.values()]
    empty = {name for table in tables for name in table if not table[name][0].reading.names}
    used = {"default", *snapshot.references["source_profile"]} if empty else set()
    for name in empty - used:
        parts = [part for table in tables for part in table.get(name, ())]
        if not any(part.reading.names or part.reading.problems for part in parts):
            yield _finding(snapshot, name, parts)


def _finding(snapshot: Snapshot, name: str, parts: list[Part]) -> Finding:
    blind = concerned(snapshot.options, {Dialect.JS})
    return Finding(
        parts[0].header_at,
        "`{profile}` holds no settings"
        + (", so to JavaScript there is no such profile" if blind else ""),
        profile=name,
        fixes=tuple(_fixes(parts)),
        unnecessary=True,
    )


def _fixes(parts: list[Part]) -> Iterator[Fix]:
    """Not safe: whoever asks for the profile is refused when it is gone."""
    lines = [line for part in parts for line in part.section.lines]
    stretches = [whole for part in parts if (whole := part.whole)]
    if len(stretches) == len(parts) and not any(line.kind is LineKind.COMMENT for line in lines):
        yield Fix("Delete this section", tuple(Edit(whole, "") for whole in stretches))
