"""The command `verify`: ask AWS whose keys a profile holds, or whether its role can be assumed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from awsconf.cli.inputs import pairs
from awsconf.cli.mfa import codes_for
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import colored, say, write
from awsconf.cli.side_by_side import side_by_side
from awsconf.nearest import nearest
from awsconf.online.identity import assumed, identity
from awsconf.readers.dialects import Dialect
from awsconf.report import Style, identities
from awsconf.report.model import Judged
from awsconf.report.next_step import of_files
from awsconf.report.verification import Verified
from awsconf.resolve import choosing
from awsconf.verification.roles import Trial, renewal, trial
from awsconf.verification.subjects import Apart, Subject, subject

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from awsconf.host import Host
    from awsconf.snapshot import Snapshot
    from awsconf.verification.outcomes import Outcome

    Asked = Subject | Trial | Apart
    Stopped = Callable[[], bool]


def verify(arguments: Namespace, host: Host) -> int:
    """Ask what the flags want to know, and return the exit status."""
    (pair,) = pairs(arguments, host)
    for note in pair.notes:
        say(f"awsconf: {note}")
    judged = Judged(pair.snapshot, ())
    names = _names(arguments, pair.snapshot, judged)
    question = trial if arguments.assume else subject
    asked: Sequence[Asked] = [question(pair.snapshot, name) for name in names]
    codes = codes_for(asked, arguments.mfa_code, judged)
    asked = [_lacking_code(one, codes) for one in asked]
    outcomes = _outcomes(asked, codes, host)
    verified = [_verified(judged, one, outcomes.get(_likeness(one))) for one in asked]
    if arguments.all:
        verified = [one for one in verified if one.outcome is not None] or verified
    style = Style(colored(arguments.color, host.environ, sys.stdout))
    write(identities(arguments.format, verified, style))
    if not outcomes:
        say("awsconf: there was nothing to ask AWS about")
        return Status.NOTHING
    accepted = all(outcome.is_accepted for outcome in outcomes.values())
    return Status.CLEAN if accepted else Status.FINDINGS


def _names(arguments: Namespace, snapshot: Snapshot, judged: Judged) -> list[str]:
    if arguments.all:
        if arguments.profiles:
            raise Stop(Status.USAGE, "give either PROFILE or --all, not both")
        return list(snapshot.profiles)
    chosen = choosing.profile(Dialect.PYTHON, snapshot.environ).value
    names = list(dict.fromkeys(arguments.profiles)) or [chosen or choosing.DEFAULT]
    for name in names:
        if name not in snapshot.profiles:
            near = nearest(name, list(snapshot.profiles))
            meant = f"; did you mean `{near[0]}`?" if near else ""
            raise Stop(Status.USAGE, judged.say(f"there is no profile `{name}`{meant}"))
    return names


def _lacking_code(one: Asked, codes: Mapping[str, str]) -> Asked:
    """The question; that it cannot be put where a code for a device is lacking."""
    if not isinstance(one, Trial):
        return one
    for hop in one.hops:
        if hop.mfa_serial and hop.profile not in codes:
            reason = f"the role of `{hop.profile}` wants an MFA code; add --mfa-code CODE"
            return Apart(one.profile, reason)
    return one


def _outcomes(
    asked: Sequence[Asked], codes: Mapping[str, str], host: Host
) -> Mapping[object, Outcome]:
    """What came of each question; two profiles with the same keys are one question."""
    questions = {_likeness(one): one for one in asked if not isinstance(one, Apart)}

    def ask(one: Subject | Trial, stopped: Stopped) -> Outcome:
        if isinstance(one, Trial):
            return assumed(one, codes, host.environ, host.now, stopped)
        return identity(one, host.environ, host.now, stopped)

    answers = side_by_side(ask, list(questions.values()))
    return dict(zip(questions, answers, strict=True))


def _verified(judged: Judged, one: Asked, outcome: Outcome | None) -> Verified:
    """The answer, and what can be done with it."""
    if isinstance(one, Subject) and outcome is not None:
        command = renewal(judged.snapshot, one, outcome)
        if command is not None:
            hint = f"`{of_files(command, judged)}` would let it get such sessions by itself"
            one = one._replace(notes=(*one.notes, hint))
    return Verified(judged, one, outcome)


def _likeness(one: Asked) -> object:
    """Equal for what would be answered alike."""
    return (one.print, one.target) if isinstance(one, Subject) else one.profile
