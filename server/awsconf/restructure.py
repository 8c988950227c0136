"""Refactorings that move whole sections, asked for and never offered on every key.

ConfigUpdater takes a healthy file apart and puts it together again. It knows neither positions
nor line ends, and stops at a file with a fault; so such a file is refused, the result is read
again and compared, and what is handed out are the smallest edits, like everybody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.statics import KEY_SETTINGS
from awsconf.edits import Edit, between
from awsconf.insertions import header_text
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.rewrite.writing import swallows_header
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Role

if TYPE_CHECKING:
    from configupdater import Section


class Refused(NamedTuple):
    """Why a file is not restructured."""

    reason: str


def move_to_config(snapshot: Snapshot, name: str) -> Fix | Refused:
    """Move what is not a key from a profile's credentials section to its section in the config.

    The whole section moves, with its comments, if it holds no key and the config has none yet.
    """
    profile = snapshot.profiles.get(name)
    part = profile.own(Role.CREDENTIALS) if profile is not None else None
    if profile is None or part is None:
        return Refused(f"the credentials file has no section `{name}`")
    movable = [key for key in part.reading.settings if key not in KEY_SETTINGS]
    if not movable:
        return Refused(f"`{name}` holds nothing but keys there, and those stay")
    if any(_has_lone_returns(snapshot.text(role)) for role in Role):
        return Refused("a file has lone carriage returns for line ends")
    if snapshot.utf16 or any(reading.refusals for reading in snapshot.readings.values()):
        return Refused("a file has faults that must be mended first")
    if swallows_header(profile):
        return Refused(
            f"a header below `{name}` is none to Python;"
            " first let its line begin with `[` and end with `]`"
        )
    places = {role: _place(snapshot, profile, role) for role in Role}
    near = _excerpt(snapshot, places)
    edits = _edits(near, near.profiles[name], movable)
    if not _same_meaning(near, near.edited(edits)):
        return Refused(f"moving `{name}` would change what the profiles mean")
    shifted = tuple(_shifted(edit, places[edit.at.role].start) for edit in edits)
    return Fix(f"Move the settings of `{name}` to the config file", shifted)


def _has_lone_returns(text: str) -> bool:
    return "\r" in text.replace("\r\n", "")


def _place(snapshot: Snapshot, profile: Profile, role: Role) -> At:
    """The part of a file that need be looked at: a section, where it is read by itself."""
    reading, size = snapshot.readings.get(role), len(snapshot.text(role))
    if reading is None or not reading.parts or any(r.defaults for r in snapshot.readings.values()):
        return At(role, 0, size)
    part = profile.own(role)
    here = part if part is not None else reading.parts[-1]
    if here.whole is None or "\n" not in here.section.text:
        return At(role, 0, size)
    end = here.start + len(here.section.text)
    return At(role, here.start, end if part is not None else size)


def _excerpt(snapshot: Snapshot, places: dict[Role, At]) -> Snapshot:
    """The same pair with nothing but these parts of the files."""
    halves = {
        role: snapshot.half(role)._replace(document=parse(snapshot.read(at), role))
        if snapshot.document(role) is not None
        else snapshot.half(role)
        for role, at in places.items()
    }
    return snapshot._replace(config=halves[Role.CONFIG], credentials=halves[Role.CREDENTIALS])


def _shifted(edit: Edit, by: int) -> Edit:
    role, start, end = edit.at
    return edit._replace(at=At(role, start + by, end + by))


def _edits(snapshot: Snapshot, profile: Profile, movable: list[str]) -> tuple[Edit, ...]:
    part = profile.own(Role.CREDENTIALS)
    if part is None:
        return ()
    texts = {role: snapshot.text(role) for role in Role}
    after = _moved(texts, profile, part, movable)
    return tuple(
        edit
        for role in Role
        for edit in between(texts[role], after[role], At(role, 0, len(texts[role])))
    )


def _moved(
    texts: dict[Role, str], profile: Profile, part: Part, movable: list[str]
) -> dict[Role, str]:
    """Both texts after the move; ConfigUpdater sees LF only, and each file gets its own back."""
    from configupdater import ConfigUpdater

    config, credentials = ConfigUpdater(), ConfigUpdater()
    config.read_string(_ended(texts[Role.CONFIG].replace("\r\n", "\n")))
    credentials.read_string(_ended(texts[Role.CREDENTIALS].replace("\r\n", "\n")))
    ours = profile.own(Role.CONFIG)
    section = credentials[part.reading.header or profile.name]
    target = _target(profile, ours)
    if ours is None and config.last_block is not None and not str(config).endswith("\n\n"):
        config.last_block.add_after.space(1)
    if ours is None and len(movable) == len(part.reading.settings):
        section.detach()
        section.name = target
        config.add_section(section)
    else:
        if ours is None:
            config.add_section(target)
        _move_options(section, config[target], movable)
    return {
        Role.CONFIG: _with_line_ends(str(config), texts[Role.CONFIG] or texts[Role.CREDENTIALS]),
        Role.CREDENTIALS: _with_line_ends(str(credentials), texts[Role.CREDENTIALS]),
    }


def _target(profile: Profile, ours: Part | None) -> str:
    if ours is not None and ours.reading.header is not None:
        return ours.reading.header
    return header_text(profile.name)


def _move_options(section: Section, target: Section, movable: list[str]) -> None:
    from configupdater import Space

    # What is new stands above the blank lines before the next section.
    blanks: list[str] = []
    while isinstance(last := target.last_block, Space):
        blanks = [*last.lines, *blanks]
        last.detach()
    for key in movable:
        option = section[key].detach()
        # The credentials file's value is the one that was in force.
        if key in target:
            target[key].detach()
        target.add_option(option)
    for blank in blanks:
        target.add_space(blank)


def _ended(text: str) -> str:
    """A text whose last line is whole, so that what comes below it is a line of its own."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def _with_line_ends(text: str, model: str) -> str:
    if model and not model.endswith("\n"):
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if "\r\n" in model else text


def _same_meaning(before: Snapshot, after: Snapshot) -> bool:
    """Whether every profile has the settings that it had, and its keys where they were."""
    return _meaning(before) == _meaning(after)


def _meaning(snapshot: Snapshot) -> dict[str, dict[str, tuple[str, Role | None]]]:
    return {
        name: {
            key: (found.text, found.role if key in KEY_SETTINGS else None)
            for key in {key for key, _ in profile.settings()}
            if (found := profile.get(key)) is not None
        }
        for name, profile in snapshot.profiles.items()
    }
