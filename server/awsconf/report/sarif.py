"""SARIF 2.1.0, for code scanning; without snippets, and without a value in any fingerprint.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from awsconf import __version__
from awsconf.report.model import Judged, findings
from awsconf.rule import Fix, Rule, Severity
from awsconf.showing import Location
from awsconf.undecodable import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.check import Diagnostic
    from awsconf.text import At

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.HINT: "note",
}


def sarif(judged: Sequence[Judged], rules: Sequence[Rule]) -> Iterator[str]:
    """The log of one run; `rules` are those that were asked."""
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(judged, rules)),
    }
    yield json.dumps({"version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(rules: Sequence[Rule]) -> dict[str, Any]:
    return {
        "name": "awsconf",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.page, "markdown": rule.page},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "family": rule.family,
            "certainty": rule.certainty.value,
            "tags": ["aws", rule.family],
        },
    }


def _results(judged: Sequence[Judged], rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    for one, diagnostic in findings(judged):
        fingerprint = _fingerprint(one, diagnostic)
        seen[fingerprint] += 1
        yield {
            **_result(one, diagnostic),
            "ruleIndex": numbers[diagnostic.rule.name],
            "partialFingerprints": {"ruleProfileSetting/v1": f"{fingerprint}:{seen[fingerprint]}"},
        }


def _result(one: Judged, diagnostic: Diagnostic) -> dict[str, Any]:
    rule, finding, severity, certainty = diagnostic
    return {
        "ruleId": rule.name,
        "level": _LEVELS[severity],
        "message": {"text": one.message(finding)},
        "locations": [_location(one.location(finding.at))],
        "relatedLocations": [
            {"id": number, **_location(one.location(at)), "message": {"text": one.say(message)}}
            for number, (at, message) in enumerate(finding.related, 1)
        ],
        "fixes": [written for fix in finding.fixes if (written := _fix(one, fix))],
        "properties": {
            "severity": severity.value,
            "certainty": certainty.value,
            "evidence": [one.say(sentence) for sentence in finding.evidence],
        },
    }


def _fix(one: Judged, fix: Fix) -> dict[str, Any] | None:
    """A fix, unless its edits cannot be told in full: SARIF has no fix without them."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for at, text in one.replacements(fix):
        replacement = {"deletedRegion": _region(at), "insertedContent": {"text": text}}
        changes.setdefault(at.path, []).append(replacement)
    if not changes:
        return None
    return {
        "description": {"text": one.say(fix.title)},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(path)}, "replacements": replacements}
            for path, replacements in changes.items()
        ],
        "properties": {"safe": fix.safe, "preferred": fix.preferred},
    }


def _location(location: Location) -> dict[str, Any]:
    artifact = {"uri": uri(location.path)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(location)}}


def _region(location: Location) -> dict[str, int]:
    _, start, end = location
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def uri(path: str) -> str:
    """A path that people see as a URI: relative to the working folder or to `~`, or a file's."""
    if path.startswith("//"):
        # A share of Windows, whose server is the host of the link.
        return f"file:{quote(path)}"
    if path.startswith("/"):
        return f"file://{quote(path)}"
    if path[1:3] == ":/":
        return f"file:///{path[0]}:{quote(path[2:])}"
    return quote(path, safe="/~")


def _fingerprint(one: Judged, diagnostic: Diagnostic) -> str:
    """The same for the same trouble wherever it moves to: by rule, profile and setting."""
    finding = diagnostic.finding
    profile = finding.profile or _section(one, finding.at)
    setting = finding.fields.get("setting", "")
    words = (diagnostic.rule.name, finding.at.role.value, profile, setting)
    return sha256("\0".join(map(decoded, words)).encode()).hexdigest()[:32]


def _section(one: Judged, at: At) -> str:
    """The name of the section around a place, if a section is there."""
    reading = one.snapshot.readings.get(at.role)
    parts = reading.parts if reading else ()
    number = bisect_right(parts, at.start, key=lambda part: part.start) - 1
    if number < 0:
        return ""
    return parts[number].reading.name or parts[number].reading.header or ""
