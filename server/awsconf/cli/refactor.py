"""What `rewrite --as`, `--all` and `--list` do: refactor profiles, or say what could be done."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from awsconf.cli.inputs import Pair, pairs
from awsconf.cli.options import options
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.rewrite import carry_out, pair_with, wished
from awsconf.cli.rewrite_arguments import DEFAULT
from awsconf.cli.screen import write
from awsconf.host import Host
from awsconf.refactoring.answers import Answer, Refused, Wishes
from awsconf.refactoring.planning import no_profile, offered, planned
from awsconf.refactoring.registry import BY_NAME, REFACTORINGS
from awsconf.refactoring.together import planned_for_all
from awsconf.report.model import Judged
from awsconf.report.terminal import printable
from awsconf.rewrite import asked
from awsconf.snapshot import Snapshot


def refactor(arguments: Namespace, host: Host) -> int:
    """Show the refactoring that the flags ask for, or write it, and return the exit status."""
    _check(arguments)
    if arguments.all and arguments.profile is not None:
        arguments.paths = [arguments.profile, *arguments.paths]
        arguments.profile = None
    found = pairs(arguments, host, options(arguments))
    if arguments.list:
        return _list(arguments, host, found)
    if arguments.all:
        return _all(arguments, host, found)
    pair = pair_with(arguments.profile, found)
    answer = planned(pair.snapshot, BY_NAME[arguments.mode], arguments.profile, wished(arguments))
    return _answered(pair, answer, arguments, host)


def _check(arguments: Namespace) -> None:
    """Raise Stop for flags that do not go together."""
    if arguments.list:
        if arguments.write:
            raise Stop(Status.USAGE, "--list only tells; leave out --write")
        return
    if arguments.mode == DEFAULT:
        raise Stop(Status.USAGE, "--all needs --as: each token has a role of its own")
    if arguments.profile is None and not arguments.all:
        raise Stop(Status.USAGE, "the following arguments are required: PROFILE")
    refactoring = BY_NAME[arguments.mode]
    for name, value in wished(arguments)._asdict().items():
        if value is not None and name not in refactoring.wishes:
            flag = f"--{name.replace('_', '-')}"
            raise Stop(Status.USAGE, f"{flag} means nothing to --as {arguments.mode}")


def _all(arguments: Namespace, host: Host, found: list[Pair]) -> int:
    """Every profile of every pair; what cannot be done to any of them is no failure."""
    refactoring = BY_NAME[arguments.mode]
    if not any(True for pair in found for _ in refactoring.each(pair.snapshot)):
        raise Stop(Status.NOTHING, f"nothing to do: no profile is there for --as {arguments.mode}")
    plans = [
        (pair, planned_for_all(pair.snapshot, refactoring, wished(arguments))) for pair in found
    ]
    if all(isinstance(answer, Refused) for _, answer in plans):
        pair, answer = plans[0]
        return _answered(pair, answer, arguments, host)
    for pair, answer in plans:
        if not isinstance(answer, Refused):
            _answered(pair, answer, arguments, host)
    return Status.CLEAN


def _answered(pair: Pair, answer: Answer, arguments: Namespace, host: Host) -> int:
    if isinstance(answer, Refused):
        raise Stop(Status.USAGE, Judged(pair.snapshot, ()).say(answer.reason))
    return carry_out(pair, answer.fix, answer.notes, arguments, host)


def _list(arguments: Namespace, host: Host, found: list[Pair]) -> int:
    if arguments.profile is not None:
        snapshot = pair_with(arguments.profile, found).snapshot
        if arguments.profile not in snapshot.profiles:
            return _answered(found[0], no_profile(snapshot, arguments.profile), arguments, host)
        write(_lines_of(snapshot, arguments.profile, wished(arguments)))
    else:
        write(line for pair in found for line in _lines(pair.snapshot))
    return Status.CLEAN


def _lines_of(snapshot: Snapshot, name: str, wishes: Wishes) -> Iterator[str]:
    """What can be done to one profile, and why the rest cannot."""
    token = asked.plan(snapshot, name, wishes)
    yield _line(snapshot, DEFAULT, token)
    for refactoring in REFACTORINGS:
        yield _line(snapshot, refactoring.name, planned(snapshot, refactoring, name, wishes))


def _line(snapshot: Snapshot, mode: str, answer: asked.Plan | Answer) -> str:
    refused = isinstance(answer, Refused)
    text = f"no: {answer.reason}" if isinstance(answer, Refused) else answer.fix.title
    mark = "-" if refused else "+"
    return f"{mark} {mode:<13}  {_shown(snapshot, text)}\n"


def _lines(snapshot: Snapshot) -> Iterator[str]:
    """What can be done to whom."""
    tokens = [
        name
        for name in snapshot.profiles
        if isinstance(asked.plan(snapshot, name, asked.Wishes()), asked.Plan)
    ]
    yield _whom(snapshot, DEFAULT, tokens)
    for refactoring in REFACTORINGS:
        names = [
            name
            for name in dict.fromkeys(refactoring.each(snapshot))
            if name in snapshot.profiles
            and not isinstance(offered(snapshot, refactoring, name), Refused)
        ]
        yield _whom(snapshot, refactoring.name, names)


def _whom(snapshot: Snapshot, mode: str, names: list[str]) -> str:
    text = ", ".join(f"`{name}`" for name in names) or "nobody"
    return f"{'+' if names else '-'} {mode:<13}  {_shown(snapshot, text)}\n"


def _shown(snapshot: Snapshot, text: str) -> str:
    return printable(Judged(snapshot, ()).say(text))
