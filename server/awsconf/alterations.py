"""What may be done to settings that are there: delete, rename and move them, as edits.

Nothing is done to a setting in `[DEFAULT]`, since other profiles share it; what cannot be done is
no edits at all. An edit carries no value but of a setting that is no secret.
"""

from __future__ import annotations

from awsconf.edits import Edit
from awsconf.insertions import above
from awsconf.profiles import Found
from awsconf.text import has_mixed_ends


def deletion(*settings: Found) -> tuple[Edit, ...]:
    """The edits that delete settings with their lines.

    There are none if one of them stands in `[DEFAULT]`, which other profiles share, in a section
    that swallows the header of another, or twice in its section, so that a second one would stay.
    """
    parts = [found.part for found in settings]
    if any(part.reading.name is None or part.swallows_header for part in parts):
        return ()
    if any(map(_is_doubtful, settings)):
        return ()
    return tuple(edit for found in settings for edit in away(found))


def _is_doubtful(setting: Found) -> bool:
    """Whether a setting is repeated, or to other SDKs its line goes on past the CR that ends it."""
    part = setting.part
    return part.repeats(setting.value.name.lower()) or has_mixed_ends(part.section.text)


def away(setting: Found) -> tuple[Edit, ...]:
    """The edits that take the lines of a setting away, and leave the comments between them."""
    if not setting.value.following:
        return (Edit(setting.lines_at, ""),)
    lines = (setting.value.line, *setting.value.following)
    return tuple(Edit(setting.part.at(line.whole), "") for line in lines)


def renaming(setting: Found, name: str, instead_of: Found | None = None) -> tuple[Edit, ...]:
    """The edits that give a setting another name, maybe in the place of one that has it.

    The value stays where it is. There are none if the setting stands in `[DEFAULT]`.
    """
    rename = (Edit(setting.name_at, name),) if deletion(setting) else ()
    return (*deletion(instead_of), *rename) if rename and instead_of else rename


def moving(setting: Found, beside: Found) -> tuple[Edit, ...]:
    """The edits that move a setting that is no secret to the line before another one.

    There are none if either stands in `[DEFAULT]` or the value goes over several lines.
    """
    if not deletion(setting, beside) or setting.value.following:
        return ()
    return Edit(setting.lines_at, ""), above(beside, [(setting.value.name, setting.text)])
