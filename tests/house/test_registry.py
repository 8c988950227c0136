"""The registry of the rules: what can be told of each without loading its module.

It is made from the modules, never by hand: `pytest tests/house --update` writes it anew.
"""

from __future__ import annotations

from importlib import import_module

import pytest

from awsconf.rule import Rule
from awsconf.rules import every_rule
from house.tree import PACKAGE, REPOSITORY

FOLDER = PACKAGE / "rules"
REGISTRY = FOLDER / "registry.py"
HEAD = '''\
"""Every rule and what starts it, so that no module is loaded for nothing.

Made from the modules by `pytest tests/house --update`; do not edit.
Name, family, scope, severity, certainty; the settings and the variables of which one must be
there; whether only oddly written sections matter, and whether only those of unusual settings; what
of the snapshot must be there; whether it offers fixes; whether it is on.
"""

# fmt: off
ROWS = (
'''


def modules() -> list[Rule]:
    """The rules by family and name, each from its module."""
    files = sorted(FOLDER.glob("*/[!_]*.py"))
    return [getattr(_module(path.parent.name, path.stem), path.stem) for path in files]


def _module(family: str, name: str) -> object:
    return import_module(f"awsconf.rules.{family}.{name}")


def registry() -> str:
    """The text of the registry."""
    rows = "".join(f"    {_row(rule)!r},\n" for rule in modules())
    return f"{HEAD}{rows})\n"


def _row(rule: Rule) -> tuple[object, ...]:
    trigger = rule.trigger
    return (
        rule.name,
        rule.family,
        rule.scope.value,
        rule.severity.value,
        rule.certainty.value,
        tuple(sorted(trigger.needs)),
        tuple(sorted(trigger.environ)),
        trigger.odd,
        trigger.unusual,
        trigger.where,
        rule.fixable,
        rule.on,
    )


def test_the_registry_is_that_of_the_modules(update: bool) -> None:
    if update:
        REGISTRY.write_text(registry(), encoding="utf-8")
    rows = import_module("awsconf.rules.registry").ROWS
    assert update or list(rows) == [_row(rule) for rule in modules()]


def test_every_rule_is_in_the_index_once() -> None:
    assert [rule.name for rule in every_rule()] == [rule.name for rule in modules()]


@pytest.mark.parametrize("rule", modules(), ids=lambda rule: rule.name)
def test_a_rule_claims_to_be_fixable_where_its_page_shows_a_fix(rule: Rule) -> None:
    page = (REPOSITORY / "tests" / "rules" / f"{rule.name}.md").read_text(encoding="utf-8")
    assert rule.fixable is any(line.startswith("### ") for line in page.splitlines())
