"""The rule `setting-outside-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.pasted import blocks
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part, Problem, ProblemKind
from awsconf.rule import Finding, Fix, Severity, pair_rule, plain
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind
from awsconf.text import Span


@pair_rule(Severity.ERROR, fixable=True, where="is_disorderly")
def setting_outside_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A setting before the first header of the file.

    The AWS CLI, boto3, Rust and Java refuse the whole file; JavaScript and Go pass over the line.
    Such files were often meant for the default profile, whose header is `[default]` in both files.

    ```ini config
    region = eu-west-1
    ^^^^^^ setting-outside-section: `region` stands before the first header, so the AWS CLI and boto3 refuse the whole file; put `[default]` above it

    [profile dev]
    output = json
    ```
    """
    for reading in snapshot.readings.values():
        first = _first(reading)
        if first is not None:
            yield _finding(snapshot, reading, *first)


def _first(reading: Reading) -> tuple[Part, Problem] | None:
    """The first setting that stands outside.

    One below a header never closed is another rule's, and so is what is no setting but pasted.
    """
    for part in reading.parts[:1]:
        if blocks(part.section):
            return None
        for problem in part.reading.problems:
            if problem.kind is not ProblemKind.OUTSIDE_SECTION:
                continue
            if problem.line.kind is LineKind.HEADER:
                return None
            if problem.line.kind is LineKind.SETTING:
                return part, problem
    return None


def _finding(snapshot: Snapshot, reading: Reading, part: Part, problem: Problem) -> Finding:
    has_default = "default" in reading.profiles
    return Finding(
        part.at(problem.line.name),
        "`{setting}` stands before the first header,"
        " so the AWS CLI and boto3 refuse the whole file; "
        + ("move it below one" if has_default else "put `[default]` above it"),
        setting=plain(part.section.read(problem.line.name)),
        fixes=() if has_default else (_fix(snapshot, part, problem),),
    )


def _fix(snapshot: Snapshot, part: Part, problem: Problem) -> Fix:
    """Not safe: JavaScript and Go, which took no notice, then have a default profile."""
    start = part.at(Span(problem.line.start, problem.line.start))
    alone = "default" not in snapshot.profiles
    edit = Edit(start, f"[default]{part.section.line_end}")
    return Fix("Put `[default]` above it", (edit,), preferred=alone)
