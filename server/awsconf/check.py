"""Judgement, run: what the rules say of a snapshot, in order of place.

Findings of section and profile rules are remembered with the text that they follow from, and
only moved to where that text now stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
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
    sight = _sight(rules, scene)
    for reading in snapshot.readings.values():
        for part in reading.parts:
            line = part.reading.header_line
            key = (sight, part.role, line and line.start)
            yield from _remembered(
                (part,),
                key,
                lambda part=part: _judged(rules, part, scene),  # type: ignore[misc]
            )


def _profile_findings(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    scene = snapshot.scene
    sight = _sight(rules, scene)
    for profile in snapshot.profiles.values():
        parts = profile.parts
        key = (sight, profile.name, len(profile.config), *[part.section for part in parts])
        yield from _remembered(
            parts,
            key,
            lambda profile=profile: _judged(rules, profile, scene),  # type: ignore[misc]
        )


def _pair_findings(snapshot: Snapshot, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    for rule in rules:
        for finding in rule.judge(snapshot):
            yield _diagnostic(rule, finding)


def _judged(rules: tuple[Rule, ...], thing: Part | Profile, scene: Scene) -> tuple[Diagnostic, ...]:
    return tuple(
        _diagnostic(rule, finding) for rule in rules for finding in rule.judge(thing, scene)
    )


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    certainty = finding.certainty or rule.certainty
    return Diagnostic(rule, finding, finding.severity or rule.severity, certainty)


@lru_cache(maxsize=32)
def _sight(rules: tuple[Rule, ...], scene: Scene) -> object:  # noqa: ARG001
    """One cheap key for equal rules in an equal scene."""
    return object()


def _remembered(
    parts: tuple[Part, ...], key: object, judge: Callable[[], tuple[Diagnostic, ...]]
) -> Iterable[Diagnostic]:
    """What `judge` says of `parts`, from memory where they were judged before."""
    section = parts[0].section
    memory = section.recall(key)
    if memory is None:
        memory = section.remember(key, (judge(), parts))
    diagnostics, then = memory
    if not diagnostics or then == parts:
        return diagnostics  # type: ignore[no-any-return]
    moves = [
        (old.role, old.start, old.start + len(old.section.text), new.start - old.start)
        for old, new in zip(then, parts, strict=True)
    ]
    return [_moved(diagnostic, moves) for diagnostic in diagnostics]


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
