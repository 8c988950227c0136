"""What a refactoring answers: the plan, with what it means to change, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from awsconf.rewrite.asked import Refused, Wishes
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot

__all__ = ["NOTHING_APART", "Apart", "Plan", "Refactoring", "Refused", "Wishes"]


class Apart(NamedTuple):
    """What a refactoring means to change, so that all else can be held to what it was.

    `settings` of profiles come and go; `sections` are sessions and services that go or grow.
    `renamed` says under which name the keys of a profile are found, and `reborn` are those that
    get other credentials instead.
    """

    settings: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = MappingProxyType({})
    reborn: frozenset[str] = frozenset()

    def with_(self, other: Apart) -> Apart:
        """What both mean to change."""
        return Apart(
            self.settings | other.settings,
            self.sections | other.sections,
            {**self.renamed, **other.renamed},
            self.reborn | other.reborn,
        )


NOTHING_APART = Apart()


class Plan(NamedTuple):
    """A refactoring that can be made, what should be known of it, and what it means to change."""

    fix: Fix
    notes: tuple[str, ...] = ()
    apart: Apart = NOTHING_APART


Answer = Plan | Refused
Ask = Callable[[Snapshot, str, Wishes], "Plan | Refused"]


class Refactoring(NamedTuple):
    """A way to write a profile otherwise, by the name that the command line gives it.

    `kind` is what the protocol calls it after `refactor.`. `wishes` are those that it heeds.
    `each` names the profiles of a pair for which it would be worth asking, and `together` plans it
    for such a profile with all that belong to it. `offer` is what an editor proposes, where nobody
    can be asked for what is missing. `mends` says that it may look at a file with faults.
    """

    name: str
    does: str
    kind: str
    plan: Ask
    each: Callable[[Snapshot], Iterable[str]]
    together: Ask | None = None
    offer: Ask | None = None
    wishes: frozenset[str] = frozenset()
    mends: bool = False
