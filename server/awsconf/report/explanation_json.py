"""The explanation of a profile for programs; its shape is `schemas/explanation.schema.json`."""

from __future__ import annotations

import json as writer
from typing import TYPE_CHECKING, Any

from awsconf.report.explanation import Explanation, Shadowed, agrees, origin
from awsconf.report.resolution import Answered, Row, named
from awsconf.report.resolution_json import answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from awsconf.check import Diagnostic

VERSION = 1


def json(told: Explanation) -> Iterator[str]:
    """The explanation as one object."""
    report = {
        "version": VERSION,
        **answer(told.answered),
        "origin": _origin(told.answered),
        "shadowed": [_shadowed(told, each) for each in told.shadowed],
        "life": _life(told),
        "findings": [_finding(told, each) for each in told.findings],
        "others": [_other(told, one) for one in told.others],
        "default_chains": [_chain(one) for one in (told.answered, *told.others)],
        "next": told.next._asdict(),
    }
    yield writer.dumps(report, indent=2) + "\n"


def _origin(one: Answered) -> dict[str, Any] | None:
    row = origin(one)
    return None if row is None else _row(row)


def _row(row: Row) -> dict[str, Any]:
    variable = {} if row.variable is None else {"variable": row.variable}
    return {"name": row.name, "value": row.value, "path": row.path, "line": row.line, **variable}


def _shadowed(told: Explanation, each: Shadowed) -> dict[str, Any]:
    provider, row, remark = each
    return {
        "provider": named(provider),
        "by": None if row is None else _row(row),
        "remark": told.answered.say(remark),
    }


def _life(told: Explanation) -> dict[str, Any] | None:
    if told.life is None:
        return {"state": "long-term"} if told.for_ever else None
    verdict = told.life.verdict
    return {
        "state": verdict.state.value,
        "certainty": verdict.certainty.value,
        "reason": told.answered.say(verdict.reason),
        "expires": _moment(verdict.expires),
        "latest": _moment(verdict.latest),
        "evidence": [told.answered.say(sentence) for sentence in verdict.evidence],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _finding(told: Explanation, diagnostic: Diagnostic) -> dict[str, Any]:
    rule, finding, severity, certainty = diagnostic
    path, line = told.answered.place(finding.at)
    return {
        "rule": rule.name,
        "severity": severity.value,
        "certainty": certainty.value,
        "message": told.judged.message(finding),
        "path": path,
        "line": line,
    }


def _other(told: Explanation, one: Answered) -> dict[str, Any]:
    failure = one.failure
    return {
        "reader": one.resolution.dialect.value,
        "agrees": agrees(told.answered, one),
        "provider": one.provider,
        "error": failure and {"type": failure.type, "message": failure.message},
        "origin": _origin(one),
    }


def _chain(one: Answered) -> dict[str, Any]:
    steps = [
        {
            "provider": named(step.provider),
            "found": step.found.value,
            "remark": one.say(step.remark),
        }
        for step in one.resolution.steps
    ]
    return {"reader": one.resolution.dialect.value, "steps": steps}
