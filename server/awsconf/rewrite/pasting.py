"""What to do about pasted lines: write them as settings, or assume the role that they are of."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.insertions import (
    Settings,
    at_end_of_section,
    header_text,
    home_of,
    in_place_of,
    instead_of_block,
    lines_of,
    section,
)
from awsconf.pasted import Block, blocks
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part
from awsconf.rewrite.offers import ways_to, with_remarks
from awsconf.rewrite.origin import Kind, origin
from awsconf.rewrite.roles import role_name, short
from awsconf.rewrite.writing import DECISIVE_SETTINGS, shared_setting
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


def fixes_of(snapshot: Snapshot, reading: Reading, part: Part, block: Block) -> tuple[Fix, ...]:
    """The ways to mend a pasted block, the plainest first."""
    edits = in_place_of(reading, part, block)
    if not edits:
        return ()
    name = home_of(reading, part, block) or ""
    title = "Write them as settings"
    if part.reading.header is None:
        title += f" of the profile `{name}`"
    plain = Fix(title, edits, preferred=True)
    return (plain, *_of_role(snapshot, reading, part, block, name, snapshot.edited(edits)))


def pasted_at(snapshot: Snapshot, at: At) -> list[Fix]:
    """What can be done about the pasted block in whose lines a place is."""
    reading = snapshot.readings.get(at.role)
    for part in reading.parts if reading is not None else ():
        if reading is None or not snapshot.stands_in(part, at):
            continue
        for block in blocks(part.section):
            if block.lines[0].start <= at.start - part.start <= block.lines[-1].stop:
                return list(fixes_of(snapshot, reading, part, block))
    return []


def _of_role(
    snapshot: Snapshot, reading: Reading, part: Part, block: Block, name: str, after: Snapshot
) -> Iterator[Fix]:
    """The profile `name` assumes the role itself; `after` is the world where it has the keys."""
    profile, before = after.profiles.get(name), snapshot.profiles.get(name)
    if profile is None or part.swallows_header or snapshot.utf16 or after.derive(shared_setting):
        return
    if before is not None and not DECISIVE_SETTINGS.isdisjoint(before.names):
        return
    role = role_name(after, profile) if origin(after, profile).kind is Kind.ROLE else None
    for how, found, _ in ways_to(after, profile, role) if role is not None else ():
        title = f"Let `{name}` assume `{short(role.arn)}` {how} instead" if role else ""
        edits = tuple(_edits(snapshot, reading, part, block, name, found.settings))
        yield Fix(with_remarks(title, *found.doubts, *found.limits), edits)


def _edits(
    snapshot: Snapshot, reading: Reading, part: Part, block: Block, name: str, new: Settings
) -> Iterator[Edit]:
    """The block goes, and the settings come into the config file."""
    if part.role is Role.CONFIG:
        yield instead_of_block(reading, part, block, new)
        return
    gone = instead_of_block(reading, part, block, ())
    yield _emptied(snapshot, part, gone) or gone
    before = snapshot.profiles.get(name)
    home = before.own(Role.CONFIG) if before is not None else None
    if home is None:
        yield section(snapshot, header_text(name), lines_of(snapshot, new))
    else:
        yield at_end_of_section(snapshot, home, new)


def _emptied(snapshot: Snapshot, part: Part, gone: Edit) -> Edit | None:
    """The edit that takes the whole section away, if nothing but its header would be left."""
    whole, header = part.whole, part.reading.header_line
    if whole is None or header is None:
        return None
    kept = snapshot.read(whole).replace(snapshot.read(gone.at), "", 1)
    alone = kept.strip() == part.section.read(header.span)
    return Edit(whole, "") if alone else None
