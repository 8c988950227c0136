"""The answers of `resolve` for programs; their shape is `schemas/resolution.schema.json`."""

from __future__ import annotations

import json as writer
from typing import TYPE_CHECKING, Any

from awsconf.report.resolution import Answered, Row, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.resolve.answer import Hop

VERSION = 1


def json(answers: Sequence[Answered]) -> Iterator[str]:
    """All answers as one object."""
    report = {"version": VERSION, "profiles": [answer(one) for one in answers]}
    yield writer.dumps(report, indent=2) + "\n"


def answer(one: Answered) -> dict[str, Any]:
    """The answer of one reader about one profile."""
    failure = one.failure
    return {
        "profile": one.profile,
        "reader": one.resolution.dialect.value,
        "provider": one.provider,
        "error": failure and {"type": failure.type, "message": failure.message},
        "chain": [_hop(one, hop) for hop in one.resolution.hops],
        "settings": [_setting(row) for row in one.rows()],
    }


def _hop(one: Answered, hop: Hop) -> dict[str, Any]:
    role = one.role(hop)
    path, line = (None, None) if hop.at_setting is None else one.place(hop.at_setting.at)
    return {
        "profile": one.say(hop.profile),
        "provider": named(hop.provider),
        **({} if role is None else {"role_arn": role}),
        "path": path,
        "line": line,
    }


def _setting(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        **_value(row),
        "shadowed": [_value(shadowed) for shadowed in row.shadowed],
    }


def _value(row: Row) -> dict[str, Any]:
    variable = {} if row.variable is None else {"variable": row.variable}
    return {"value": row.value, "path": row.path, "line": row.line, **variable}
