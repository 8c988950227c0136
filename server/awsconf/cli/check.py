"""The command `check`: judge the pairs, mend them if asked to, and report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from awsconf import check as judgement
from awsconf.cli.inputs import Pair, pairs
from awsconf.cli.options import names, options
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.rule import unknown
from awsconf.cli.screen import colored, say, write
from awsconf.report import Style, report
from awsconf.report.model import Judged
from awsconf.rule import Rule, Severity
from awsconf.rules import selected

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from awsconf.host import Host


def check(arguments: Namespace, host: Host) -> int:
    """Check the files that the flags name and return the exit status."""
    rules = _rules(arguments)
    found = pairs(arguments, host, options(arguments))
    for note in (note for pair in found for note in pair.notes):
        say(f"awsconf: {note}")
    if arguments.diff or arguments.fix:
        from awsconf.cli.fix import fix

        return fix(arguments, host, found, rules)
    judged = [judge(pair, rules) for pair in found]
    show(arguments, host, judged, rules)
    return status(arguments, judged)


def judge(pair: Pair, rules: tuple[Rule, ...]) -> Judged:
    """What the rules say of one pair."""
    return Judged(pair.snapshot, tuple(judgement.check(pair.snapshot, rules)))


def show(
    arguments: Namespace, host: Host, judged: Sequence[Judged], rules: tuple[Rule, ...]
) -> None:
    """Print the report in the format asked for."""
    style = Style(colored(arguments.color, host.environ, sys.stdout), arguments.unsafe_fixes)
    write(report(arguments.format, judged, rules, style))


def status(arguments: Namespace, judged: Iterable[Judged], changed: bool = False) -> Status:
    """The exit status for what is found; `changed` says that a diff was shown."""
    worst = Severity(arguments.fail_on).rank
    fails = changed or any(
        diagnostic.severity.rank <= worst for one in judged for diagnostic in one.diagnostics
    )
    return Status.FINDINGS if fails and not arguments.exit_zero else Status.CLEAN


def _rules(arguments: Namespace) -> tuple[Rule, ...]:
    select, ignore = names(arguments.select), names(arguments.ignore)
    try:
        rules = selected(select, ignore)
    except KeyError as error:
        raise unknown(error.args[0]) from None
    # A check that asks nothing finds nothing, which looks like files without a fault.
    if not rules or (arguments.select and not select):
        raise Stop(Status.USAGE, "--select and --ignore leave no rule to ask")
    return rules
