"""Broken files as people have them: all rules at once say what is wrong, each mistake once."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixture
from awsconf.check import check
from awsconf.rules import selected
from fixture import Case

PAGE = Path(__file__).parent / "broken.md"
CASES = fixture.cases(PAGE)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_finding_stands_where_it_should(case: Case, update: bool) -> None:
    """The carets of the page are what all rules find that are on; `--update` writes them."""
    rendered = fixture.render(case, check(case.snapshot(), selected()), {})
    text = PAGE.read_text(encoding="utf-8")
    written = fixture.written(case)
    if update and rendered != written:
        text = (text.rstrip("\n") + "\n\n").replace(written, rendered).rstrip("\n") + "\n"
        PAGE.write_text(text, encoding="utf-8")
        return
    assert rendered == written


def test_every_case_is_broken() -> None:
    for case in CASES:
        assert check(case.snapshot(), selected()), case
