"""That time changes what is found only when `turning` says so, and never for the better."""

from __future__ import annotations

from datetime import timedelta

import pytest

from awsconf.turning import next_turn
from fixture import Case
from laws.cases import CASES, found, told_of

DEAD = "expired-session-token"
LONG = timedelta(days=400)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_is_found_otherwise_before_its_turn(case: Case) -> None:
    """An editor asks again at that moment and at no other."""
    snapshot = case.snapshot()
    turn = next_turn(snapshot)
    just_before = timedelta(microseconds=1)
    later = snapshot.now + LONG if turn is None else turn - just_before
    assert turn is None or turn > snapshot.now
    assert told_of(snapshot._replace(now=later)) == told_of(snapshot)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_dead_stays_dead(case: Case) -> None:
    snapshot = case.snapshot()
    dead = [one.finding.at for one in found(snapshot) if one.rule.name == DEAD]
    for days in (1, 400):
        later = snapshot._replace(now=snapshot.now + timedelta(days=days))
        still = [one.finding.at for one in found(later) if one.rule.name == DEAD]
        assert set(dead) <= set(still)
