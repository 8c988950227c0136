"""The command `explain`: whose credentials a profile gets, how long they live, and what to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from awsconf.check import check
from awsconf.cli.inputs import Pair
from awsconf.cli.outcome import Status
from awsconf.cli.questions import answer, environ, found_pairs, meant, near, question
from awsconf.cli.screen import colored, write
from awsconf.credentials.expiry import State
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.report import Style, explanations
from awsconf.report.explanation import Explanation, explained
from awsconf.report.model import Judged
from awsconf.rules import selected

if TYPE_CHECKING:
    from argparse import Namespace

    from awsconf.host import Host
    from awsconf.report.resolution import Answered


def explain(arguments: Namespace, host: Host) -> int:
    """Explain one profile, and return the exit status."""
    # The first pair that knows the profile; several are for `resolve`.
    pair = meant(arguments.profile, found_pairs(arguments, host))[0]
    told = _explanation(arguments, pair)
    color = colored(arguments.color, host.environ, sys.stdout)
    style = Style(color, chains=arguments.chains)
    write(explanations(arguments.format, told, style))
    return _status(told)


def _explanation(arguments: Namespace, pair: Pair) -> Explanation:
    judged = Judged(pair.snapshot, tuple(check(pair.snapshot, selected())))
    first = Dialect(arguments.reader)
    answers = {reader: _ask(arguments, pair, judged, reader) for reader in Dialect}
    one = answers.pop(first)
    return explained(judged, one, tuple(answers.values()), near(one))


def _ask(arguments: Namespace, pair: Pair, judged: Judged, reader: Dialect) -> Answered:
    config, credentials = pair.snapshot.config.document, pair.snapshot.credentials.document
    by_environment = arguments.chosen_by == "environment"
    asked = question(arguments.profile, environ(arguments, pair), by_environment=by_environment)
    is_chosen = arguments.profile is None
    return answer(judged, evaluate(reader, config, credentials), asked, is_chosen=is_chosen)


def _status(told: Explanation) -> Status:
    is_dead = told.life is not None and told.life.verdict.state is State.EXPIRED
    answers = told.answered.resolution.provider is not None
    return Status.CLEAN if answers and not is_dead else Status.FINDINGS
