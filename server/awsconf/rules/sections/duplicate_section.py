"""The rule `duplicate-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.headings import is_prefixed_default
from awsconf.readers.headers import DEFAULTS
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.sections.repeats import fixes
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, fixable=True)
def duplicate_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A section that stands twice in one file.

    Under the very same header, the AWS CLI and boto3 refuse the whole file, where most other SDKs
    merge the two (aws/aws-cli#9261). Under another spelling, such as `[profile "dev"]`, they
    silently drop the first one with all its settings. `[default]` and `[profile default]` are
    the matter of `default-twice`.

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
            if before is not None and not _are_defaults(reading.parts[before], part):
                yield _finding(snapshot, reading.parts[before], part, adjacent=before + 1 == number)
            seen[header] = seen[spelt] = number


def _are_defaults(first: Part, part: Part) -> bool:
    headers = (first.reading.header or "", part.reading.header or "")
    return "default" in headers and any(map(is_prefixed_default, headers))


def _finding(snapshot: Snapshot, first: Part, part: Part, *, adjacent: bool) -> Finding:
    same = first.reading.header == part.reading.header
    return Finding(
        part.header_at,
        "this section stands here a second time, so the AWS CLI and boto3 refuse the whole file"
        if same
        else "the AWS CLI and boto3 take only this section, and nothing of the first one,"
        " which is the same in another spelling",
        severity=None if same else Severity.WARNING,
        related=(Related(first.header_at, "the first one"),),
        fixes=tuple(fixes(snapshot, first, part, adjacent=adjacent)) if same else (),
        section=part.reading.header or "",
    )
