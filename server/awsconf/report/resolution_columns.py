"""The answers of several readers side by side: a column each, and a mark where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.report.resolution import Answered, named
from awsconf.report.resolution_text import aligned
from awsconf.report.terminal import BOLD, RED, YELLOW, Ink, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awsconf.readers.dialects import Dialect
    from awsconf.report import Style

LONGEST_CELL = 26
NONE = "-"


def columns(answers: Sequence[Answered], style: Style) -> Iterator[str]:
    """A table a profile; the refusals of whole files come first."""
    ink = Ink(style.color)
    readers = list(dict.fromkeys(one.resolution.dialect for one in answers))
    for one in answers:
        if one.profile is None and (failure := one.failure):
            title = one.resolution.dialect.value
            yield f"{title}: {ink(failure.type, RED)}: {printable(failure.message)}\n"
    for profile, found in _by_profile(answers).items():
        yield f"\n{ink(f'`{printable(profile)}`', BOLD)}\n"
        yield "".join(f"{line}\n" for line in _table(readers, found, ink))
    yield f"\n{DIFFERS} marks where readers disagree\n"


DIFFERS = "≠"


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
    names = list(dict.fromkeys(name for some in facts for name in some))
    lines = [("", "", *(reader.value for reader in readers))]
    for name in names:
        values = [some.get(name, NONE) for some in facts]
        differs = len(set(values)) > 1
        cells = (_cut(printable(value)) for value in values)
        lines.append((DIFFERS if differs else "", printable(name), *cells))
    for line, row in zip(aligned(lines, "  "), lines, strict=True):
        yield ink(line, YELLOW) if row[0] else line


def _facts(one: Answered) -> dict[str, str]:
    """What is compared, by its name in the table: the answer first, then each setting."""
    facts = {"provider": one.provider}
    if failure := one.failure:
        facts["error"] = failure.type
    hops = one.resolution.hops
    if len(hops) > 1:
        facts["chain"] = " ← ".join(one.say(hop.profile) for hop in hops)
        facts["source"] = named(hops[-1].provider)
    return facts | {row.name: row.value for row in one.rows()}


def _cut(text: str) -> str:
    while width(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL // 2 - 1].rstrip("…") + "…" + text[-(LONGEST_CELL // 2 - 2) :]
    return text
