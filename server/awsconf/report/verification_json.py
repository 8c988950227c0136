"""The answers of `verify` for programs; their shape is `schemas/verification.schema.json`."""

from __future__ import annotations

import json as writer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.report.verification import Verified

VERSION = 1


def json(verified: Sequence[Verified]) -> Iterator[str]:
    """All answers as one object."""
    report = {"version": VERSION, "profiles": [answer(one) for one in verified]}
    yield writer.dumps(report, indent=2) + "\n"


def answer(one: Verified) -> dict[str, Any]:
    """One profile."""
    outcome, found = one.outcome, one.meaning
    expires, skew = (outcome.expires, outcome.skew) if outcome else (None, None)
    return {
        "profile": one.profile,
        "status": one.status,
        "account": one.say(outcome.account) if outcome and outcome.account else None,
        "arn": one.say(outcome.arn) if outcome and outcome.arn else None,
        "region": one.region,
        "endpoint": one.endpoint,
        "roles": [{"profile": profile, "role_arn": role} for profile, role in one.roles],
        "expires": None if expires is None else f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "clock_ahead_seconds": None if skew is None else int(skew.total_seconds()),
        "error": None
        if found is None
        else {
            "code": outcome.error if outcome else None,
            "message": found.what,
            "remedy": found.remedy or None,
            "command": found.command,
        },
        "notes": list(one.notes),
    }
