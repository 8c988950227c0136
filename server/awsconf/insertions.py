"""New settings that look as if they had always stood there.

They keep the line ends of the file, the indentation of their neighbours (Python takes a line that
is further in for more of the value above) and the neighbours' blanks around the delimiter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from awsconf.edits import Edit
from awsconf.pasted import EXPIRY, UTC, Block, blocks, role_in
from awsconf.profiles import Found, Profile
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part
from awsconf.redaction import masked_text
from awsconf.snapshot import Snapshot
from awsconf.syntax import Line, LineKind, Section
from awsconf.text import At, Role, Span

Settings = Sequence[tuple[str, str]]


def below(found: Found, new: Settings) -> Edit:
    """Put settings below one that is there, which may end a file without a line end."""
    end = found.lines_at.end
    lines, line_end = _lines_beside(found, new), found.part.section.line_end
    text = lines if _is_ended(found) else line_end + lines.removesuffix(line_end)
    return Edit(At(found.role, end, end), text)


def above(found: Found, new: Settings) -> Edit:
    """Put settings above one that is there."""
    start = found.lines_at.start
    return Edit(At(found.role, start, start), _lines_beside(found, new))


def instead_of(found: Found, new: Settings) -> Edit:
    """Put settings in the place of one that is there."""
    lines = _lines_beside(found, new)
    text = lines if _is_ended(found) else lines.removesuffix(found.part.section.line_end)
    return Edit(found.lines_at, text)


def in_place_of(reading: Reading, part: Part, block: Block) -> tuple[Edit, ...]:
    """Write what was pasted as settings, around its values, which stay where they are.

    There are no edits where the values are not surely known, or the section has such settings
    already.
    """
    outside, name = part.reading.header is None, home_of(reading, part, block)
    if not block.fields or name is None:
        return ()
    pasted = {line.start for line in block.lines}
    # Of two blocks with the same settings, nobody knows which is meant.
    given, there = part.section.derive(_given), part.reading.settings
    for setting in (field.name for field in block.fields):
        if given[setting] > 1 or (setting in there and there[setting].line.start not in pasted):
            return ()
    own = [value.line for value in there.values() if value.line.start not in pasted]
    first = _first_outside(part)
    header = f"[{_header_in(part.role, name)}]{part.section.line_end}" if outside else ""
    indent = _style(part.section, min(own))[0] if own else ""
    edits = tuple(_around(part, block, indent))
    if outside and first == block.span.start:
        return (edits[0]._replace(text=header + edits[0].text), *edits[1:])
    above = At(part.role, part.start + first, part.start + first)
    return (Edit(above, header), *edits) if outside else edits


def instead_of_block(reading: Reading, part: Part, block: Block, new: Settings) -> Edit:
    """Put settings in the place of what was pasted, for the same profile; none: it just goes."""
    there, pasted = part.reading.settings.values(), {line.start for line in block.lines}
    own = [value.line for value in there if value.line.start not in pasted]
    indent = _style(part.section, min(own))[0] if own else ""
    lines = _lines(new, indent, " = ", part.section.line_end)
    if new and part.reading.header is None:
        name = home_of(reading, part, block) or "default"
        lines = f"[{_header_in(part.role, name)}]{part.section.line_end}{lines}"
    return Edit(part.at(Span(block.lines[0].start, block.lines[-1].end)), lines)


def home_of(reading: Reading, part: Part, block: Block) -> str | None:
    """The profile of which what was pasted becomes settings; None: nobody knows which.

    What stands before the first header is for the default profile, or for one that is called as
    the role whose session was pasted.
    """
    if part.reading.header is not None:
        return part.reading.name or ""
    if "default" not in reading.profiles:
        return "default"
    name = role_in(part.section, block)
    alone = _first_outside(part) == block.lines[0].start
    return name if alone and name is not None and name not in reading.profiles else None


def _first_outside(part: Part) -> int:
    """Where the first line stands that no section holds."""
    return min((problem.line.start for problem in part.reading.problems), default=0)


def _header_in(role: Role, name: str) -> str:
    return header_text(name) if role is Role.CONFIG else name


def _given(section: Section) -> Counter[str]:
    """How many of the pasted blocks of a section give each setting."""
    return Counter(field.name for block in blocks(section) for field in block.fields)


def _around(part: Part, block: Block, indent: str) -> Iterator[Edit]:
    """The edits that write names before the values of a block, and nothing else around them."""
    offset, end = block.span
    line_end = ""
    for name, value in block.fields:
        at = part.at(Span(offset, value.start))
        yield Edit(at, f"{line_end}{indent}{name} = ")
        offset, line_end = value.end, part.section.line_end
        # AWS's own commands write UTC as an offset, by which login tools are known.
        if name == EXPIRY and part.section.text.startswith(UTC, offset):
            line_end = f"Z{line_end}"
    if offset < end:
        yield Edit(part.at(Span(offset, end)), line_end.removesuffix(part.section.line_end))


def at_end_of(snapshot: Snapshot, profile: Profile, new: Settings) -> Edit:
    """Put settings at the end of a profile's section of the config file.

    Where it has none, or there is no such file, the section is made at the file's end.
    """
    home = profile.own(Role.CONFIG)
    if home is None:
        return section(snapshot, header_text(profile.name), lines_of(snapshot, new))
    return at_end_of_section(snapshot, home, new)


def at_end_of_section(snapshot: Snapshot, home: Part, new: Settings) -> Edit:
    """Put settings at the end of a section."""
    line_end = _line_end(snapshot, home.role)
    indent, delimiter = _style_at_end(home)
    lines = _lines(new, indent, delimiter, line_end)
    gap = "" if snapshot.text(home.role).endswith(("\n", "\r"), 0, home.end) else line_end
    return Edit(At(home.role, home.end, home.end), gap + lines)


def empty_profile(snapshot: Snapshot, name: str) -> tuple[Edit, ...]:
    """Put the header of a new profile at the end of the config file, if that is there.

    There are no edits where the name would have to be quoted, which not every SDK understands,
    and where it has the form of a secret, which was pasted in the wrong place.
    """
    document = snapshot.document(Role.CONFIG)
    if document is None or document.is_utf16:
        return ()
    if not re.fullmatch(r"[A-Za-z0-9_/.%@:+-]+", name) or masked_text(name) != name:
        return ()
    return (section(snapshot, header_text(name), ""),)


def section(
    snapshot: Snapshot,
    header: str,
    lines: str,
    beside: tuple[Edit, ...] = (),
    role: Role = Role.CONFIG,
) -> Edit:
    """Put a new section at the end of a file, the config unless said, with a blank line before it.

    `beside` are edits of that file to be made with it, which may change how the file ends.
    """
    whole, line_end = snapshot.text(role), _line_end(snapshot, role)
    text = _tail(whole, beside)
    ended = not text or text.endswith(("\n", "\r"))
    spaced = not text or text.endswith((line_end * 2, "\n\n"))
    gap = ("" if ended else line_end) + ("" if spaced else line_end)
    size = len(whole)
    return Edit(At(role, size, size), f"{gap}[{header}]{line_end}{lines}")


def _tail(text: str, edits: tuple[Edit, ...]) -> str:
    """The last four characters, or more, of a text after edits: enough to tell how it ends.

    Each of thousands of findings may want a new section, and none of them the whole text.
    """
    tail, end = "", len(text)
    for edit in sorted(edits, key=lambda edit: edit.at.span, reverse=True):
        tail = text[max(edit.at.end, end - 4) : end] + tail
        if len(tail) >= 4:
            return tail
        tail, end = edit.text + tail, edit.at.start
    return text[max(0, end - 4) : end] + tail


def lines_of(snapshot: Snapshot, new: Settings, role: Role = Role.CONFIG) -> str:
    """Settings as the lines of a new section of a file, the config unless said."""
    return _lines(new, "", " = ", _line_end(snapshot, role))


def empty_section(snapshot: Snapshot, header: str) -> tuple[Edit, ...]:
    """Put another header, given without its brackets, at the end of the config file."""
    document = snapshot.document(Role.CONFIG)
    if document is None or document.is_utf16 or masked_text(header) != header:
        return ()
    return (section(snapshot, header, ""),) if re.fullmatch(r"[\w /.%@:+-]+", header) else ()


def header_text(name: str) -> str:
    """What stands between the brackets of a profile's header in the config file."""
    if name == "default":
        return name
    plain = not any(character.isspace() or character in "'\"\\" for character in name)
    # The AWS CLI itself writes single quotes; only Python's readers find such a name at all.
    quoted = name.replace("'", "'\"'\"'")
    return f"profile {name}" if plain else f"profile '{quoted}'"


def _line_end(snapshot: Snapshot, role: Role) -> str:
    """The line end of a file; the other file's where there is none."""
    document = snapshot.document(role) or snapshot.document(role.other)
    return document.line_end if document is not None else "\n"


def _lines_beside(found: Found, new: Settings) -> str:
    section = found.part.section
    return _lines(new, *_style(section, found.value.line), section.line_end)


def _lines(new: Settings, indent: str, delimiter: str, line_end: str) -> str:
    return "".join(f"{indent}{name}{delimiter}{value}{line_end}" for name, value in new)


def _is_ended(found: Found) -> bool:
    return found.part.section.read(found.value.lines).endswith(("\n", "\r"))


def _style_at_end(part: Part) -> tuple[str, str]:
    """The indentation of a section's last setting, and the delimiter of the last with a value."""
    lines = sorted((value.line for value in part.reading.settings.values()), key=_start)
    filled = [line for line in lines if line.value < line.stop]
    indent = _style(part.section, lines[-1])[0] if lines else _indent_below(part)
    return indent, _style(part.section, filled[-1])[1] if filled else " = "


def _indent_below(part: Part) -> str:
    """The indentation of the next header, which must not be further in than what stands above."""
    below = (line for line in part.section.lines if part.start + line.start >= part.end)
    header = next((line for line in below if line.kind is LineKind.HEADER), None)
    return "" if header is None else part.section.text[header.start : header.text]


def _start(line: Line) -> int:
    return line.start


def _style(section: Section, line: Line) -> tuple[str, str]:
    """What stands before the name of a setting and around its delimiter."""
    delimiter = section.text[line.name_end : line.value]
    # A column of delimiters is not continued: nobody knows how wide it should be.
    usual = delimiter.strip() == "=" and len(delimiter) <= 3 and line.value < line.stop
    return section.text[line.start : line.text], delimiter if usual else " = "
