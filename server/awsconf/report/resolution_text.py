"""The answers of `resolve` for people: who answers, with which settings, and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Ignoring
from awsconf.report.resolution import Answered, Row, flat, named
from awsconf.report.terminal import BLUE, BOLD, CYAN, GREEN, RED, YELLOW, Ink, printable, width
from awsconf.resolve import choosing
from awsconf.resolve.answer import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awsconf.report import Style

Cells = tuple[str, ...]


def text(answers: Sequence[Answered], style: Style) -> Iterator[str]:
    """A page an answer; of several, a table that shows them all comes first."""
    ink = Ink(style.color)
    if len(answers) > 1:
        head, *rows = aligned([_TITLES, *map(_summary, answers)], "")
        yield "".join(f"{line}\n" for line in (ink(head, BLUE), *rows, ""))
    for number, one in enumerate(answers):
        yield "\n" if number else ""
        yield "".join(f"{line}\n" for line in _page(one, ink))


_TITLES = ("profile", "answers", "starting with", "at", "region")


def _summary(one: Answered) -> Cells:
    """An answer in a line: who answers, and the key or whatever else it all starts with."""
    failure, hops = one.failure, one.resolution.hops
    answer = failure.type if failure else one.provider
    setting = hops[-1].at_setting if hops and not failure else None
    row = None if setting is None else one.row(setting.name, setting)
    region = next((row.value for row in one.rows() if row.name == "region"), "")
    what, where = ("", "") if row is None else (row.value, row.place)
    name = one.profile if one.profile is not None else "(a file is refused)"
    return tuple(map(printable, (name, answer, what, where, region)))


def _page(one: Answered, ink: Ink) -> Iterator[str]:
    subject = ink(f"`{printable(one.subject)}`", BOLD)
    yield f"{subject} for {one.resolution.dialect.title}: {verdict(one, ink)}"
    if failure := one.failure:
        source = "" if failure.is_quoted else " (in our words)"
        yield f"  {printable(flat(failure.message))}{source}"
    yield from block("chain", chain(one), ink)
    yield from block("settings", settings(one.rows()), ink)
    yield from block("ignored", _ignored(one), ink)
    yield from block("default chain", steps(one), ink)
    for number, remark in enumerate(remarks(one)):
        yield from () if number else ("",)
        yield f"  {ink('note', CYAN)}: {printable(remark)}"


def verdict(one: Answered, ink: Ink) -> str:
    if one.failure:
        return ink(one.failure.type, RED)
    if one.resolution.provider is None:
        return ink("nobody answers", YELLOW)
    return ink(one.provider, GREEN)


def block(title: str, rows: Iterable[Cells], ink: Ink) -> Iterator[str]:
    """A titled table; the last column is as long as it is."""
    lines = [tuple(printable(cell) for cell in row) for row in rows]
    if not lines:
        return
    yield ""
    yield f"  {ink(title, BLUE)}"
    yield from aligned(lines, "    ")


def aligned(lines: Sequence[Cells], indent: str) -> Iterator[str]:
    """Lines of cells, the columns below each other."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True))
        yield (indent + "  ".join(cells)).rstrip()


def chain(one: Answered) -> Iterator[Cells]:
    for hop in one.resolution.hops:
        setting = hop.at_setting
        row = None if setting is None else one.row(setting.name, setting)
        where, what = ("", "") if row is None else (row.place, f"{row.name} = {row.value}")
        role = "" if row is not None and setting is hop.role else one.role(hop)
        yield one.say(hop.profile), named(hop.provider), where, f"{what} {role or ''}".strip()


def settings(rows: Iterable[Row]) -> Iterator[Cells]:
    for row in rows:
        yield row.name, row.value, row.place
        for hidden in row.shadowed:
            yield "  hides", hidden.value, hidden.place


_LONGEST = 10


def _ignored(one: Answered) -> Iterator[Cells]:
    found = one.evaluation.ignored
    for at, why in found[:_LONGEST]:
        path, line = one.place(at)
        yield one.first_line(at), f"{path}:{line}", _REASONS[why]
    if len(found) > _LONGEST:
        yield f"and {len(found) - _LONGEST} more", "", ""


_REASONS = {
    Ignoring.NOT_A_SETTING: "a line that is no setting",
    Ignoring.SECTION_NAME: "a section whose name is not taken",
    Ignoring.SETTING_NAME: "a setting whose name is not taken",
    Ignoring.EMPTY_VALUE: "a setting without a value",
    Ignoring.OUTSIDE_SECTION: "a line before the first section",
    Ignoring.REPLACED: "a section whose place a later one takes",
    Ignoring.CONTINUATION: "a line that others take for more of the value above",
    Ignoring.MERGED_AWAY: "a setting that is lost when the files are put together",
    Ignoring.UNDECODABLE: "what is not UTF-8, for which the whole file counts as empty",
}


def steps(one: Answered) -> Iterator[Cells]:
    steps = one.resolution.steps
    if all(step.found is Found.NOT_ASKED for step in steps):
        return
    for step in steps:
        yield named(step.provider), _FOUND[step.found], one.say(step.remark)


_FOUND = {
    Found.ANSWERS: "answers",
    Found.NOTHING: "nothing",
    Found.FAILS: "fails",
    Found.NOT_ASKED: "not asked",
    Found.CANNOT_TELL: "cannot tell",
}


def remarks(one: Answered) -> Iterator[str]:
    """Where version 2 of the AWS CLI would choose otherwise than boto3 and version 1."""
    if one.resolution.dialect is not Dialect.PYTHON:
        return
    ours = choosing.profile(Dialect.PYTHON, one.environ)
    theirs = choosing.cli_2_profile(one.environ)
    if one.is_chosen_by_environment and ours != theirs:
        yield (
            f"version 2 of the AWS CLI asks `{theirs.variable}` first, "
            f"and would take the profile `{one.say(theirs.value or '')}`"
        )
    region, other = (
        choosing.region(Dialect.PYTHON, one.environ),
        choosing.cli_2_region(one.environ),
    )
    if other.value != region.value:
        yield (
            f"version 2 of the AWS CLI takes the Region `{one.say(other.value or '')}` "
            f"from `{other.variable}`, to which boto3 and version 1 are blind"
        )
