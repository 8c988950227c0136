"""The command `rule`: which rules there are, and what each says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import write
from awsconf.nearest import nearest
from awsconf.rules import every_rule, families

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from awsconf.rule import Rule


def rule(arguments: Namespace) -> int:
    """Print a rule's page, or a table of the rules of a family or of all."""
    name = arguments.name
    if arguments.all and name is not None:
        raise Stop(Status.USAGE, "give either NAME or --all, not both")
    rules = [rule for rule in every_rule() if name in (None, rule.name, rule.family)]
    if not rules:
        raise unknown(name)
    if arguments.format == "json":
        write((_json(rules),))
    elif name == rules[0].name:
        write((_page(rules[0]),))
    else:
        write((table(rules),))
    return Status.CLEAN


def unknown(name: str) -> Stop:
    """That there is no such rule or family, with the nearest name."""
    names = [*(rule.name for rule in every_rule()), *families()]
    near = nearest(name, names)
    hint = f"; did you mean `{near[0]}`?" if near else "; `awsconf rule` lists them"
    return Stop(Status.USAGE, f"there is no rule or family `{name}`{hint}")


def table(rules: Sequence[Rule]) -> str:
    """A table of rules by family."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(_family(family, rules, width) for family in _families(rules))


def _families(rules: Sequence[Rule]) -> list[str]:
    return list(dict.fromkeys(rule.family for rule in rules))


def _family(family: str, rules: Sequence[Rule], width: int) -> str:
    mine = (rule for rule in rules if rule.family == family)
    return "".join((f"{family}\n", *_rows(mine, width)))


def _rows(rules: Iterator[Rule], width: int) -> Iterator[str]:
    for rule in rules:
        severity, certainty = rule.severity.value, rule.certainty.value
        yield f"  {rule.name:<{width}}  {severity:<7}  {certainty:<6}  {rule.summary}\n"


def _json(rules: Sequence[Rule]) -> str:
    # Imported here, since few ask for it.
    import json

    return json.dumps({"version": 1, "rules": [_entry(rule) for rule in rules]}, indent=2) + "\n"


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.name,
        "family": rule.family,
        "scope": rule.scope.value,
        "severity": rule.severity.value,
        "certainty": rule.certainty.value,
        "fixable": rule.fixable,
        "default": rule.on,
        "summary": rule.summary,
        "page": rule.page,
    }


def _page(rule: Rule) -> str:
    claims = f"Family {rule.family}, severity {rule.severity.value}, {rule.certainty.value}."
    return f"# {rule.name}\n\n{claims}\n\n{rule.page}"
