"""What `resolve` and `explain` share: which pair is meant, in which environment, who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.cli.inputs import Pair, own_pair, pairs
from awsconf.cli.options import options
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import say
from awsconf.nearest import nearest
from awsconf.report.resolution import Answered
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Failure, Resolution

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from awsconf.host import Host
    from awsconf.readers.evaluation import Evaluation
    from awsconf.report.model import Judged


def found_pairs(arguments: Namespace, host: Host) -> list[Pair]:
    """The pairs that the flags mean; the SDKs' own is one even where neither half exists."""
    # AWS_CONFIG_FILE and its like choose the files, so what is given of them does as well.
    host = host._replace(environ={**host.environ, **_given(arguments)})
    nowhere = own_pair(arguments, host)
    found = pairs(arguments, host, options(arguments)) if nowhere is None else [nowhere]
    for note in (note for pair in found for note in pair.notes):
        say(f"awsconf: {note}")
    return found


def meant(profile: str | None, found: list[Pair]) -> list[Pair]:
    """Of several pairs, those that know the profile; the first where none does."""
    if profile is None:
        return found
    return [pair for pair in found if profile in pair.snapshot.profiles] or found[:1]


def environ(arguments: Namespace, pair: Pair) -> Mapping[str, str]:
    """The environment of the question: the process's own for the user's own files alone."""
    return {**({} if arguments.no_env else pair.snapshot.environ), **_given(arguments)}


def question(
    name: str | None, variables: Mapping[str, str], *, by_environment: bool = False
) -> Asked:
    """How an SDK is asked: by name, or as by AWS_PROFILE."""
    if name is None or not by_environment:
        return Asked(name, variables)
    others = {key: value for key, value in variables.items() if key != "AWS_DEFAULT_PROFILE"}
    return Asked(None, {**others, "AWS_PROFILE": name})


def answer(judged: Judged, evaluation: Evaluation, asked: Asked, *, is_chosen: bool) -> Answered:
    """What the SDK that made the evaluation answers; `is_chosen`: the environment has the say."""
    resolution = ask(evaluation, asked)
    return Answered(
        judged, evaluation, resolution, asked.environ, is_chosen_by_environment=is_chosen
    )


def refused(
    judged: Judged, evaluation: Evaluation, variables: Mapping[str, str]
) -> Iterator[Answered]:
    """What is said of each file that is refused, once."""
    for refusal in {one.at.role: one for one in reversed(evaluation.refusals)}.values():
        failure = Failure(refusal.type, refusal.message)
        resolution = Resolution(evaluation.dialect, None, error=failure)
        yield Answered(judged, evaluation, resolution, variables, refusal)


def near(one: Answered) -> tuple[str, ...]:
    """What may have been meant by a profile that is not there, as it may be shown."""
    name, known = one.resolution.profile, one.evaluation.profiles
    if not name or name in known or one.resolution.error is None:
        return ()
    return tuple(map(one.say, nearest(name, frozenset(known), limit=3)))


def _given(arguments: Namespace) -> Mapping[str, str]:
    given = {}
    for one in arguments.env:
        name, sign, value = one.partition("=")
        if not name or not sign:
            # What was given may be a secret.
            raise Stop(Status.USAGE, "--env: write NAME=VALUE")
        given[name] = value
    return given
