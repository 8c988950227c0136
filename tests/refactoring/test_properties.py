"""Whatever the files hold, a refactoring leaves every profile what it was.

botocore itself is asked for each profile before and after; what the other SDKs make of the files is
asked of our readers, and where nothing may change, nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from botocore.exceptions import ConfigParseError
from hypothesis import given

import encoder
import oracle
import worlds
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.readers.evaluation import Settings
from awsconf.refactoring.answers import Plan, Refactoring, Refused, Wishes
from awsconf.refactoring.meaning import CREDENTIALS
from awsconf.refactoring.planning import planned
from awsconf.refactoring.registry import BY_NAME, REFACTORINGS
from awsconf.refactoring.together import planned_for_all
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW
from refactoring.pairs import Texts, pairs
from strategies import examples

WISHES = Wishes(role_arn="arn:aws:iam::111122223333:role/New")
SECRETS = [encoder.secret(), encoder.secret("one"), encoder.secret("two")]
PROCESS = "credential_process"
FORM_ONLY = ("merge", "move-settings")
"""Only the form of the files changes, so that whoever read them has all that it had."""

Outcomes = Mapping[str, tuple[object, ...]]


def snapshot(texts: Mapping[Role, str]) -> Snapshot:
    halves = {role: Half(role.value, parse(texts[role], role)) for role in Role}
    return Snapshot(halves[Role.CONFIG], halves[Role.CREDENTIALS], now=NOW, own=True)


def texts_of(world: Snapshot) -> Texts:
    return {role: world.text(role) for role in Role}


def outcomes(texts: Texts, directory: Path) -> Outcomes | None:
    """Who answers for each profile to botocore, with which key; None where it refuses a file."""
    for role in Role:
        oracle.write(texts[role], role, directory)
    with oracle.machine(directory):
        try:
            names = oracle.full_config()["profiles"]
        except ConfigParseError:
            return None
        return {name: _kept(name) for name in names}


def _kept(name: str) -> tuple[object, ...]:
    try:
        outcome = oracle.resolve(name)
    except (AttributeError, TypeError, ValueError) as error:
        # botocore breaks down over some values (`metadata_service_timeout = soon`).
        return ((type(error).__name__,), None, None, False)
    methods = tuple(m.replace("config-file", "shared-credentials-file") for m in outcome.methods)
    return (methods, outcome.access_key, outcome.token, outcome.error is None)


def settings(texts: Texts, directory: Path) -> Mapping[str, Mapping[str, object]]:
    """The settings of each profile with those of its session, as botocore has them."""
    for role in Role:
        oracle.write(texts[role], role, directory)
    with oracle.machine(directory):
        whole = oracle.full_config()
    sessions = whole["sso_sessions"]
    return {
        name: {**sessions.get(str(profile.get("sso_session")), {}), **profile}
        for name, profile in whole["profiles"].items()
    }


def check(world: Snapshot, refactoring: Refactoring, answer: Plan, directory: Path) -> None:
    """All that holds of a plan, whoever it is for."""
    edits = answer.fix.edits
    assert edits
    assert answer.fix.moves_secret is (refactoring.name == "move-keys")
    if not answer.fix.moves_secret:
        assert not any(secret in edit.text for secret in SECRETS for edit in edits)
    after = world.edited(edits)
    check_lines(world, after)
    check_botocore(world, after, refactoring, answer, directory)
    if refactoring.name in FORM_ONLY:
        check_tables(world, after)


def check_lines(world: Snapshot, after: Snapshot) -> None:
    """No comment is lost or doubled, no line end of another kind comes in, no mark is lost."""
    comments = [sorted(_comments(each)) for each in (world, after)]
    assert comments[0] == comments[1]
    for role in Role:
        old, new = world.text(role), after.text(role)
        assert new.startswith("\ufeff") == old.startswith("\ufeff")
        assert not old or not _ends(old) or _ends(new) <= _ends(old)


def _ends(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\n|\r", text))


def _comments(world: Snapshot) -> list[str]:
    whole = "\n".join(world.text(role) for role in Role).replace("\r", "\n")
    lines = [line.strip("\ufeff ") for line in whole.split("\n")]
    return [line for line in lines if line[:1] in ("#", ";")]


def check_botocore(
    world: Snapshot, after: Snapshot, refactoring: Refactoring, answer: Plan, directory: Path
) -> None:
    before, now = outcomes(texts_of(world), directory), outcomes(texts_of(after), directory)
    if before is None:
        assert refactoring.mends
        return
    assert now is not None
    apart = answer.apart
    then, there = settings(texts_of(world), directory), settings(texts_of(after), directory)
    for name, outcome in before.items():
        # What failed may start to work; a process that is a block fails when it is to be run.
        if outcome[3] and outcome[0] and not isinstance(then[name].get(PROCESS), dict):
            other = apart.renamed[name] if name in apart.reborn else name
            assert now[other] == outcome, (answer.fix.title, name)
    for name, table in then.items():
        for key in ("region", "output", "endpoint_url", "sso_region", "sso_account_id"):
            assert there[name].get(key) == table.get(key), (answer.fix.title, name, key)


def check_tables(world: Snapshot, after: Snapshot) -> None:
    """Every SDK has the settings that it had; who a profile is, botocore was asked."""
    for dialect in Dialect:
        then, now = (evaluate(dialect, *map(each.document, Role)) for each in (world, after))
        if then.refusals:
            continue
        assert not now.refusals
        assert now.sessions.keys() == then.sessions.keys()
        for name, view in then.profiles.items():
            assert _plain(now.profiles[name].settings) == _plain(view.settings)


def _plain(table: Settings) -> Mapping[str, str]:
    return {key: one.text for key, one in table.items() if key.lower() not in CREDENTIALS}


@given(texts=pairs)
@examples(60)
def test_every_profile_stays_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, texts: Texts
) -> None:
    check_all(snapshot(texts), tmp_path_factory.getbasetemp())


@given(texts=worlds.pairs)
@examples(40)
def test_and_in_files_that_others_thought_of(
    tmp_path_factory: pytest.TempPathFactory, texts: tuple[str | None, str | None]
) -> None:
    world = snapshot({role: text or "" for role, text in zip(Role, texts, strict=True)})
    check_all(world, tmp_path_factory.getbasetemp())


def check_all(world: Snapshot, directory: Path) -> None:
    for refactoring in REFACTORINGS:
        wishes = WISHES if refactoring.wishes else Wishes()
        for name in world.profiles:
            answer = planned(world, refactoring, name, wishes)
            if isinstance(answer, Plan):
                check(world, refactoring, answer, directory)
                again = planned(world.edited(answer.fix.edits), refactoring, name, wishes)
                assert isinstance(again, Refused), answer.fix.title
        answer = planned_for_all(world, refactoring, wishes)
        if isinstance(answer, Plan):
            check(world, refactoring, answer, directory)


@given(texts=pairs)
@examples(60)
def test_into_sessions_and_back(tmp_path_factory: pytest.TempPathFactory, texts: Texts) -> None:
    world = snapshot(texts)
    there = planned_for_all(world, BY_NAME["sso-session"], Wishes())
    if isinstance(there, Refused):
        return
    moved = world.edited(there.fix.edits)
    back = planned_for_all(moved, BY_NAME["legacy-sso"], Wishes())
    assert isinstance(back, Plan)
    legacy = set(BY_NAME["sso-session"].each(world))
    home = moved.edited(back.fix.edits)
    directory = tmp_path_factory.getbasetemp()
    then, now = (settings(texts_of(each), directory) for each in (world, home))
    for name in legacy:
        assert {key: now[name].get(key) for key in then[name] if key != "sso_start_url"} == {
            key: value for key, value in then[name].items() if key != "sso_start_url"
        }
    before, after = (outcomes(texts_of(each), directory) for each in (world, home))
    assert before is not None
    assert after is not None
    assert all(after[name] == outcome for name, outcome in before.items() if outcome[3])
