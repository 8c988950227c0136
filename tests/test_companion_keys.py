"""The settings in which a team's own tools note an expiry, wherever settings are looked at."""

from __future__ import annotations

import pytest

from awsconf.check import check
from awsconf.credentials.key_facts import key_facts
from awsconf.rules import every_rule
from awsconf.snapshot import Options, Snapshot
from awsconf.text import Role
from fixture import Case

TOKEN = """\
[p]
aws_access_key_id = <ASIA p>
aws_secret_access_key = <secret p>
aws_session_token = <token p issued=2026-06-01T08:00Z>
Team_Expiry = 2026-06-01T11:00Z
team_until = 2026-06-09T13:00Z
"""


def snapshot(*companions: str, role: Role = Role.CREDENTIALS) -> Snapshot:
    text = TOKEN if role is Role.CREDENTIALS else TOKEN.replace("[p]", "[profile p]")
    made = Case(None, "", files={role: text}, world={"own": "true"}).snapshot()
    return made._replace(options=Options(companion_keys=companions))


def found(world: Snapshot) -> list[str]:
    return sorted(one.rule.name for one in check(world, every_rule()) if one.rule.name in RULES)


RULES = ("expired-session-token", "stale-expiry-note", "unknown-setting", "uppercase-setting")


@pytest.mark.parametrize("role", Role)
def test_only_named_ones_are_notes(role: Role) -> None:
    assert found(snapshot(role=role)) == ["unknown-setting", "unknown-setting"]
    assert found(snapshot("team_expiry", role=role)) == ["expired-session-token", "unknown-setting"]
    both = found(snapshot("team_until", "team_expiry", role=role))
    assert both == ["expired-session-token", "stale-expiry-note"]


def test_what_is_remembered_of_a_profile_is_told_apart_by_them() -> None:
    profile = snapshot().profiles["p"]
    plain, team = key_facts(profile), key_facts(profile, ("team_expiry",))
    assert plain is not None
    assert team is not None
    assert (plain.notes, [note.key for note in team.notes]) == ((), ["team_expiry"])
    # The same names find what was found before, and names that are not there change nothing.
    assert key_facts(profile, ("elsewhere", "team_expiry")) is team
    assert key_facts(profile, ("elsewhere",)) is plain


def test_a_secret_is_never_a_note() -> None:
    world = snapshot("aws_session_token", "aws_secret_access_key")
    ((_, facts),) = world.keyed
    assert facts.notes == ()
    assert found(world) == ["unknown-setting", "unknown-setting"]
