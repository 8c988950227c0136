"""Every rule, one a module, in the folder of its family: found by being there."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from awsconf.rule import Rule


@lru_cache(maxsize=1)
def every_rule() -> tuple[Rule, ...]:
    """All rules, by family and name. A module holds the rule of its own name."""
    return tuple(
        getattr(import_module(f"{__name__}.{family}.{module}"), module)
        for family in families()
        for module in _modules(f"{__name__}.{family}")
    )


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The names of the families, which `--select` takes as groups."""
    return tuple(_modules(__name__))


def _modules(package: str) -> list[str]:
    """The modules and packages in a package; pkgutil would do, and imports `inspect` for it."""
    found = (path for folder in import_module(package).__path__ for path in Path(folder).iterdir())
    return sorted(
        path.stem for path in found if path.suffix in ("", ".py") and not path.stem.startswith("_")
    )


def selected(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules that `select` names (all by default) without those that `ignore` names.

    A name is a rule's or a family's. Raises KeyError with the first name that is neither.
    """
    known = {rule.name for rule in every_rule()} | set(families())
    for name in (*select, *ignore):
        if name not in known:
            raise KeyError(name)
    return tuple(
        rule
        for rule in every_rule()
        if (not select or rule.name in select or rule.family in select)
        and rule.name not in ignore
        and rule.family not in ignore
    )
