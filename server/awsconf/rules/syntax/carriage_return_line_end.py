"""The rule `carriage-return-line-end`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.syntax import Document
from awsconf.text import At


@pair_rule(Severity.WARNING, fixable=True, where="is_disorderly")
def carriage_return_line_end(snapshot: Snapshot) -> Iterator[Finding]:
    """A line that ends with a carriage return alone, as on old Macs.

    The AWS CLI, boto3 and Java take it for the end of a line. To JavaScript, Go, Ruby and the C
    runtime the next line is a piece of this one and is lost, and Rust refuses the whole file.
    Most editors show nothing odd. CRLF, as Windows has it, is fine everywhere.

    ```ini config
    [default]<byte 0d>region = eu-west-1
             ^^^^^^^^^ carriage-return-line-end: this line ends with a carriage return alone, which only Python and Java take for a line end; to the other SDKs the next line is part of it
    output = json
    ```
    """
    for reading in snapshot.readings.values():
        found = reading.document.derive(_alone)
        if found:
            yield Finding(
                found[0],
                "this line ends with a carriage return alone, which only Python and Java take for a"
                " line end; to the other SDKs the next line is part of it",
                fixes=(_fix(reading.document, found),),
            )


def _alone(document: Document) -> list[At]:
    """Every carriage return that no line feed follows; of several before one, none is alone."""
    text = document.text
    if "\r" not in text or document.is_utf16:
        return []
    return [At(document.role, *match.span()) for match in re.finditer(r"\r(?!\r*\n)", text)]


def _fix(document: Document, found: list[At]) -> Fix:
    """Not safe: the SDKs that lost the next line then have its setting."""
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    several = "all such line ends" if len(found) > 1 else "the line end"
    edits = tuple(Edit(at, line_end) for at in found)
    return Fix(f"Mend {several}", edits, preferred=True)
