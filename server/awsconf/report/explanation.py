"""What the formats of `explain` draw from: all that is known of one profile, with nothing secret.

The answers are those of `resolve`; here they are put side by side with how long the credentials
live, what the rules say of the profiles that they come from, and what to type next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.chains import BEHIND_ROLE
from awsconf.features.life import Life, life, lives_for_ever, of_verdict
from awsconf.providers import Provider
from awsconf.report.next_step import STATIC, Next, next_step
from awsconf.resolve.answer import Found
from awsconf.surroundings import session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awsconf.check import Diagnostic
    from awsconf.profiles import Profile
    from awsconf.readers.evaluation import Setting, View
    from awsconf.report.model import Judged
    from awsconf.report.resolution import Answered, Row
    from awsconf.resolve.answer import Step


class Shadowed(NamedTuple):
    """A way to credentials that comes too late: who it is, and the setting or variable by which."""

    provider: Provider
    row: Row | None
    remark: str


class Explanation(NamedTuple):
    """All that is known of one profile, as it may be shown.

    `life` is that of the session token that would be sent; None where there is none, and
    `for_ever` says that the keys are long-term ones. `others` are the answers of the other SDKs.
    """

    judged: Judged
    answered: Answered
    others: tuple[Answered, ...]
    shadowed: tuple[Shadowed, ...]
    life: Life | None
    for_ever: bool
    findings: tuple[Diagnostic, ...]
    next: Next


def explained(
    judged: Judged, answered: Answered, others: tuple[Answered, ...], near: tuple[str, ...]
) -> Explanation:
    """What is known of the profile that was asked for; `near` are the names that may be meant."""
    people = tuple(_people(judged, answered))
    told, for_ever = _life(judged, answered)
    findings = tuple(_findings(judged, people))
    return Explanation(
        judged,
        answered,
        others,
        tuple(_shadowed(answered)),
        told,
        for_ever,
        findings,
        next_step(judged, answered, told, findings, near),
    )


def origin(one: Answered) -> Row | None:
    """By what those answer who answer in the end: a setting with its place, or a variable."""
    hops = one.resolution.hops
    if not hops or one.failure is not None:
        return None
    last = hops[-1]
    if last.at_setting is not None:
        return one.row(last.at_setting.name, last.at_setting)
    return next((row for row in one.rows() if row.variable and "key_id" in row.name), None)


def agrees(one: Answered, other: Answered) -> bool:
    """Whether two SDKs get the same credentials, from the same place and to the letter."""
    if (one.failure is None, one.provider) != (other.failure is None, other.provider):
        return False
    mine, theirs = origin(one), origin(other)
    if (mine and mine.place) != (theirs and theirs.place):
        return False
    keys = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    mine_has, theirs_has = ({row.name for row in each.rows()} for each in (one, other))
    static = one.resolution.provider in STATIC
    same = mine_has.intersection(keys) == theirs_has.intersection(keys)
    return not static or (same and not any(one.differs(name, other) for name in keys))


def _people(judged: Judged, one: Answered) -> Iterator[Profile]:
    """The profiles on the way to the credentials."""
    names = [one.resolution.profile, *(hop.profile for hop in one.resolution.hops)]
    for name in dict.fromkeys(names):
        profile = judged.snapshot.profiles.get(name) if name is not None else None
        if profile is not None:
            yield profile


def _life(judged: Judged, one: Answered) -> tuple[Life | None, bool]:
    """The life of the token that is sent, and whether the keys need none."""
    hops, snapshot = one.resolution.hops, judged.snapshot
    last = hops[-1].provider if hops else None
    if last is Provider.ENV:
        verdict = session(snapshot._replace(environ=one.environ, own=True))
        return (None if verdict is None else of_verdict(verdict, snapshot.now)), False
    profile = snapshot.profiles.get(hops[-1].profile) if hops else None
    if profile is None or last not in STATIC:
        return None, False
    return life(snapshot, profile), lives_for_ever(profile)


def _findings(judged: Judged, people: tuple[Profile, ...]) -> Iterator[Diagnostic]:
    """What the rules say of these profiles, or within their sections."""
    names = {profile.name for profile in people}
    parts = [part for profile in people for part in profile.parts]
    for diagnostic in judged.diagnostics:
        at = diagnostic.finding.at
        inside = any(judged.snapshot.stands_in(part, at) for part in parts)
        if inside or diagnostic.finding.profile in names:
            yield diagnostic


def _shadowed(one: Answered) -> Iterator[Shadowed]:
    """Who would answer as well, and comes too late, or is not asked since a profile is named."""
    for step in one.resolution.steps:
        if step.found is Found.NOT_ASKED and step.provider is Provider.ENV:
            row = _variable(one, "AWS_ACCESS_KEY_ID")
            if row is not None:
                yield Shadowed(step.provider, row, step.remark)
        elif step.found is Found.NOT_ASKED and step.remark.startswith("would answer"):
            yield Shadowed(step.provider, _row(one, step), step.remark)


def _row(one: Answered, step: Step) -> Row | None:
    view = one.resolution.view
    setting = None if view is None else _setting(view, step.provider)
    return None if setting is None else one.row(setting.name, setting)


def _setting(view: View, provider: Provider) -> Setting | None:
    """The setting of a profile that makes a provider answer for it."""
    if provider is Provider.ASSUME_ROLE:
        return view.get("role_arn")
    for trigger in BEHIND_ROLE:
        if trigger.provider is provider:
            inside = trigger.inside
            settings = view.settings if inside is None else view.inside.get(inside, {})
            return next((settings[name] for name in trigger.names if name in settings), None)
    return None


def _variable(one: Answered, name: str) -> Row | None:
    value = one.environ.get(name)
    return None if not value else one.variable_row(name)
