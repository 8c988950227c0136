"""Every refactoring against its page, and what holds of each case of each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import fixture
from awsconf.credentials.statics import KEY_SETTINGS
from awsconf.features.actions import Kind
from awsconf.refactoring.answers import Plan, Refused, Wishes
from awsconf.refactoring.meaning import changed
from awsconf.refactoring.planning import offered, planned
from awsconf.refactoring.registry import BY_NAME, REFACTORINGS
from awsconf.refactoring.together import planned_for_all
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case
from laws.spill import Canary
from pages import hold

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("*.md"))
CASES = [case for page in PAGES for case in fixture.cases(page)]


def asked(case: Case, snapshot: Snapshot) -> Plan | Refused:
    """What a case asks: `profile` of one, `all`, or `offer` as an editor does."""
    assert case.page is not None
    refactoring = BY_NAME[case.page.stem]
    wishes = Wishes(
        role_arn=case.world.get("role_arn"),
        mfa_serial=case.world.get("mfa_serial"),
        duration_seconds=int(seconds) if (seconds := case.world.get("duration_seconds")) else None,
    )
    if case.world.get("all") == "true":
        return planned_for_all(snapshot, refactoring, wishes)
    name = case.world.get("profile", "app")
    if case.world.get("offer") == "true":
        return offered(snapshot, refactoring, name)
    return planned(snapshot, refactoring, name, wishes)


def texts(snapshot: Snapshot) -> dict[Role, str]:
    """The files that are there."""
    documents = ((role, snapshot.document(role)) for role in Role)
    return {role: document.text for role, document in documents if document is not None}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page(case: Case, update: bool) -> None:
    """A plan has the page's title and texts, a refusal its reason."""
    assert case.page is not None
    hold(case, rendered_of(case), update=update)


def rendered_of(case: Case) -> str:
    snapshot = case.snapshot()
    answer = asked(case, snapshot)
    if isinstance(answer, Refused):
        return fixture.render(case, [], {f"Refused: {answer.reason}": {}})
    before, after = texts(snapshot), texts(snapshot.edited(answer.fix.edits))
    made = {
        role: fixture.written_back(case, text)
        for role, text in after.items()
        if text != before.get(role)
    }
    return fixture.render(case, [], {fixture.fix_heading(answer.fix): made})


def test_every_refactoring_has_a_page() -> None:
    """With a case that is done and one that is refused."""
    assert {page.stem for page in PAGES} == set(BY_NAME)
    for refactoring in REFACTORINGS:
        headings = [
            heading
            for case in CASES
            if case.page is not None and case.page.stem == refactoring.name
            for heading in case.fixes
        ]
        refused = [heading for heading in headings if heading.startswith("Refused: ")]
        assert 0 < len(refused) < len(headings)
        assert f"refactor.{refactoring.kind}" in [kind.value for kind in Kind]


def plans() -> Iterator[tuple[Case, Snapshot, Plan]]:
    for case in CASES:
        snapshot = case.snapshot()
        if isinstance(answer := asked(case, snapshot), Plan):
            yield case, snapshot, answer


PLANS = [pytest.param(*each, id=str(each[0])) for each in plans()]


@pytest.mark.parametrize(("case", "snapshot", "plan"), PLANS)
def test_what_is_done_is_not_done_again(case: Case, snapshot: Snapshot, plan: Plan) -> None:
    after = snapshot.edited(plan.fix.edits)
    assert isinstance(asked(case, after), Refused)
    assert texts(after) != texts(snapshot)


@pytest.mark.parametrize(("case", "snapshot", "plan"), PLANS)
def test_nothing_else_means_something_else(case: Case, snapshot: Snapshot, plan: Plan) -> None:
    assert case.page is not None
    assert changed(snapshot, snapshot.edited(plan.fix.edits), plan.apart) is None


@pytest.mark.parametrize(("case", "snapshot", "plan"), PLANS)
def test_with_other_line_ends_it_does_the_same(case: Case, snapshot: Snapshot, plan: Plan) -> None:
    expected = texts(snapshot.edited(plan.fix.edits))
    before = {role: text.replace("\n", "\r\n") for role, text in texts(snapshot).items()}
    world = case.snapshot(before)
    answer = asked(case, world)
    assert isinstance(answer, Plan)
    assert answer.fix.title == plan.fix.title
    assert texts(world.edited(answer.fix.edits)) == {
        role: text.replace("\n", "\r\n") for role, text in expected.items()
    }


@pytest.mark.parametrize(("case", "snapshot", "plan"), PLANS)
def test_without_a_last_line_end_it_does_the_same(
    case: Case, snapshot: Snapshot, plan: Plan
) -> None:
    expected = texts(snapshot.edited(plan.fix.edits))
    world = case.snapshot({role: text.rstrip("\n") for role, text in texts(snapshot).items()})
    answer = asked(case, world)
    assert isinstance(answer, Plan)
    got = texts(world.edited(answer.fix.edits))
    assert {role: text.rstrip("\n") for role, text in got.items()} == {
        role: text.rstrip("\n") for role, text in expected.items()
    }


@pytest.mark.parametrize(("case", "snapshot", "plan"), PLANS)
def test_comments_and_other_lines_stay(case: Case, snapshot: Snapshot, plan: Plan) -> None:
    assert case.page is not None
    before, after = texts(snapshot), texts(snapshot.edited(plan.fix.edits))
    comments = [
        line.strip()
        for text in before.values()
        for line in text.splitlines()
        if line.strip().startswith(("#", ";"))
    ]
    lines = [line.strip() for text in after.values() for line in text.splitlines()]
    assert all(comment in lines for comment in comments)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_word_of_it_holds_a_secret(case: Case) -> None:
    answer = asked(case, case.snapshot())
    words = [answer.reason] if isinstance(answer, Refused) else [answer.fix.title, *answer.notes]
    canary = Canary(case)
    assert canary.found("\n".join(words)) == []
    if isinstance(answer, Plan):
        carried = "\n".join(edit.text for edit in answer.fix.edits)
        assert bool(canary.found(carried)) is answer.fix.moves_secret
        assert answer.fix.moves_secret or not any(key in carried for key in KEY_SETTINGS)
