"""The report for programs; its shape is `schemas/report.schema.json`."""

from __future__ import annotations

import json as writer
from typing import TYPE_CHECKING, Any

from awsconf.report.model import Judged, counts, files, findings
from awsconf.showing import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.check import Diagnostic
    from awsconf.rule import Fix

VERSION = 1


def json(judged: Sequence[Judged]) -> Iterator[str]:
    """The whole report as one object."""
    report = {
        "version": VERSION,
        "files": [{"path": path, "role": role.value} for path, role in files(judged)],
        "findings": [_finding(one, diagnostic) for one, diagnostic in findings(judged)],
        "summary": {severity.value: count for severity, count in counts(judged).items()},
    }
    yield writer.dumps(report, indent=2) + "\n"


def _finding(one: Judged, diagnostic: Diagnostic) -> dict[str, Any]:
    rule, finding, severity, certainty = diagnostic
    return {
        "rule": rule.name,
        "family": rule.family,
        "severity": severity.value,
        "certainty": certainty.value,
        "message": one.message(finding),
        "fields": one.fields(finding),
        "evidence": [one.say(sentence) for sentence in finding.evidence],
        **_place(one.location(finding.at)),
        "profile": None if finding.profile is None else one.say(finding.profile),
        "related": [
            {**_place(one.location(at)), "message": one.say(message)}
            for at, message in finding.related
        ],
        "fixes": [_fix(one, fix) for fix in finding.fixes],
    }


def _fix(one: Judged, fix: Fix) -> dict[str, Any]:
    return {
        "title": one.say(fix.title),
        "safe": fix.safe,
        "preferred": fix.preferred,
        "edits": [{**_place(at), "text": text} for at, text in one.replacements(fix)],
    }


def _place(location: Location) -> dict[str, Any]:
    path, start, end = location
    return {"path": path, "range": {"start": start._asdict(), "end": end._asdict()}}
