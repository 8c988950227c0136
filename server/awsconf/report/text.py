"""The report for people: each finding with the lines that it is about, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.evidence import Certainty
from awsconf.report.frames import frames
from awsconf.report.model import Judged, counts, files, findings, fixable
from awsconf.report.terminal import BLUE, BOLD, CYAN, GREEN, RED, YELLOW, Ink, printable
from awsconf.rule import Fix, Severity
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.check import Diagnostic
    from awsconf.report import Style

COLORS = {
    Severity.ERROR: RED,
    Severity.WARNING: YELLOW,
    Severity.INFO: BLUE,
    Severity.HINT: CYAN,
}


def text(judged: Sequence[Judged], style: Style) -> Iterator[str]:
    """A frame a finding, and what it all comes to."""
    ink = Ink(style.color)
    for one, diagnostic in findings(judged):
        yield "".join(f"{line}\n" for line in _finding(one, diagnostic, ink))
        yield "\n"
    yield "".join(f"{line}\n" for line in _footer(judged, style, ink))


def _finding(one: Judged, diagnostic: Diagnostic, ink: Ink) -> Iterator[str]:
    rule, finding, severity, certainty = diagnostic
    color = COLORS[severity]
    message = printable(one.message(finding))
    yield ink(f"{severity.value}[{rule.name}]", color) + ink(f": {message}", BOLD)
    margin = 1
    for frame in frames(one, finding):
        margin = frame.margin
        yield from frame.lines(ink, color)
    rail = " " * margin + ink(" =", BLUE)
    for sentence in finding.evidence:
        yield f"{rail} evidence: {printable(one.say(sentence))}"
    if certainty is not Certainty.PROOF:
        yield f"{rail} certainty: {certainty.value}"
    for fix in finding.fixes:
        yield f"{rail} {ink('help', CYAN)}: {printable(one.say(fix.title))} ({_claims(fix)})"


def _claims(fix: Fix) -> str:
    return ("safe" if fix.safe else "unsafe") + (", preferred" if fix.preferred else "")


def _footer(judged: Sequence[Judged], style: Style, ink: Ink) -> Iterator[str]:
    found = {severity: count for severity, count in counts(judged).items() if count}
    where = _where(judged)
    if not found:
        yield f"{ink('No findings', GREEN)} in {where}."
        return
    parts = [ink(_counted(count, one.value), COLORS[one]) for one, count in found.items()]
    yield f"Found {', '.join(parts)} in {where}."
    yield from _remedies(judged, style)


def _counted(count: int, noun: str) -> str:
    # `info` is not counted in English.
    return f"{count} {noun}" + ("s" if count != 1 and noun != "info" else "")


def _where(judged: Sequence[Judged]) -> str:
    paths = [f"`{printable(file.path)}`" for file in files(judged)]
    if len(paths) > 4:
        return f"{len(paths)} files"
    return enumerated(paths)


def _remedies(judged: Sequence[Judged], style: Style) -> Iterator[str]:
    safe, all_ = fixable(judged, unsafe=False), fixable(judged, unsafe=True)
    if style.unsafe and all_:
        yield f"{all_} fixable with --fix --unsafe-fixes ({safe} of them safe)."
    elif safe:
        more = f" ({all_ - safe} more with --unsafe-fixes)" if all_ > safe else ""
        yield f"{safe} fixable with --fix{more}."
    elif all_:
        yield f"{all_} fixable with --fix --unsafe-fixes."
