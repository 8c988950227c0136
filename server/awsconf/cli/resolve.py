"""The command `resolve`: who answers for a profile, through which chain, or with which error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from awsconf.cli.inputs import Pair
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.questions import answer, environ, found_pairs, meant, near, question, refused
from awsconf.cli.resolve_arguments import ALL
from awsconf.cli.screen import colored, say, write
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.report import Style, resolutions
from awsconf.report.model import Judged
from awsconf.report.resolution import Answered

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from awsconf.host import Host


def resolve(arguments: Namespace, host: Host) -> int:
    """Answer what the flags ask, and return the exit status."""
    if arguments.all and arguments.profile is not None:
        arguments.paths = [arguments.profile, *arguments.paths]
        arguments.profile = None
    readers = _readers(arguments)
    found = meant(arguments.profile, found_pairs(arguments, host))
    answers = [one for pair in found for one in _about(arguments, pair, readers)]
    several = len(readers) > 1 and arguments.format == "text"
    style = Style(colored(arguments.color, host.environ, sys.stdout))
    write(resolutions("columns" if several else arguments.format, answers, style))
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


def _about(arguments: Namespace, pair: Pair, readers: tuple[Dialect, ...]) -> Iterator[Answered]:
    judged, variables = Judged(pair.snapshot, ()), environ(arguments, pair)
    config, credentials = pair.snapshot.config.document, pair.snapshot.credentials.document
    by_environment = arguments.chosen_by == "environment"
    is_chosen = arguments.profile is None and not arguments.all
    for reader in readers:
        evaluation = evaluate(reader, config, credentials)
        yield from refused(judged, evaluation, variables)
        names = tuple(evaluation.profiles) if arguments.all else (arguments.profile,)
        for name in names:
            asked = question(name, variables, by_environment=by_environment)
            one = answer(judged, evaluation, asked, is_chosen=is_chosen)
            # That a file is refused, has been said.
            if one.resolution.profile is not None or not evaluation.refusals:
                yield one


def _hint(arguments: Namespace, one: Answered, host: Host) -> str | None:
    """What may have been meant by a profile that is not there."""
    name = one.resolution.profile
    if not name or name in one.evaluation.profiles or one.resolution.error is None or arguments.all:
        return None
    if name == arguments.profile and _is_there(name, host):
        return "awsconf: a first argument is a profile; to ask about files alone, add --all"
    names = ", ".join(f"`{other}`" for other in near(one))
    return f"awsconf: there is no such profile; did you mean {names}?" if names else None


def _is_there(name: str, host: Host) -> bool:
    """Whether a path of that name exists; Python raises for one that cannot."""
    try:
        return (host.cwd / name).exists()
    except (OSError, ValueError):
        return False
