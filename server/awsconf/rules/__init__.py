"""Every rule, one a module, in the folder of its family; the registry knows them all."""

from __future__ import annotations

from functools import lru_cache

from awsconf.evidence import Certainty
from awsconf.rule import Rule, Scope, Severity, Trigger
from awsconf.rules.registry import ROWS


@lru_cache(maxsize=1)
def every_rule() -> tuple[Rule, ...]:
    """All rules, by family and name. A module is loaded when its rule is first asked."""
    return tuple(_rule(*row) for row in ROWS)


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The names of the families, which `--select` takes as groups."""
    return tuple(dict.fromkeys(row[1] for row in ROWS))


def selected(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules that `select` names (by default all that are on) without those of `ignore`.

    A name is a rule's or a family's; a rule that is off must be named itself.
    Raises KeyError with the first name that is neither.
    """
    known = {rule.name for rule in every_rule()} | set(families())
    for name in (*select, *ignore):
        if name not in known:
            raise KeyError(name)
    return tuple(
        rule
        for rule in every_rule()
        if (rule.name in select or (rule.on and (not select or rule.family in select)))
        and rule.name not in ignore
        and rule.family not in ignore
    )


def _rule(
    name: str,
    family: str,
    scope: str,
    severity: str,
    certainty: str,
    needs: tuple[str, ...],
    environ: tuple[str, ...],
    odd: bool,
    unusual: bool,
    where: str,
    fixable: bool,
    on: bool,
) -> Rule:
    trigger = Trigger(frozenset(needs), frozenset(environ), odd, unusual, where)
    claims = Severity(severity), Certainty(certainty)
    return Rule(name, family, Scope(scope), *claims, trigger=trigger, fixable=fixable, on=on)
