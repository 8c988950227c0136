"""Every rule against its page, and against the example of its own docstring."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixture
from awsconf.check import check
from awsconf.edits import apply
from awsconf.rule import Fix, Rule
from awsconf.rules import every_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case
from pages import hold

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("*.md"))
RULES = {rule.name: rule for rule in every_rule()}
CASES = [case for page in PAGES for case in fixture.cases(page)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page(case: Case, update: bool) -> None:
    """The findings stand where the carets say, and each fix gives the text below its title."""
    assert case.page is not None
    rule = RULES[case.page.stem]
    rendered = _render(case, rule)
    hold(case, rendered, update=update)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_docstring(rule: Rule) -> None:
    """The example of a rule's page is true: exactly its findings, where it says."""
    case = fixture.example(rule.page, rule.name)
    assert case.files, "the page has no example"
    found = check(case.snapshot(), (rule,))
    assert found, "the example shows nothing"
    for role, marked in case.marked.items():
        mine = [diagnostic for diagnostic in found if diagnostic.finding.at.role is role]
        assert marked.with_carets(mine) == marked.carets


def test_every_rule_has_a_page() -> None:
    """A rule is one file and one page, with a case that must stay quiet."""
    assert {page.stem for page in PAGES} == set(RULES)
    quiet = {
        case.page.stem
        for case in CASES
        if case.page is not None and not check(case.snapshot(), (RULES[case.page.stem],))
    }
    assert quiet == set(RULES)


def _render(case: Case, rule: Rule) -> str:
    snapshot = case.snapshot()
    found = check(snapshot, (rule,))
    fixes: dict[str, dict[Role, str]] = {}
    for diagnostic in found:
        for fix in diagnostic.finding.fixes:
            heading = fixture.fix_heading(fix)
            # Findings alike have fixes alike; each is shown once, the first one's.
            fixes.setdefault(heading, _applied(case, snapshot, fix))
    return fixture.render(case, found, fixes)


def _applied(case: Case, snapshot: Snapshot, fix: Fix) -> dict[Role, str]:
    texts = {}
    for role in Role:
        edits = [edit for edit in fix.edits if edit.at.role is role]
        if edits:
            document = snapshot.document(role)
            before = document.text if document is not None else ""
            texts[role] = fixture.written_back(case, apply(before, edits))
    return texts
