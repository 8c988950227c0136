"""The AWS CLIs on the path: which one wins, and what its version does otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations, Program
from awsconf.doctor.shells import Command
from awsconf.doctor.versions import Difference, differences, parse
from awsconf.snapshot import Snapshot


def programs(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """The first one on the path with all that is to be said of it, then the others."""
    if not seen.programs:
        yield _line(State.NOTE, "no AWS CLI is on the path")
        return
    first, *others = seen.programs
    yield _line(State.OK, f"the AWS CLI on the path is `{first.path}`, {_version(first)}")
    if parse(first.version or "") is None:
        where = (Command("aws --version"),)
        yield _line(State.UNKNOWN, "its own files do not tell its version", *where)
    yield from _told(first, snapshot, seen)
    yield from _others(first, others)


def _told(program: Program, snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What its version does otherwise: first what matters to these files and this environment."""
    # One update is enough for all that is old.
    found, updating = _differences(program), [_updating(seen.platform)]
    for one in sorted(found, key=lambda one: not one.matters(snapshot)):
        message = f"version {program.version} {one.says}"
        if not one.matters(snapshot):
            yield _line(State.NOTE, message)
        elif one.is_old:
            yield _line(State.WARNING, message, *updating)
            updating = []
        else:
            yield _line(State.WARNING, message, Command("awsconf resolve --reader all"))


def _updating(platform: str) -> Command:
    """What installs the newest version, as the AWS CLI User Guide has it."""
    site = "https://awscli.amazonaws.com"
    if platform == "win32":
        return Command(f"msiexec.exe /i {site}/AWSCLIV2.msi")
    if platform == "darwin":
        install = "sudo installer -pkg AWSCLIV2.pkg -target /"
        return Command(f"curl -O {site}/AWSCLIV2.pkg && {install}")
    archive = "awscli-exe-linux-$(uname -m).zip"
    install = f"unzip -q {archive} && sudo ./aws/install --update"
    return Command(f"curl -O {site}/{archive} && {install}")


def _line(state: State, message: str, *commands: Command) -> Line:
    return Line(Topic.PROGRAMS, state, message, commands=commands)


def _version(program: Program) -> str:
    return f"version {program.version}" if program.version else "of an unknown version"


def _differences(program: Program) -> tuple[Difference, ...]:
    version = parse(program.version or "")
    return () if version is None else tuple(differences(version))


def _others(first: Program, others: list[Program]) -> Iterator[Line]:
    for one in others:
        message = f"`{one.path}` is another, {_version(one)}, which comes later on the path"
        command = (Command("aws --version"),) if one.version != first.version else ()
        # Who has updated it, still calls the old one.
        is_newer = (parse(one.version or "") or ()) > (parse(first.version or "") or ())
        yield _line(State.WARNING if is_newer else State.NOTE, message, *command)
