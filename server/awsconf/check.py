"""Judgement, run: what the rules say of a snapshot, in order of place.

Findings of section and profile rules are remembered with the text that they follow from, and
only moved to where that text now stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.readers.plain import is_plain, is_usual
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Rule, Scope, Severity
from awsconf.snapshot import Scene, Snapshot
from awsconf.text import At, Role


class Diagnostic(NamedTuple):
    """A finding with its rule, and how bad and how sure it is in the end."""

    rule: Rule
    finding: Finding
    severity: Severity
    certainty: Certainty


def check(snapshot: Snapshot, rules: tuple[Rule, ...]) -> list[Diagnostic]:
    """What `rules` find in `snapshot`: the config file first, each file from top to bottom."""
    found = [
        *_section_findings(snapshot, _of(rules, Scope.SECTION)),
        *_profile_findings(snapshot, _of(rules, Scope.PROFILE)),
        *_pair_findings(snapshot, _of(rules, Scope.PAIR)),
    ]
    found.sort(key=_order)
    return found


def _order(diagnostic: Diagnostic) -> tuple[bool, int, int, str]:
    at = diagnostic.finding.at
    return (at.role is Role.CREDENTIALS, at.start, at.end, diagnostic.rule.name)


def _of(rules: tuple[Rule, ...], scope: Scope) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.scope is scope)


def _section_findings(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    scene = snapshot.scene
    concerned = _Concerned(rules)
    for role, reading in snapshot.readings.items():
        sight = _sight(rules, scene, role)
        for part in reading.parts:
            known = part.section.memory.get(sight)
            # Sections that were joined for reading hold several; each is told by its reading.
            if known is None or known[0] is not part.reading:
                found = _judged(concerned.by_section(part), part, scene)
                known = part.section.remember(sight, (part.reading, found, (part,)))
            if known[1]:
                yield from _in_place(known[1], known[2], (part,))


def _profile_findings(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    scene = snapshot.scene
    sight = _sight(rules, scene, None)
    concerned = _Concerned(rules)
    for profile in snapshot.profiles.values():
        memory = profile.memory
        if sight not in memory:
            unusual = not all(map(is_usual, profile.parts))
            found = _judged(concerned.by(profile.names, unusual=unusual), profile, scene)
            memory[sight] = found, profile.parts
        found, parts = memory[sight]
        if found:
            yield from _in_place(found, parts, profile.parts)


class _Concerned:
    """The rules that have something to look at, worked out once for all that looks the same."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._known: dict[tuple[frozenset[str], bool, bool], tuple[Rule, ...]] = {}

    def by_section(self, part: Part) -> tuple[Rule, ...]:
        """Those that could have to do with a section."""
        if not part.reading.problems and is_usual(part):
            return self.by(part.reading.names, odd=False, unusual=False)
        odd = bool(part.reading.problems) or not is_plain(part.section)
        return self.by(part.reading.names, odd=odd)

    def by(
        self, names: frozenset[str], *, odd: bool = True, unusual: bool = True
    ) -> tuple[Rule, ...]:
        """Those that settings of these names could concern, in a form or a section like that."""
        key = names, odd, unusual
        if key not in self._known:
            self._known[key] = tuple(rule for rule in self._rules if _concerns(rule, *key))
        return self._known[key]


def _concerns(rule: Rule, names: frozenset[str], odd: bool, unusual: bool = True) -> bool:
    needs, _, only_odd, only_unusual, _ = rule.trigger
    if (only_odd and not odd) or (only_unusual and not unusual):
        return False
    return not needs or not needs.isdisjoint(names)


def _pair_findings(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    for rule in rules:
        if _has_to_do_with(rule, snapshot):
            for finding in rule.judge(snapshot):
                yield _diagnostic(rule, finding)


def _has_to_do_with(rule: Rule, snapshot: Snapshot) -> bool:
    needs, variables, _, _, where = rule.trigger
    if needs and needs.isdisjoint(snapshot.names):
        return False
    if variables and variables.isdisjoint(snapshot.environ):
        return False
    return not where or bool(getattr(snapshot, where))


def _judged(rules: Iterable[Rule], thing: Part | Profile, scene: Scene) -> tuple[Diagnostic, ...]:
    return tuple(
        _diagnostic(rule, finding) for rule in rules for finding in rule.judge(thing, scene)
    )


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    certainty = finding.certainty or rule.certainty
    return Diagnostic(rule, finding, finding.severity or rule.severity, certainty)


@lru_cache(maxsize=64)
def _sight(rules: tuple[Rule, ...], scene: Scene, role: Role | None) -> object:  # noqa: ARG001
    """One cheap key for equal rules in an equal scene."""
    return object()


def _in_place(
    found: tuple[Diagnostic, ...], then: tuple[Part, ...], now: tuple[Part, ...]
) -> Iterable[Diagnostic]:
    """What was found in the parts `then`, where they stand now."""
    if then == now:
        return found
    moves = [
        (old.role, old.start, old.start + len(old.section.text), new.start - old.start)
        for old, new in zip(then, now, strict=True)
    ]
    return [_moved(diagnostic, moves) for diagnostic in found]


_Moves = list[tuple[Role, int, int, int]]


def _moved(diagnostic: Diagnostic, moves: _Moves) -> Diagnostic:
    old = diagnostic.finding
    new = Finding(
        _shifted(old.at, moves),
        old.template,
        severity=old.severity,
        certainty=old.certainty,
        evidence=old.evidence,
        related=tuple(Related(_shifted(at, moves), text) for at, text in old.related),
        fixes=tuple(_shifted_fix(fix, moves) for fix in old.fixes),
        unnecessary=old.unnecessary,
        **old.fields,
    )
    return diagnostic._replace(finding=new)


def _shifted_fix(fix: Fix, moves: _Moves) -> Fix:
    return fix._replace(
        edits=tuple(Edit(_shifted(edit.at, moves), edit.text) for edit in fix.edits)
    )


def _shifted(at: At, moves: _Moves) -> At:
    for role, start, end, by in moves:
        if at.role is role and start <= at.start and at.end <= end:
            return At(role, at.start + by, at.end + by)
    return at
