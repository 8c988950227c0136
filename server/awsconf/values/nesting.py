"""Settings that stand beside a block and belong into one, or the other way round, as edits.

An edit carries the names and values that it moves; nobody keeps a secret in a block.
"""

from __future__ import annotations

import re

from awsconf.catalogue import nested_names
from awsconf.edits import Edit
from awsconf.readers.reading import Part, Value
from awsconf.syntax import Line, LineKind, SectionKind
from awsconf.text import At, Span
from awsconf.values.accepted import misfit
from awsconf.values.regions import no_region

STEP = "  "
"""How much further in the settings of a block stand, where there are none to go by."""


def into_block(part: Part, line: Line, block: str, name: str) -> tuple[Edit, ...]:
    """The edits that make a setting of a section the setting `name` of a block.

    The block begins there if the section has none yet; there are no edits where something else
    stands under its name.
    """
    there, value = part.reading.settings.get(block), part.section.text[line.value : line.stop]
    if misfit(part.reading.kind, name, value, block) is not None:
        return ()
    if there is None:
        # In a block, botocore knows no other delimiter than `=`.
        stretch = Span(line.text, line.value)
        is_plain = "=" in part.section.text[line.name_end : line.value]
        start = f"{block} ={_break(part, line)}{name}"
        return (
            Edit(part.at(line.name), start) if is_plain else Edit(part.at(stretch), f"{start} = "),
        )
    below = [each for each in there.following if each.kind is LineKind.SETTING]
    if not there.is_nested or not below or part.swallows_header or _has(part, below, name):
        return ()
    text, last, end = part.section.text, below[-1], there.lines.end
    indent = text[last.start : last.text]
    moved = f"{indent}{name} = {value}"
    ended = text[:end].endswith(("\n", "\r"))
    line_end = part.section.line_end
    new = moved + line_end if ended else line_end + moved
    return Edit(part.at(line.whole), ""), Edit(part.at(Span(end, end)), new)


def written_out(
    part: Part, name: str, value: Value, below: list[Line]
) -> tuple[str, tuple[Edit, ...]]:
    """How to make a block of a setting that has none below it: a title, and the edits if it can be.

    `below` are the lines that were meant to stand in it.
    """
    if below:
        starts = (part.at(Span(line.start, line.start)) for line in below)
        edits = tuple(Edit(at, STEP) for at in starts)
        title = f"Indent what stands below `{name}`"
        return title, edits if _are_free(part, value, below) else ()
    if not value.text:
        empty = (
            () if part.swallows_header or part.repeats(name) else (Edit(part.at(value.lines), ""),)
        )
        return f"Delete `{name}`", empty
    written = re.fullmatch(r"(\w+)\s*=\s*(\S+)", value.text)
    title, stretch = f"Put it below `{name} =`", part.at(Span(value.line.name_end, value.line.stop))
    start = f" ={_break(part, value.line)}"
    if written and written[1].lower() in nested_names(part.reading.kind, name):
        return title, (Edit(stretch, f"{start}{written[1]} = {written[2]}"),)
    is_endpoint = part.reading.kind is SectionKind.SERVICES and "://" in value.text
    return title, (Edit(stretch, f"{start}endpoint_url = {value.text}"),) if is_endpoint else ()


def out_of_block(part: Part, line: Line, block: str) -> tuple[Edit, ...]:
    """The edits that put a setting of a block beside it; none if such a one stands there."""
    there, text = part.reading.settings.get(block), part.section.text
    name = part.section.read(line.name)
    if there is None or name.lower() in part.reading.settings:
        return ()
    # Where it was passed over, a value that nobody takes did no harm.
    value = text[line.value : line.stop]
    if misfit(part.reading.kind, name.lower(), value) or (name == "region" and no_region(value)):
        return ()
    indent = text[there.line.start : there.line.text]
    moved = f"{indent}{name} = {value}{part.section.line_end}"
    start = At(part.role, part.start + there.line.start, part.start + there.line.start)
    left = [each for each in there.following if each != line]
    # Without the last setting below it, the block's own line would be a setting that is empty.
    gone = line.whole if left else Span(there.line.start, line.end)
    if not left:
        return (Edit(part.at(gone), moved),)
    return Edit(start, moved), Edit(part.at(gone), "")


def _are_free(part: Part, value: Value, below: list[Line]) -> bool:
    """Whether lines come to stand further in than a setting, with `=`, and take nothing along."""
    settings, read = part.reading.settings, part.section.read
    if any("=" not in read(Span(line.name_end, line.value)) for line in below):
        return False
    deep = all(line.indent + len(STEP) > value.line.indent for line in below)
    return deep and not any(settings[read(line.name).lower()].following for line in below)


def _has(part: Part, lines: list[Line], name: str) -> bool:
    return any(part.section.read(each.name).lower() == name for each in lines)


def _break(part: Part, line: Line) -> str:
    return part.section.line_end + part.section.text[line.start : line.text] + STEP
