"""Four laws of findings: replayed, remembered, determined, and without a secret."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fixture
from awsconf.check import Diagnostic
from awsconf.edits import apply
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Encoding, Place, Role, Source
from awsconf.undecodable import decoded
from fixture import Case
from laws.cases import CASES, PAGES, found, texts, told
from laws.replays import REPLAYS, UNENDED, Replay, marks

JUDGE_FORM = {"portability", "hygiene", "syntax"}
"""Families whose rules may judge the very form that a replay changes."""


def _is_about_form(text: str) -> bool:
    """Whether a text has carriage returns of its own, or a mark that not all read past."""
    return "\r" in text or marks(text) > 0


def _is_replayed(case: Case, replay: Replay) -> bool:
    whole = texts(case.snapshot()).values()
    # Between marks of several files, what comes before all else is not before all.
    if any(text.count("\ufeff") > 1 for text in whole):
        return replay is UNENDED
    return not (replay.is_of_line_ends and any(map(_is_about_form, whole)))


REPLAYED = [
    pytest.param(case, replay, id=f"{case}-{replay}")
    for case in CASES
    for replay in REPLAYS
    if _is_replayed(case, replay)
]


@pytest.mark.parametrize(("case", "replay"), REPLAYED)
def test_replay(case: Case, replay: Replay) -> None:
    """The form of a text changes where findings stand, and nothing else about them."""
    whole = texts(case.snapshot())
    changed = case.snapshot({role: replay.change(text) for role, text in whole.items()})
    expected = [_shown(each, whole, replay) for each in found(case.snapshot())]
    now = found(changed)
    shown = [_shown(each, texts(changed), None) for each in now]
    form = [each for each, full in zip(shown, now, strict=True) if full.rule.family in JUDGE_FORM]
    assert [each for each in shown if each in expected or each not in form] == expected
    for diagnostic in now:
        _check_columns(Source(texts(changed).get(diagnostic.finding.at.role, "")), diagnostic)


def _shown(diagnostic: Diagnostic, whole: dict[Role, str], replay: Replay | None) -> Any:
    """A finding with its fixes, as `replay` must give it."""
    rule, finding, severity, certainty = diagnostic

    def moved(at: At) -> At:
        text = whole.get(at.role, "")
        # Marks before all else stay where they are.
        is_mark = at.start < at.end <= marks(text)
        if replay is None or at.role not in whole or is_mark:
            return at
        return At(at.role, replay.moved(text, at.start), replay.moved(text, at.end))

    def fixed(fix: Fix) -> Any:
        after = {role: apply(text, _edits(fix, role)) for role, text in whole.items()}
        if replay is not None:
            after = {role: replay.change(text) for role, text in after.items()}
        # Whether a fix leaves blank lines at either end is its own affair.
        after = {role: text.strip() for role, text in after.items()}
        return fix.title, fix.safe, fix.preferred, after

    related = [(moved(at), message) for at, message in finding.related]
    fixes = [fixed(fix) for fix in finding.fixes]
    said = (finding.message, finding.evidence, finding.unnecessary)
    return rule.name, severity, certainty, moved(finding.at), said, related, fixes


def _edits(fix: Fix, role: Role) -> list[Any]:
    return [edit for edit in fix.edits if edit.at.role is role]


def _check_columns(source: Source, diagnostic: Diagnostic) -> None:
    """The ends of a finding are the same places in every encoding."""
    for offset in diagnostic.finding.at.span:
        line, col = source.place(offset)
        start, end = source.line_span(line)
        before = source.text[start : min(start + col, end)]
        # What stands for an undecodable byte is shown as U+FFFD, and as wide as that.
        before = decoded(before)
        wide = {Encoding.UTF8: len(before.encode()), Encoding.UTF32: len(before)}
        wide[Encoding.UTF16] = len(before.encode("utf-16-le")) // 2
        for encoding, units in wide.items():
            assert source.units(Place(line, col), encoding) == units
            assert source.column(line, units, encoding) == len(before)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_remembered(case: Case) -> None:
    """After edits, findings from memory equal findings from scratch in everything."""
    snapshot = case.snapshot()
    first = found(snapshot)
    assert found(snapshot) == first
    for after in _steps(snapshot, first):
        assert found(after) == found(case.snapshot(texts(after)))
    assert found(_turned(snapshot, texts(case.snapshot()))) == first


def _steps(snapshot: Snapshot, diagnostics: list[Diagnostic]) -> Iterator[Snapshot]:
    """The snapshot after edits that come one after the other, and back again."""
    whole = texts(snapshot)
    for replay in (*REPLAYS[3:], UNENDED):
        snapshot = _turned(snapshot, {r: replay.change(t) for r, t in texts(snapshot).items()})
        yield snapshot
    for role, text in whole.items():
        for offset in range(0, len(text), max(1, len(text) // 12)):
            snapshot = _turned(snapshot, {**whole, role: text[:offset] + text[offset + 1 :]})
            yield snapshot
            twice = text[:offset] + "\n" + text[offset:]
            snapshot = _turned(snapshot, {**whole, role: twice})
            yield snapshot
    for fix in (fix for diagnostic in diagnostics for fix in diagnostic.finding.fixes):
        snapshot = _turned(snapshot, whole)
        yield snapshot
        snapshot = snapshot.edited(fix.edits)
        yield snapshot


def _turned(snapshot: Snapshot, into: dict[Role, str]) -> Snapshot:
    """The snapshot with other texts, which take over what the ones before remember."""
    halves = {
        role: snapshot.half(role)._replace(
            document=parse(into[role], role, snapshot.document(role)) if role in into else None,
        )
        for role in Role
    }
    return snapshot._replace(config=halves[Role.CONFIG], credentials=halves[Role.CREDENTIALS])


@pytest.fixture(scope="module")
def elsewhere() -> list[list[str]]:
    """What another process with another hash seed finds in every case."""
    tests = PAGES.parent
    path = os.pathsep.join((str(tests), str(tests.parent / "server")))
    environ = {**os.environ, "PYTHONHASHSEED": "20260601", "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("cases.py"))],
        env=environ,
        capture_output=True,
        check=True,
    )
    said: list[list[str]] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: str(CASES[number]))
def test_determined(number: int, elsewhere: list[list[str]]) -> None:
    """Findings are in order, and the same in every run of every process."""
    case = CASES[number]
    first = found(case.snapshot())
    assert found(case.snapshot()) == first
    keys = [(each.finding.at.role is Role.CREDENTIALS, *each.finding.at.span) for each in first]
    assert keys == sorted(keys)
    assert told(case) == elsewhere[number]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_secret(case: Case) -> None:
    """No secret and no token enters what is shown, nor an edit that does not move it."""
    secrets = fixture.secrets(case)
    snapshot = case.snapshot()
    for diagnostic in found(snapshot):
        for text in _said(diagnostic):
            assert not [secret for secret in secrets if secret in text]
        for fix in diagnostic.finding.fixes:
            for secret in secrets:
                assert _carried(fix, secret) <= _taken(snapshot, fix, secret)
    seen = (snapshot, snapshot.readings, snapshot.profiles)
    assert not [secret for secret in secrets if secret in repr(seen)]


def _said(diagnostic: Diagnostic) -> Iterator[str]:
    finding = diagnostic.finding
    yield from (finding.message, finding.template, str(finding.profile), *finding.evidence)
    yield from finding.fields.values()
    yield from (message for _, message in finding.related)
    yield from (fix.title for fix in finding.fixes)


def _carried(fix: Fix, secret: str) -> int:
    return sum(edit.text.count(secret) for edit in fix.edits)


def _taken(snapshot: Snapshot, fix: Fix, secret: str) -> int:
    """How often an edit takes `secret` from where it stands."""
    return sum(snapshot.read(edit.at).count(secret) for edit in fix.edits)
