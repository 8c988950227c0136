"""Workflow commands, which GitHub Actions shows beside the lines of a change.

Source: GitHub Docs, "Workflow commands for GitHub Actions", and actions/toolkit: command.ts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.report.model import Judged, findings
from awsconf.rule import Severity
from awsconf.showing import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.HINT: "notice",
}


def github(judged: Sequence[Judged]) -> Iterator[str]:
    """One command a finding."""
    for one, (rule, finding, severity, _) in findings(judged):
        properties = {**_place(one.location(finding.at)), "title": f"awsconf: {rule.name}"}
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{_COMMANDS[severity]} {written}::{_data(one.message(finding))}\n"


def _place(location: Location) -> dict[str, str]:
    path, start, end = location
    place = {"file": path, "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        # GitHub takes columns within one line only.
        place |= {"col": str(start.column), "endColumn": str(end.column)}
    return place


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
