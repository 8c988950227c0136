"""The AWS CLIs on the path: which one wins, and what its version does otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations, Program
from awsconf.doctor.shells import Command
from awsconf.doctor.versions import Difference, differences, parse
from awsconf.evidence import Certainty
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
    for one in _differences(first):
        matters = one.matters(snapshot)
        state = State.WARNING if matters else State.NOTE
        update = (Command("aws --version"),) if matters else ()
        line = _line(state, f"version {first.version} {one.says}", *update)
        yield line._replace(certainty=Certainty.STRONG)
    yield from _others(first, others)


def _line(state: State, message: str, *commands: Command) -> Line:
    return Line(Topic.PROGRAMS, state, message, commands=commands)


def _version(program: Program) -> str:
    return f"version {program.version}" if program.version else "of an unknown version"


def _differences(program: Program) -> tuple[Difference, ...]:
    version = parse(program.version or "")
    return () if version is None else tuple(differences(version))


def _others(first: Program, others: list[Program]) -> Iterator[Line]:
    for one in others:
        differs = one.version != first.version
        state = State.WARNING if differs else State.NOTE
        message = f"`{one.path}` is another, {_version(one)}, which comes later on the path"
        yield _line(state, message, *((Command("aws --version"),) if differs else ()))
