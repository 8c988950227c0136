"""The command `resolve`: who answers for a profile, through which chain, or with which error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from awsconf.cli.inputs import Pair, own_pair, pairs
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.resolve_arguments import ALL
from awsconf.cli.screen import colored, say, write
from awsconf.nearest import nearest
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.report import Style, resolution
from awsconf.report.model import Judged
from awsconf.report.resolution import Answered
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Failure, Resolution

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from awsconf.host import Host
    from awsconf.readers.evaluation import Evaluation


def resolve(arguments: Namespace, host: Host) -> int:
    """Answer what the flags ask, and return the exit status."""
    if arguments.all and arguments.profile is not None:
        arguments.paths = [arguments.profile, *arguments.paths]
        arguments.profile = None
    readers = _readers(arguments)
    # AWS_CONFIG_FILE and its like choose the files, so what is given of them does as well.
    host = host._replace(environ={**host.environ, **_given(arguments)})
    nowhere = own_pair(arguments, host)
    found = pairs(arguments, host) if nowhere is None else [nowhere]
    for note in (note for pair in found for note in pair.notes):
        say(f"awsconf: {note}")
    answers = [one for pair in _meant(arguments, found) for one in _about(arguments, pair, readers)]
    several = len(readers) > 1 and arguments.format == "text"
    style = Style(colored(arguments.color, host.environ, sys.stdout))
    write(resolution("columns" if several else arguments.format, answers, style))
    for hint in dict.fromkeys(filter(None, (_hint(arguments, one, host) for one in answers))):
        say(hint)
    failed = any(one.resolution.error is not None for one in answers)
    return Status.FINDINGS if failed else Status.CLEAN


def _readers(arguments: Namespace) -> tuple[Dialect, ...]:
    if arguments.reader != ALL:
        return (Dialect(arguments.reader),)
    if arguments.format == "mermaid":
        raise Stop(Status.USAGE, "--format mermaid draws what one reader sees; name it")
    return tuple(Dialect)


def _meant(arguments: Namespace, found: list[Pair]) -> list[Pair]:
    """Of several pairs, those that know the profile; the first where none does."""
    if arguments.profile is None:
        return found
    return [pair for pair in found if arguments.profile in pair.snapshot.profiles] or found[:1]


def _about(arguments: Namespace, pair: Pair, readers: tuple[Dialect, ...]) -> Iterator[Answered]:
    judged = Judged(pair.snapshot, ())
    environ = _environ(arguments, pair)
    config, credentials = pair.snapshot.config.document, pair.snapshot.credentials.document
    for reader in readers:
        evaluation = evaluate(reader, config, credentials)
        yield from _refused(judged, evaluation, environ)
        for asked in _questions(arguments, evaluation, environ):
            answered = ask(evaluation, asked)
            # That a file is refused, has been said.
            if answered.profile is not None or not evaluation.refusals:
                by_environment = arguments.profile is None and not arguments.all
                yield Answered(
                    judged,
                    evaluation,
                    answered,
                    asked.environ,
                    is_chosen_by_environment=by_environment,
                )


def _environ(arguments: Namespace, pair: Pair) -> Mapping[str, str]:
    """The environment of the question: the process's own for the user's own files alone."""
    return {**({} if arguments.no_env else pair.snapshot.environ), **_given(arguments)}


def _given(arguments: Namespace) -> Mapping[str, str]:
    given = {}
    for one in arguments.env:
        name, sign, value = one.partition("=")
        if not name or not sign:
            # What was given may be a secret.
            raise Stop(Status.USAGE, "--env: write NAME=VALUE")
        given[name] = value
    return given


def _refused(
    judged: Judged, evaluation: Evaluation, environ: Mapping[str, str]
) -> Iterator[Answered]:
    """What is said of each file that is refused, once."""
    for refusal in {one.at.role: one for one in reversed(evaluation.refusals)}.values():
        failure = Failure(refusal.type, refusal.message)
        refused = Resolution(evaluation.dialect, None, error=failure)
        yield Answered(judged, evaluation, refused, environ, refusal)


def _questions(
    arguments: Namespace, evaluation: Evaluation, environ: Mapping[str, str]
) -> Iterator[Asked]:
    names = tuple(evaluation.profiles) if arguments.all else (arguments.profile,)
    for name in names:
        if name is not None and arguments.chosen_by == "environment":
            others = {key: value for key, value in environ.items() if key != "AWS_DEFAULT_PROFILE"}
            yield Asked(None, {**others, "AWS_PROFILE": name})
        else:
            yield Asked(name, environ)


def _hint(arguments: Namespace, one: Answered, host: Host) -> str | None:
    """What may have been meant by a profile that is not there."""
    name, known = one.resolution.profile, one.evaluation.profiles
    if not name or name in known or one.resolution.error is None or arguments.all:
        return None
    if name == arguments.profile and _is_there(name, host):
        return "awsconf: a first argument is a profile; to ask about files alone, add --all"
    near = nearest(name, frozenset(known), limit=3)
    names = ", ".join(f"`{one.say(other)}`" for other in near)
    return f"awsconf: there is no such profile; did you mean {names}?" if near else None


def _is_there(name: str, host: Host) -> bool:
    """Whether a path of that name exists; Python raises for one that cannot."""
    try:
        return (host.cwd / name).exists()
    except (OSError, ValueError):
        return False
