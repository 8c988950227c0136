"""The index of the rules, `server/awsconf/rules/README.md`: made from the rules, never by hand.

`pytest tests/house --update` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest

import awsconf.rules
from awsconf.rule import Rule
from awsconf.rules import every_rule, families
from house.tree import PACKAGE

# The page lies in the repository; the installed package has none.
FOLDER = PACKAGE / "rules"
INDEX = FOLDER / "README.md"

HEAD = """\
# The rules

One rule a module, in the folder of its family.
Its docstring is its page, which `awsconf rule NAME` shows.
How to write one, `CONTRIBUTING.md` tells.
This index is made from the modules: `pytest tests/house --update` writes it anew.

A *section* rule looks at one section, a *profile* rule at one profile over both files.
A *pair* rule looks at everything.
A severity is the rule's usual one; what a file that is not in view could cure is a hint.
"""
LONGEST_SUMMARY = 100


def index() -> Iterator[str]:
    """Yield the lines of the index, each with its line end."""
    yield HEAD
    for family, rules in groupby(every_rule(), key=lambda rule: rule.family):
        yield f"\n## {family}\n\n{_about(family)}\n\n"
        yield "| rule | severity | looks at | what is wrong |\n| --- | --- | --- | --- |\n"
        yield from map(_row, rules)


def _about(family: str) -> str:
    """Return what the family's package says of itself."""
    return (getattr(awsconf.rules, family).__doc__ or "").strip()


def _row(rule: Rule) -> str:
    module = f"{rule.family}/{rule.name.replace('-', '_')}.py"
    cells = (f"[`{rule.name}`]({module})", rule.severity.value, rule.scope.value, rule.summary)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def test_the_index_is_that_of_the_rules(update: bool) -> None:
    text = "".join(index())
    if update:
        INDEX.write_text(text, encoding="utf-8")
    assert INDEX.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_a_summary_is_one_short_sentence(rule: Rule) -> None:
    lines = rule.page.splitlines()
    assert 0 < len(rule.summary) <= LONGEST_SUMMARY
    assert rule.summary.endswith(".")
    assert lines[1:2] == [""]


@pytest.mark.parametrize("family", families())
def test_a_family_says_what_it_is_about(family: str) -> None:
    assert _about(family).endswith(".")
