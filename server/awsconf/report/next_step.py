"""The next command to type about a profile, and why."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.expiry import State
from awsconf.providers import Provider
from awsconf.rewrite.origin import Kind, origin
from awsconf.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awsconf.check import Diagnostic
    from awsconf.features.life import Life
    from awsconf.report.model import Judged
    from awsconf.report.resolution import Answered


class Next(NamedTuple):
    """A command as a shell of Unix takes it, and what it is good for."""

    command: str
    why: str


def next_step(
    judged: Judged,
    one: Answered,
    life: Life | None,
    findings: Sequence[Diagnostic],
    near: Sequence[str],
) -> Next:
    """What to do about a profile as it stands."""
    ours = _Commands(judged, one)
    if one.failure is not None:
        return _failing(ours, near)
    hops = one.resolution.hops
    last = hops[-1].provider if hops else None
    if life is not None and life.verdict.state is State.CLOCK_WRONG:
        return Next("awsconf doctor --online", "it compares this computer's clock with a server's")
    if life is not None and life.verdict.state is State.EXPIRED:
        return _dead(ours, one, findings)
    if last is Provider.SSO:
        return Next(ours.aws("sso login"), "it signs in anew where the login has ended")
    if last is Provider.LOGIN:
        return Next(ours.aws("login"), "it signs in anew where the login has ended")
    if last is None:
        return Next(ours.aws("configure sso"), "nobody answers for the profile yet")
    if last in STATIC and len(hops) > 1:
        return Next(f"{ours.awsconf('verify')} --assume", "it tries whether the role can be had")
    if last in STATIC:
        return Next(ours.awsconf("verify"), "it asks AWS whose credentials these are")
    return Next(ours.aws("sts get-caller-identity"), "it shows who you are to AWS")


STATIC = (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE)


def of_files(command: str, judged: Judged) -> str:
    """A command about a profile, which names the files where these are not the user's own."""
    paths = _paths(judged)
    if command.startswith("aws "):
        return "".join(f"{_VARIABLES[role]}={path} " for role, path in paths) + command
    return command + "".join(f" --{role.value} {path}" for role, path in paths)


class _Commands:
    """Commands about one profile."""

    def __init__(self, judged: Judged, one: Answered) -> None:
        self.judged = judged
        self.name = one.profile or "default"

    def awsconf(self, command: str, name: str | None = None) -> str:
        """A command of ours about the profile, or about another one."""
        return of_files(f"awsconf {command} {_quoted(name or self.name)}", self.judged)

    def check(self) -> str:
        """The command that checks the files."""
        return of_files("awsconf check", self.judged)

    def aws(self, command: str, name: str | None = None) -> str:
        """A command of the AWS CLI about the profile, or about another one."""
        return of_files(f"aws {command} --profile {_quoted(name or self.name)}", self.judged)


_VARIABLES = {Role.CONFIG: "AWS_CONFIG_FILE", Role.CREDENTIALS: "AWS_SHARED_CREDENTIALS_FILE"}


def _paths(judged: Judged) -> list[tuple[Role, str]]:
    snapshot = judged.snapshot
    if snapshot.own:
        return []
    there = (role for role in Role if snapshot.document(role) is not None)
    return [(role, _quoted(judged.say(snapshot.half(role).path))) for role in there]


def _failing(ours: _Commands, near: Sequence[str]) -> Next:
    if near:
        return Next(ours.awsconf("explain", near[0]), "that profile is there, and this one is not")
    return Next(ours.check(), "it shows the line that is to blame, and how to mend it")


def _dead(ours: _Commands, one: Answered, findings: Sequence[Diagnostic]) -> Next:
    last = one.resolution.hops[-1]
    if last.provider is Provider.ENV:
        names = "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN"
        return Next(
            f"unset {names}", "the dead session in the environment is used before the files"
        )
    dead = [one.finding for one in findings if one.rule.name == "expired-session-token"]
    fixable = next((finding for finding in dead if finding.fixes), None)
    if fixable is not None:
        why = "it shows the change after which the profile renews itself"
        return Next(ours.awsconf("rewrite", fixable.profile), why)
    snapshot = ours.judged.snapshot
    begun = origin(snapshot, snapshot.profiles[last.profile])
    if begun.kind in _RENEWALS:
        why = f"the dead token is {begun.kind.value}"
        return Next(ours.aws(_RENEWALS[begun.kind], one.say(last.profile)), why)
    return Next(ours.check(), "it says what is known of the dead token, and where it came from")


_RENEWALS = {
    Kind.IDENTITY_CENTER: "configure sso",
    Kind.USER: "configure mfa-login",
    Kind.FEDERATION_TOKEN: "login",
    Kind.LOGIN: "login",
}


def _quoted(text: str) -> str:
    """A word of a command line; a path from `~` keeps its meaning."""
    return text if re.fullmatch(r"[\w@%+=:,./~-]+", text, re.ASCII) else shlex.quote(text)
