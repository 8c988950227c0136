"""The rule `duplicate-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.headers import DEFAULTS
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.statics import KEYS
from awsconf.syntax import LineKind


@pair_rule(Severity.ERROR, fixable=True)
def duplicate_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A section that stands twice in one file.

    Under the very same header, the AWS CLI and boto3 refuse the whole file, where most other SDKs
    merge the two (aws/aws-cli#9261). Under another spelling, such as `[profile "dev"]` or
    `[profile default]`, they silently drop the first one with all its settings.

    ```ini config
    [profile dev]
    region = eu-west-1

    [profile dev]
    ^^^^^^^^^^^^^ duplicate-section: this section stands here a second time, so the AWS CLI and boto3 refuse the whole file
    output = json
    ```
    """
    for reading in snapshot.readings.values():
        parts = [part.reading for part in reading.parts]
        if len({part.name or part.header for part in parts}) == len(parts):
            continue
        seen: dict[object, int] = {}
        for number, part in enumerate(reading.parts):
            header, name = part.reading.header, part.reading.name
            if header is None or header == DEFAULTS:
                continue
            spelt = header if name is None else (part.reading.kind, name)
            before = seen.get(header, seen.get(spelt))
            if before is not None:
                yield _finding(reading.parts[before], part, adjacent=before + 1 == number)
            seen[header] = seen[spelt] = number


def _finding(first: Part, part: Part, *, adjacent: bool) -> Finding:
    same = first.reading.header == part.reading.header
    return Finding(
        part.header_at,
        "this section stands here a second time, so the AWS CLI and boto3 refuse the whole file"
        if same
        else "the AWS CLI and boto3 take only this section, and nothing of the first one,"
        " which is the same in another spelling",
        severity=None if same else Severity.WARNING,
        related=(Related(first.header_at, "the first one"),),
        fixes=tuple(_fixes(first, part, adjacent=adjacent)) if same else (),
        section=part.reading.header or "",
    )


def _fixes(first: Part, part: Part, *, adjacent: bool) -> Iterator[Fix]:
    """Deletions alone, since whatever is moved is written anew, secrets too."""
    ours, theirs, whole = part.reading.settings, first.reading.settings, part.whole
    repeated = [name for name in ours if name in theirs]
    differ = any(ours[name].text != theirs[name].text for name in repeated)
    if differ or part.reading.problems or whole is None:
        return
    if len(repeated) == len(ours):
        lines = [line for line in part.section.lines if part.start + line.start < whole.end]
        comments = any(line.kind is LineKind.COMMENT for line in lines)
        plain = not comments and all(theirs[name].is_as_plain_as(ours[name]) for name in ours)
        safe = plain and len(ours) == len(theirs) and KEYS.isdisjoint(ours)
        yield Fix("Delete this copy", (Edit(whole, ""),), safe=safe, preferred=True)
    elif adjacent and all(value.line.indent == 0 for value in ours.values()):
        spans = (part.section.lines[0].whole, *(ours[name].lines for name in repeated))
        edits = tuple(Edit(part.at(span), "") for span in spans)
        yield Fix("Merge it into the first one", edits, preferred=True)
