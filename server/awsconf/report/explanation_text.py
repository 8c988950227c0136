"""The explanation of a profile for people: whose credentials, alive or dead, and what to do.

All that follows is for who wants to know why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.report.explanation import Explanation, agrees, origin
from awsconf.report.resolution import Answered, flat, named
from awsconf.report.resolution_text import (
    Cells,
    block,
    chain,
    remarks,
    settings,
    steps,
    verdict,
)
from awsconf.report.terminal import BLUE, BOLD, CYAN, GREEN, RED, YELLOW, Ink, printable
from awsconf.rule import Severity
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awsconf.report import Style


def text(told: Explanation, style: Style) -> Iterator[str]:
    """The page."""
    yield "".join(f"{line}\n" for line in _page(told, style))


def _page(told: Explanation, style: Style) -> Iterator[str]:
    ink, one = Ink(style.color), told.answered
    yield f"{ink(f'`{printable(one.subject)}`', BOLD)} for {_title(one)}: {verdict(one, ink)}"
    if failure := one.failure:
        source = "" if failure.is_quoted else " (in our words)"
        yield f"  {printable(flat(failure.message))}{source}"
    yield from block("credentials", _origin(told), ink)
    yield from block("life", _life(told), ink)
    yield from block("comes too late", _shadowed(told), ink)
    yield from _next(told, ink)
    yield from _findings(told, ink)
    if len(one.resolution.hops) > 1:
        yield from block("chain", chain(one), ink)
    yield from block("settings", settings(one.rows()), ink)
    yield from block("other SDKs", _others(told), ink)
    shown = [each for each in told.others if style.chains or not agrees(one, each)]
    for each in (one, *shown):
        yield from block(f"default chain of {_title(each)}", steps(each), ink)
    for remark in remarks(one):
        yield f"  {ink('note', CYAN)}: {printable(remark)}"
    if len(shown) < len(told.others):
        yield ""
        yield "  `--chains` shows the default chains of the SDKs that agree too"


def _next(told: Explanation, ink: Ink) -> Iterator[str]:
    yield ""
    yield f"  {ink('next', BLUE)}"
    yield f"    {ink(printable(told.next.command), GREEN)}"
    yield f"      {printable(told.next.why)}"


def _title(one: Answered) -> str:
    return one.resolution.dialect.title


def _origin(told: Explanation) -> Iterator[Cells]:
    """The setting or variable by which credentials are had, and who hands them out."""
    row, hops = origin(told.answered), told.answered.resolution.hops
    if row is not None:
        yield row.name, row.value, named(hops[-1].provider), row.place


def _life(told: Explanation) -> Iterator[Cells]:
    life, one, hops = told.life, told.answered, told.answered.resolution.hops
    whose = f"the token of `{hops[-1].profile}`: " if len(hops) > 1 else ""
    if life is not None:
        yield (one.say(f"{whose}{life.sentence} (certainty: {life.sure})"),)
        if life.left:
            yield (one.say(life.left),)
        for sentence in life.verdict.evidence:
            yield (one.say(f"evidence: {sentence}"),)
    elif told.for_ever:
        yield ("the keys are long-term ones, which no clock ends",)


def _shadowed(told: Explanation) -> Iterator[Cells]:
    for provider, row, remark in told.shadowed:
        what = "" if row is None else f"{row.name} = {row.value}"
        yield named(provider), "" if row is None else row.place, what or told.answered.say(remark)


def _others(told: Explanation) -> Iterator[Cells]:
    same = [one for one in told.others if agrees(told.answered, one)]
    if same:
        yield enumerated([_title(one) for one in same]), "the same", "", ""
    for one in told.others:
        if one not in same:
            row, failure = origin(one), one.failure
            who = failure.type if failure else one.provider
            place = "" if row is None else row.place
            yield _title(one), "differs", who, flat(failure.message) if failure else place


_COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE, Severity.HINT: CYAN}


def _findings(told: Explanation, ink: Ink) -> Iterator[str]:
    if told.findings:
        yield ""
        yield f"  {ink('findings', BLUE)}"
    for rule, finding, severity, _ in told.findings:
        path, line = told.answered.place(finding.at)
        head = ink(f"{severity.value}[{rule.name}]", _COLORS[severity])
        yield f"    {printable(path)}:{line}: {head}: {printable(told.judged.message(finding))}"
