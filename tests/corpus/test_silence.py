"""Nothing is said of valid files that a person would have to do something about."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixture
from awsconf.check import check
from awsconf.rule import Severity
from awsconf.rules import every_rule
from fixture import Case

PAGES = ("valid.md", "documentation.md")
CASES = [case for page in PAGES for case in fixture.cases(Path(__file__).parent / page)]
assert CASES, "a corpus without cases shows nothing"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_valid_files_are_left_alone(case: Case) -> None:
    found = check(case.snapshot(), every_rule())
    loud = [fixture.label(one) for one in found if one.severity.rank <= Severity.WARNING.rank]
    assert loud == []


@pytest.mark.parametrize(
    ("line_end", "said"), [("\r\n", set()), ("\r", {"carriage-return-line-end"})]
)
def test_their_line_ends_make_no_difference(line_end: str, said: set[str]) -> None:
    for case in CASES:
        texts = {role: made.text.replace("\n", line_end) for role, made in case.marked.items()}
        found = check(case.snapshot(texts), every_rule())
        grave = [one for one in found if one.severity.rank <= Severity.WARNING.rank]
        assert {one.rule.name for one in grave} == said
