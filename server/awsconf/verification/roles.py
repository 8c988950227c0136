"""The roles on the way from static keys to a profile, each of which is assumed with the last."""

from __future__ import annotations

from typing import NamedTuple

from awsconf.chains import Chain, End, assumes_role, chain
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.rewrite.asked import Plan, Refused, Wishes, plan
from awsconf.rewrite.sessions import read
from awsconf.snapshot import Snapshot
from awsconf.verification.commands import ask_the_cli, check, rewrite
from awsconf.verification.outcomes import Outcome
from awsconf.verification.subjects import ENDS, Apart, Subject, subject
from awsconf.verification.targets import target


class Hop(NamedTuple):
    """A role to be assumed, as the settings of the profile say that names it."""

    profile: str
    role: str
    session_name: str
    external_id: str | None = None
    mfa_serial: str | None = None
    duration: int | None = None


class Trial(NamedTuple):
    """The roles that lead to a profile, the first being assumed with the keys of `source`.

    The endpoint is that of the profile that is asked for, at every hop. `planned` is the title of
    the rewrite that would make it so.
    """

    profile: str
    source: Subject
    hops: tuple[Hop, ...]
    planned: str | None = None


def trial(snapshot: Snapshot, name: str) -> Trial | Apart:
    """How the profile `name`, which must be there, comes to its role, or would if rewritten."""
    profile = snapshot.profiles[name]
    if assumes_role(profile):
        return _trial(snapshot, profile)
    planned = plan(snapshot, name, Wishes())
    if isinstance(planned, Plan):
        after = snapshot.edited(planned.fix.edits)
        rewritten = after.profiles.get(name)
        if rewritten is not None and assumes_role(rewritten):
            return _as_planned(_trial(after, rewritten), planned)
    return _without_role(subject(snapshot, name), planned)


def _without_role(without: Subject | Apart, planned: Plan | Refused) -> Apart:
    if isinstance(without, Apart):
        return without
    if isinstance(planned, Plan) or not without.revealed.sends_token:
        return Apart(without.profile, "it assumes no role")
    # The wishes that could help are those of another command.
    reason = f"it assumes no role, and `awsconf rewrite` cannot tell which: {planned.reason}"
    return Apart(without.profile, reason, rewrite(without.profile))


def _as_planned(found: Trial | Apart, planned: Plan) -> Trial | Apart:
    return found if isinstance(found, Apart) else found._replace(planned=planned.fix.title)


def renewal(snapshot: Snapshot, asked: Subject, outcome: Outcome) -> str | None:
    """The command by which a profile would get sessions like the one it holds by itself.

    None where the rewrite could not be made even with what AWS has just told of the role.
    """
    fact = asked.fact(outcome)
    session = read(fact.arn or "") if fact and asked.revealed.sends_token else None
    if fact is None or session is None or not session.is_of_role:
        return None
    if isinstance(plan(snapshot, asked.profile, Wishes()), Plan):
        return rewrite(asked.profile)
    answers = {**snapshot.facts.answers, asked.print: fact}
    told = snapshot._replace(facts=snapshot.facts._replace(answers=answers))
    if isinstance(plan(told, asked.profile, Wishes()), Plan):
        return rewrite(asked.profile, session.role_arn)
    return None


DEFAULT_SESSION_NAME = "awsconf-verify"


def _trial(snapshot: Snapshot, profile: Profile) -> Trial | Apart:
    found = chain(snapshot.profiles, profile)
    if found.end is not End.ANSWERED:
        return Apart(profile.name, ENDS[found.end], check())
    if reason := _other_source(found):
        return Apart(profile.name, reason, ask_the_cli(profile.name))
    source = subject(snapshot, found.links[-1].profile.name)
    if isinstance(source, Apart):
        return Apart(profile.name, f"of its source `{source.profile}`: {source.reason}", check())
    where = target(snapshot, profile)
    if isinstance(where, str):
        return Apart(profile.name, where, check())
    hops = tuple(_hop(link.profile) for link in reversed(found.links) if link.leads_on)
    if lacking := next((hop.profile for hop in hops if not hop.role), None):
        return Apart(profile.name, f"the `role_arn` of `{lacking}` is empty", check())
    return Trial(profile.name, source._replace(target=where, notes=()), hops)


def _other_source(found: Chain) -> str | None:
    """Why the keys at the end of a chain are not at hand."""
    if found.provider is None:
        return "its source is the environment, a container or an instance"
    if found.provider in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE):
        return None
    return f"the keys at its source come from `{found.provider.value}`, which is not asked here"


def _hop(profile: Profile) -> Hop:
    duration = (profile.text("duration_seconds") or "").strip()
    return Hop(
        profile.name,
        profile.text("role_arn") or "",
        profile.text("role_session_name") or DEFAULT_SESSION_NAME,
        profile.text("external_id") or None,
        profile.text("mfa_serial") or None,
        # As botocore does, what is no number is passed over.
        int(duration) if duration.isdecimal() and len(duration) < 10 else None,
    )
