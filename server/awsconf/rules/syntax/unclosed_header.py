"""The rule `unclosed-header`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.reading import Part, ProblemKind
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import Line, LineKind
from awsconf.text import Span


@section_rule(Severity.ERROR, fixable=True, odd=True)
def unclosed_header(part: Part, scene: Scene) -> Iterator[Finding]:
    """A header without its closing bracket, or without a name.

    The AWS CLI and boto3 refuse the whole file, for a header that is never closed Rust and Java too.
    JavaScript, Go and Ruby see no header there and give the settings below it to the section
    *above*, so closing the bracket takes them away from that one.

    ```ini config
    [default]
    region = eu-west-1

    [profile dev
    ^^^^^^^^^^^^ unclosed-header: this header is never closed, so the AWS CLI and boto3 refuse the whole file; add `]`
    region = us-east-1
    ```
    """
    for problem in part.reading.problems:
        line = problem.line
        if problem.kind not in _KINDS or line.kind is not LineKind.HEADER:
            continue
        fixes = tuple(_fixes(part, line))
        wrong = "is never closed" if fixes else "has no name"
        yield Finding(
            part.at(line.span),
            f"this header {wrong}, so the AWS CLI and boto3 refuse the whole file"
            + ("; add `]`" if fixes else ""),
            fixes=fixes,
        )


_KINDS = (ProblemKind.UNCLOSED_HEADER, ProblemKind.OUTSIDE_SECTION)
_UNCLOSED = re.compile(r"\[[^]#;]*[^]#;\s](?=\s*(?:\s[#;]|\Z))")


def _fixes(part: Part, line: Line) -> Iterator[Fix]:
    """Closing the bracket before a comment; the settings below it change hands, so not safely."""
    match = _UNCLOSED.match(part.section.read(line.span))
    if match:
        end = line.text + match.end()
        yield Fix("Close the header", (Edit(part.at(Span(end, end)), "]"),), preferred=True)
