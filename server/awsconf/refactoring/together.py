"""A refactoring of all profiles of a pair, in one, at a cost that does not grow with its square."""

from __future__ import annotations

from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.refactoring.answers import (
    NOTHING_APART,
    Answer,
    Plan,
    Refactoring,
    Refused,
    Wishes,
)
from awsconf.refactoring.planning import checked, obstacle
from awsconf.refactoring.stretches import composed, side_by_side
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot


def planned_for_all(snapshot: Snapshot, refactoring: Refactoring, wishes: Wishes) -> Answer:
    """The refactoring of all profiles that allow it, in one; the notes say why others do not.

    All SDKs are asked once about all of it; where that would spoil something, about half at a
    time, until it is found what.
    """
    if refused := obstacle(snapshot, refactoring):
        return refused
    steps, left = _Steps(snapshot), tuple(refactoring.each(snapshot))
    size = max(len(left), 1)
    while left:
        some, rest = left[:size], left[size:]
        more = _sound(steps.world, refactoring, some, wishes)
        if more is None:
            size = (size + 1) // 2
        else:
            steps, left, size = steps.then(more), rest, 2 * size
    return _as_one(snapshot, steps)


class _Steps(NamedTuple):
    """The files after some steps, and what was answered for which profile.

    `edits` are those of all steps, as long as all were made for the same texts.
    """

    world: Snapshot
    answers: tuple[tuple[str, Answer], ...] = ()
    edits: tuple[Edit, ...] | None = ()

    def then(self, later: _Steps) -> _Steps:
        """These steps and those after them."""
        edits = None if self.plans and later.plans else self.edits or later.edits
        return _Steps(later.world, self.answers + later.answers, edits)

    @property
    def plans(self) -> list[Plan]:
        """What is done."""
        return [answer for _, answer in self.answers if isinstance(answer, Plan)]


def _sound(
    world: Snapshot, refactoring: Refactoring, names: tuple[str, ...], wishes: Wishes
) -> _Steps | None:
    """What comes of some profiles; None where that spoils something, and less might not."""
    ask = _group_by_group if refactoring.together is not None else _one_by_one
    steps = ask(world, refactoring, names, wishes)
    if not steps.plans:
        return steps
    answer = checked(world, _as_one(world, steps))
    if isinstance(answer, Plan):
        return steps
    if len(names) > 1:
        return None
    if refactoring.together is not None:
        # What cannot be done with all that belong to it may still be done by itself.
        alone = _sound(world, refactoring._replace(together=None), names, wishes)
        if alone is not None and alone.plans:
            return alone
    return _Steps(world, ((names[0], answer),))


def _group_by_group(
    world: Snapshot, refactoring: Refactoring, names: tuple[str, ...], wishes: Wishes
) -> _Steps:
    """Each profile with all that belong to it, which then are no longer asked for."""
    steps, left = _Steps(world), set(refactoring.each(world))
    ask = refactoring.together or refactoring.plan
    for name in names:
        if name not in left:
            continue
        answer = ask(steps.world, name, wishes)
        if isinstance(answer, Refused):
            answer = refactoring.plan(steps.world, name, wishes)
        edits = answer.fix.edits if isinstance(answer, Plan) else ()
        after = steps.world.edited(edits) if edits else steps.world
        steps = steps.then(_Steps(after, ((name, answer),), edits))
        if edits:
            left = set(refactoring.each(after))
    return steps


def _one_by_one(
    world: Snapshot, refactoring: Refactoring, names: tuple[str, ...], wishes: Wishes
) -> _Steps:
    """Each profile by itself, as many at once as are planned without regard to one another."""
    steps, size = _Steps(world), max(len(names), 1)
    while names:
        some = names[:size]
        answers = tuple((name, refactoring.plan(steps.world, name, wishes)) for name in some)
        plans = [answer.fix.edits for _, answer in answers if isinstance(answer, Plan)]
        edits = side_by_side(steps.world, plans)
        if edits is None:
            size = (size + 1) // 2
            continue
        steps = steps.then(_Steps(steps.world.edited(edits), answers, edits))
        names, size = names[size:], 2 * size
    return steps


def _as_one(before: Snapshot, steps: _Steps) -> Answer:
    """All steps as one, or why nothing is done."""
    plans, notes, apart = steps.plans, list[str](), NOTHING_APART
    for name, answer in steps.answers:
        notes += [_left_alone(name, answer)] if isinstance(answer, Refused) else answer.notes
    notes = list(dict.fromkeys(notes))
    if not plans:
        return Refused("; ".join(notes) or "no profile is of that kind")
    for plan in plans:
        apart = apart.with_(plan.apart)
    titles = [plan.fix.title for plan in plans]
    title = "; ".join(titles) if len(titles) <= _NAMED else f"{len(titles)} times: {titles[0]}, …"
    moves = any(plan.fix.moves_secret for plan in plans)
    edits = composed(before, steps.world) if steps.edits is None else steps.edits
    fix = Fix(title, edits, moves_secret=moves)
    return Plan(fix, tuple(notes), apart)


def _left_alone(name: str, refused: Refused) -> str:
    about = "" if f"`{name}`" in refused.reason else f"`{name}` is "
    return f"{about}left alone: {refused.reason}"


_NAMED = 3
"""Of more than these, a title tells the number."""
