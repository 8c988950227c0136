"""The edits of a rewrite: keys go, settings come, everything else stays where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awsconf.companions import COMPANION_KEYS, COMPANION_MARKS
from awsconf.edits import Edit
from awsconf.profiles import Found, Profile
from awsconf.readers.reading import Part
from awsconf.snapshot import Snapshot
from awsconf.statics import KEY_SETTINGS
from awsconf.syntax import LineKind
from awsconf.text import At, Role

Settings = Sequence[tuple[str, str]]

DEAD_SETTINGS = frozenset((*KEY_SETTINGS, *COMPANION_KEYS, *COMPANION_MARKS))
"""What dies with a token: the keys, and the notes that tools keep beside them."""


def rewritten(
    snapshot: Snapshot,
    profile: Profile,
    settings: Settings,
    without: frozenset[str] = frozenset(),
) -> tuple[Edit, ...]:
    """The edits by which `profile` loses its keys and gets `settings`, in the config file.

    `without` names further settings that would stand in the way of the new ones.
    """
    dead = list(_going(profile, DEAD_SETTINGS | without))
    wanted = [(name, value) for name, value in settings if profile.text(name) != value]
    changed = [(profile.get(name), value) for name, value in wanted if name in profile]
    new = [(name, value) for name, value in wanted if name not in profile]
    return (
        *(Edit(found.at, value) for found, value in changed if found is not None),
        *_insertion(snapshot, profile, new, dead),
    )


def without_keys(snapshot: Snapshot, profile: Profile) -> tuple[Edit, ...]:
    """The edits by which `profile` loses its keys and nothing else."""
    return rewritten(snapshot, profile, ())


def header_text(name: str) -> str:
    """What stands between the brackets of a profile's header in the config file."""
    if name == "default":
        return name
    plain = not any(character.isspace() or character in "'\"\\" for character in name)
    # The AWS CLI itself writes single quotes; only Python's readers find such a name at all.
    quoted = name.replace("'", "'\"'\"'")
    return f"profile {name}" if plain else f"profile '{quoted}'"


def _going(profile: Profile, names: frozenset[str]) -> Iterator[Found]:
    """The settings of a profile that go; `[DEFAULT]`'s are not its own."""
    for name, found in profile.settings():
        if name in names and found.part.reading.name == profile.name:
            yield found


def _insertion(
    snapshot: Snapshot, profile: Profile, new: Settings, dead: list[Found]
) -> Iterator[Edit]:
    """What is deleted, with what is new in the place of the first that goes."""
    home = profile.own(Role.CONFIG)
    ours = [found for found in dead if found.role is Role.CONFIG]
    for found in dead:
        if new and ours and found is ours[0]:
            yield Edit(found.lines_at, _lines(snapshot, home, new))
        elif found.role is not Role.CREDENTIALS or not _is_emptied(profile):
            yield Edit(found.lines_at, "")
    if dead and _is_emptied(profile):
        for part in _own_parts(profile, Role.CREDENTIALS):
            yield Edit(_whole(snapshot, part), "")
    if new and not ours:
        yield _added(snapshot, profile, home, new)


def _added(snapshot: Snapshot, profile: Profile, home: Part | None, new: Settings) -> Edit:
    """New settings at the end of the profile's section, or a new section at the end of the file."""
    document = snapshot.document(Role.CONFIG)
    text = document.text if document is not None else ""
    line_end = document.line_end if document is not None else _line_end_of_other(snapshot)
    offset = home.end if home is not None else len(text)
    before = text[:offset]
    gap = "" if not before or before.endswith(("\n", "\r")) else line_end
    if home is None:
        spaced = not before or before.endswith((line_end * 2, "\n\n"))
        gap += ("" if spaced else line_end) + f"[{header_text(profile.name)}]{line_end}"
    return Edit(At(Role.CONFIG, offset, offset), gap + _lines(snapshot, home, new))


def _lines(snapshot: Snapshot, home: Part | None, new: Settings) -> str:
    document = snapshot.document(Role.CONFIG)
    line_end = document.line_end if document is not None else _line_end_of_other(snapshot)
    indent, delimiter = _style(home)
    return "".join(f"{indent}{name}{delimiter}{value}{line_end}" for name, value in new)


def _style(part: Part | None) -> tuple[str, str]:
    """How the section writes its settings: what stands before a name and around the delimiter."""
    if part is not None:
        for value in part.reading.settings.values():
            line = value.line
            if line.value < line.stop:
                text = part.section.text
                delimiter = text[line.name_end : line.value]
                # A column of delimiters is not continued: nobody knows how wide it should be.
                spaced = delimiter if delimiter.strip() == "=" and len(delimiter) <= 3 else " = "
                return text[line.start : line.text], spaced
    return "", " = "


def _line_end_of_other(snapshot: Snapshot) -> str:
    other = snapshot.document(Role.CREDENTIALS)
    return other.line_end if other is not None else "\n"


def _own_parts(profile: Profile, role: Role) -> list[Part]:
    parts = profile.config if role is Role.CONFIG else profile.credentials
    return [part for part in parts if part.reading.name == profile.name]


def _is_emptied(profile: Profile) -> bool:
    """Whether nothing but dead settings stands in the credentials sections, comments included."""
    parts = _own_parts(profile, Role.CREDENTIALS)
    return bool(parts) and all(_holds_only_dead(part) for part in parts)


def _holds_only_dead(part: Part) -> bool:
    kept = {LineKind.COMMENT, LineKind.TEXT}
    alone = sum(line.kind is LineKind.HEADER for line in part.section.lines) == 1
    return (
        alone
        and not any(line.kind in kept for line in part.section.lines)
        and all(name in DEAD_SETTINGS for name in part.reading.settings)
    )


def _whole(snapshot: Snapshot, part: Part) -> At:
    """A whole section; the last of its file goes with the blank lines before it."""
    start, end = part.start, part.start + len(part.section.text)
    document = snapshot.document(part.role)
    if document is not None and end == len(document.text):
        kept = document.text[:start].rstrip()
        start = len(kept) + len(_first_line_end(document.text[len(kept) : start]))
    return At(part.role, start, end)


def _first_line_end(blanks: str) -> str:
    for index, character in enumerate(blanks):
        if character in "\r\n":
            both = blanks[index : index + 2] == "\r\n"
            return blanks[: index + (2 if both else 1)]
    return blanks
