"""The answers of several readers side by side: a column each, and a mark where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.redaction import HIDDEN
from awsconf.report.resolution import Answered, flat, named
from awsconf.report.resolution_text import aligned
from awsconf.report.terminal import BLUE, BOLD, RED, YELLOW, Ink, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awsconf.readers.dialects import Dialect
    from awsconf.report import Style

LONGEST_CELL = 24
ABSENT = "-"
DIFFERS = "≠"

ANSWER = ("provider", "error", "chain", "source")
"""What is always shown, before the settings; an error has another name in every SDK."""


def columns(answers: Sequence[Answered], style: Style) -> Iterator[str]:
    """A table a profile; the refusals of whole files come first."""
    ink = Ink(style.color)
    readers = list(dict.fromkeys(one.resolution.dialect for one in answers))
    for one in answers:
        if one.profile is None and (failure := one.failure):
            title = one.resolution.dialect.value
            yield f"{title}: {ink(failure.type, RED)}: {printable(flat(failure.message))}\n"
    profiles = _by_profile(answers)
    for profile, found in profiles.items():
        yield f"\n{ink(f'`{printable(profile)}`', BOLD)}\n"
        yield "".join(f"{line}\n" for line in _table(readers, found, ink))
    if profiles:
        yield f"\n{DIFFERS} marks what readers disagree about\n"


def _by_profile(answers: Sequence[Answered]) -> dict[str, dict[Dialect, Answered]]:
    found: dict[str, dict[Dialect, Answered]] = {}
    for one in answers:
        if one.profile is not None:
            found.setdefault(one.profile, {})[one.resolution.dialect] = one
    return found


def _table(
    readers: Sequence[Dialect], found: Mapping[Dialect, Answered], ink: Ink
) -> Iterator[str]:
    facts = [_facts(found[reader]) if reader in found else {} for reader in readers]
    names = dict.fromkeys((*ANSWER, *(name for some in facts for name in some)))
    lines, agreed = [("", "", *(reader.value for reader in readers))], []
    for name in names:
        values = [some.get(name, ABSENT) for some in facts]
        cells = tuple(_cut(printable(value)) for value in values)
        unseen = HIDDEN in values[0] and _differ_unseen(name, list(found.values()))
        if unseen or _differ(name, values):
            lines.append((DIFFERS, printable(name), *cells))
        elif name in ANSWER and set(values) != {ABSENT}:
            lines.append(("", printable(name), *cells))
        elif name not in ANSWER:
            agreed.append((printable(name), printable(values[0])))
    for line, row in zip(aligned(lines, "  "), lines, strict=True):
        yield ink(line, YELLOW) if row[0] else line
    if agreed:
        yield f"  {ink('all agree', BLUE)}"
        yield from aligned(agreed, "    ")


def _differ(name: str, values: Sequence[str]) -> bool:
    if name == "error":
        return len({value == ABSENT for value in values}) > 1
    return len(set(values)) > 1


def _differ_unseen(name: str, answers: Sequence[Answered]) -> bool:
    """Whether what is shown alike is not: of secrets nothing is shown."""
    return any(answers[0].differs(name, other) for other in answers[1:])


def _facts(one: Answered) -> dict[str, str]:
    """What is compared, by its name in the table."""
    facts = {"provider": one.provider}
    if failure := one.failure:
        facts["error"] = failure.type
    hops = one.resolution.hops
    if len(hops) > 1:
        facts["chain"] = " ← ".join(one.say(hop.profile) for hop in hops)
        facts["source"] = named(hops[-1].provider)
    # A setting is kept apart from an answer, should anybody call one `provider`.
    return facts | {_setting(row.name): row.value for row in one.rows()}


def _setting(name: str) -> str:
    return f"{name} =" if name in ANSWER else name


def _cut(text: str) -> str:
    """The two ends of a text that is too long."""
    if width(text) <= LONGEST_CELL:
        return text
    half = (LONGEST_CELL - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
