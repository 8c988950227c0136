"""Three laws of fixes: they mend what they say, are as safe as they say, and can be merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from botocore.exceptions import ConfigParseError

import oracle
from awsconf.check import Diagnostic
from awsconf.edits import Edit, conflict
from awsconf.fixing import ROUNDS, fix_all, merged
from awsconf.rule import Finding, Fix, Severity
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import Case
from laws.cases import CASES, RULES, alike, found, texts


@pytest.mark.parametrize("case", CASES, ids=str)
def test_fix(case: Case) -> None:
    """A fix silences its finding, gives no profile another error, and comes to an end."""
    snapshot = case.snapshot()
    before = found(snapshot)
    for diagnostic, fix in _offers(before):
        fixed = snapshot.edited(fix.edits)
        after = found(fixed)
        assert texts(fixed) != texts(snapshot), fix.title
        _check_silenced(diagnostic, fix, before, after)
        _check_no_new_error(fix, _errors(before), _errors(after))
        _check_ends(fixed, diagnostic, fix)
    for unsafe in (False, True):
        _check_once_is_enough(snapshot, unsafe=unsafe)


def _check_silenced(
    diagnostic: Diagnostic, fix: Fix, before: list[Diagnostic], after: list[Diagnostic]
) -> None:
    key = (diagnostic.rule.name, diagnostic.finding.message)
    assert alike(after)[key] < alike(before)[key], fix.title
    # What was written in the place of the finding must not be found wanting for the same reason.
    for old, new in _written(fix):
        if old == diagnostic.finding.at and new.start < new.end:
            same = [each.finding.at for each in after if each.rule is diagnostic.rule]
            assert new not in same, fix.title


def _written(fix: Fix) -> Iterator[tuple[At, At]]:
    """Where each edit stood, and where its text stands once all are made."""
    for at, text in fix.edits:
        start = at.start + _shift(at, fix.edits)
        yield at, At(at.role, start, start + len(text))


def _shift(at: At, edits: tuple[Edit, ...]) -> int:
    return sum(
        len(text) - other.end + other.start
        for other, text in edits
        if other.role is at.role and other.end <= at.start and other != at
    )


def _check_no_new_error(fix: Fix, before: Counter[str], after: Counter[str]) -> None:
    """An error of the whole file may go for one that it hid."""
    uncovered, gone = after - before, before - after
    of_the_file = sum(count for whose, count in gone.items() if whose.startswith("rule "))
    assert uncovered.total() <= of_the_file, (fix.title, uncovered)


def _errors(diagnostics: list[Diagnostic]) -> Counter[str]:
    """How many errors each profile has; those of no profile count by their rule.

    They are counted, since a chain of roles has one error at a time: mending it may uncover the
    next one.
    """
    errors = (each for each in diagnostics if each.severity is Severity.ERROR)
    return Counter(each.finding.profile or f"rule {each.rule.name}" for each in errors)


def _offers(diagnostics: list[Diagnostic]) -> Iterator[tuple[Diagnostic, Fix]]:
    return ((each, fix) for each in diagnostics for fix in each.finding.fixes)


def _check_ends(snapshot: Snapshot, diagnostic: Diagnostic, fix: Fix) -> None:
    """Taken as often as findings alike offer it, a fix is not offered for ever."""
    for _ in range(ROUNDS):
        offers = _offers(found(snapshot))
        again = [
            other
            for each, other in offers
            if (each.rule, other.title) == (diagnostic.rule, fix.title)
        ]
        if not again:
            return
        snapshot = snapshot.edited(again[0].edits)
    pytest.fail(f"{fix.title} is offered again and again")


def _check_once_is_enough(snapshot: Snapshot, *, unsafe: bool) -> None:
    once = fix_all(snapshot, RULES, unsafe=unsafe)
    assert once.converged
    # Two fixes that do no harm alone may do harm together.
    assert _readable(snapshot) <= _readable(once.snapshot)
    twice = fix_all(once.snapshot, RULES, unsafe=unsafe)
    assert (twice.done, texts(twice.snapshot)) == ((), texts(once.snapshot))
    assert list(once.left) == found(once.snapshot)


def _readable(snapshot: Snapshot) -> set[Role]:
    return {role for role, reading in snapshot.readings.items() if not reading.refusals}


class Seen(NamedTuple):
    """All that botocore makes of a pair: what it reads, and who answers for each profile."""

    config: Mapping[str, Any]
    outcomes: Mapping[str, oracle.Outcome]


# A token beside a key that needs none may go, and with it the notes of when it dies.
TOKENS = {"aws_session_token", "aws_security_token"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_safe(case: Case, tmp_path: Path) -> None:
    """After a safe fix, botocore reads and resolves what it did before."""
    snapshot = case.snapshot()
    safe = [(each.finding, fix) for each, fix in _offers(found(snapshot)) if fix.safe]
    if not safe:
        return
    before = _seen(snapshot, tmp_path)
    for finding, fix in safe:
        _check_same(before, _seen(snapshot.edited(fix.edits), tmp_path), _dead(snapshot, finding))
    done = fix_all(snapshot, RULES).snapshot
    dead = {name for finding, _ in safe for name in _dead(snapshot, finding)}
    _check_same(before, _seen(done, tmp_path), dead)


def _seen(snapshot: Snapshot, directory: Path) -> Seen | None:
    whole = texts(snapshot)
    for role in Role:
        oracle.write(whole.get(role, ""), role, directory)
    with oracle.machine(directory):
        try:
            config = oracle.full_config()
        except ConfigParseError:
            return None
        return Seen(config, {name: oracle.resolve(name) for name in config["profiles"]})


def _dead(snapshot: Snapshot, finding: Finding) -> set[str]:
    """The settings that a finding says have no effect."""
    lines = snapshot.read(finding.at).splitlines() if finding.unnecessary else []
    return {line.partition("=")[0].strip().lower() for line in lines}


def _check_same(before: Seen | None, after: Seen | None, dead: set[str]) -> None:
    if before is None:
        # What failed may start to work.
        return
    assert after is not None
    for table in ("sso_sessions", "services"):
        assert after.config[table] == before.config[table]
    for name, outcome in before.outcomes.items():
        if outcome.error is None:
            settings = before.config["profiles"][name]
            _check_same_settings(settings, after.config["profiles"].get(name, {}), dead)
            now = after.outcomes.get(name, outcome)
            assert (now.methods, now.access_key) == (outcome.methods, outcome.access_key)
            assert now.token in (outcome.token, None) or _fails(outcome)


def _fails(outcome: oracle.Outcome) -> bool:
    """Whether AWS itself refuses these credentials: a temporary key without its token."""
    return (outcome.access_key or "").startswith("ASIA") and not outcome.token


def _check_same_settings(
    before: Mapping[str, Any], after: Mapping[str, Any], dead: set[str]
) -> None:
    changed = {each for each, value in after.items() if before.get(each) != value}
    gone = {each for each in before if each not in after and "expir" not in each}
    assert changed <= TOKENS
    assert gone <= TOKENS | dead


@pytest.mark.parametrize("case", CASES, ids=str)
def test_merge(case: Case) -> None:
    """Fixes that do not collide give the same text in any order, at once or one by one."""
    snapshot = case.snapshot()
    fixes = dict.fromkeys(fix for _, fix in _offers(found(snapshot)))
    for one, other in combinations(fixes, 2):
        if conflict(one.edits, other.edits):
            continue
        together = texts(snapshot.edited(merged(iter((one, other)))))
        for first, second in ((one, other), (other, one)):
            assert texts(snapshot.edited(merged(iter((first, second))))) == together
            done = snapshot.edited(first.edits)
            assert texts(done.edited(tuple(_rebased(second, first)))) == together


def _rebased(later: Fix, done: Fix) -> Iterator[Edit]:
    """The edits of `later` once `done`, which does not touch them, is done."""
    for edit in later.edits:
        if edit not in done.edits:
            role, start, end = edit.at
            by = _shift(edit.at, done.edits)
            yield Edit(At(role, start + by, end + by), edit.text)
