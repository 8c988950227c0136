"""The edits of a rewrite: keys go, settings come, everything else stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import away
from awsconf.credentials.companions import COMPANION_KEYS, COMPANION_MARKS, is_note
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind, id_kind, is_placeholder_id, masked_id
from awsconf.credentials.statics import KEY_ID, KEY_SETTINGS
from awsconf.edits import Edit
from awsconf.insertions import Settings, above, at_end_of, instead_of
from awsconf.profiles import Found, Profile
from awsconf.readers.reading import Part
from awsconf.snapshot import Snapshot
from awsconf.syntax import Line, LineKind
from awsconf.text import At, Role

DEAD_SETTINGS = frozenset((*KEY_SETTINGS, *COMPANION_KEYS, *COMPANION_MARKS))
"""What dies with a token: the keys, and the notes that tools keep beside them."""

DECISIVE_SETTINGS = frozenset(
    {
        *KEY_SETTINGS,
        *("role_arn", "source_profile", "credential_source", "web_identity_token_file"),
        *("mfa_serial", "external_id", "duration_seconds"),
        *("sso_session", "sso_account_id", "sso_role_name", "sso_start_url", "sso_region"),
    }
)
"""What says who a profile is: a rewrite writes or deletes these."""


def shared_setting(snapshot: Snapshot) -> str | None:
    """A decisive setting in `[DEFAULT]`, which no rewrite of one profile can get out of its way."""
    for reading in snapshot.readings.values():
        for part in reading.defaults:
            for name in part.reading.settings:
                if name in DECISIVE_SETTINGS:
                    return name
    return None


def rewritten(
    snapshot: Snapshot,
    profile: Profile,
    settings: Settings,
    without: frozenset[str] = frozenset(),
) -> tuple[Edit, ...]:
    """The edits by which `profile` loses its keys and gets `settings`, in the config file.

    `without` names further settings that would stand in the way of the new ones.
    """
    going = dead_settings(snapshot)
    dead = list(_going(profile, going | without))
    wanted = [(name, value) for name, value in settings if profile.text(name) != value]
    changed = [(profile.get(name), value) for name, value in wanted if name in profile]
    new = [(name, value) for name, value in wanted if name not in profile]
    return (
        *(Edit(found.at, value) for found, value in changed if found is not None),
        *_insertion(snapshot, profile, new, dead, going),
    )


def dead_settings(snapshot: Snapshot) -> frozenset[str]:
    """What dies with a token, with the notes of a team's own tools."""
    return DEAD_SETTINGS.union(snapshot.options.companion_keys)


def swallows_header(profile: Profile) -> bool:
    """Whether an edit of `profile` may reach into what a person takes for another section."""
    return any(part.swallows_header for part in profile.parts)


def other_key(profile: Profile) -> str | None:
    """Another key id of `profile`, as it may be shown, which may work and would go as well.

    That is any in a section of the same name, of which nobody knows which is meant, and one of
    the other file that does not expire: of both, no second copy may exist.
    """
    facts = key_facts(profile)
    for part in profile.parts if facts is not None else ():
        value = part.reading.settings.get(KEY_ID)
        if value is None or facts is None or value.text in ("", facts.id):
            continue
        lasts = part.role is facts.role or id_kind(value.text) is not IdKind.TEMPORARY
        if lasts and part.reading.name == profile.name and not is_placeholder_id(value.text):
            return masked_id(value.text)
    return None


def _going(profile: Profile, names: frozenset[str]) -> Iterator[Found]:
    """The settings of a profile that go; `[DEFAULT]`'s are not its own."""
    for name, found in profile.settings():
        if name in names and found.part.reading.name == profile.name:
            yield found


def _insertion(
    snapshot: Snapshot, profile: Profile, new: Settings, dead: list[Found], going: frozenset[str]
) -> Iterator[Edit]:
    """What is deleted, with what is new in the place of the first that goes."""
    ours = [found for found in dead if found.role is Role.CONFIG]
    emptied = _is_emptied(profile, going)
    for part in profile.parts:
        if part.reading.name == profile.name and (part.role is Role.CONFIG or not emptied):
            yield from (Edit(part.at(line.whole), "") for line in _dead_comments(part))
    for found in dead:
        if new and ours and found is ours[0] and not found.value.following:
            yield instead_of(found, new)
        elif found.role is not Role.CREDENTIALS or not emptied:
            if new and ours and found is ours[0]:
                yield above(found, new)
            yield from away(found)
    if dead and emptied:
        for part in _own_parts(profile, Role.CREDENTIALS):
            yield Edit(_whole(snapshot, part), "")
    if new and not ours:
        yield at_end_of(snapshot, profile, new)


def _dead_comments(part: Part) -> Iterator[Line]:
    """The comments in which a tool notes when the token dies."""
    header = part.reading.header_line
    for line in part.section.lines:
        # What is read in one piece with others may hold their comments too.
        apart = part.whole is None and part.start + line.start >= part.end
        ours = not apart and (header is None or line.start > header.start)
        if ours and line.kind is LineKind.COMMENT and is_note(part.section.read(line.span)):
            yield line


def _own_parts(profile: Profile, role: Role) -> list[Part]:
    parts = profile.config if role is Role.CONFIG else profile.credentials
    return [part for part in parts if part.reading.name == profile.name]


def _is_emptied(profile: Profile, going: frozenset[str]) -> bool:
    """Whether nothing but dead settings stands in the credentials sections, comments included.

    An empty section is not nothing where `[DEFAULT]` stands behind it.
    """
    parts = _own_parts(profile, Role.CREDENTIALS)
    inherits = len(profile.credentials) > len(parts)
    return bool(parts) and not inherits and all(_holds_only(part, going) for part in parts)


def _holds_only(part: Part, going: frozenset[str]) -> bool:
    kept, dead = {LineKind.COMMENT, LineKind.TEXT}, set(_dead_comments(part))
    alone = sum(line.kind is LineKind.HEADER for line in part.section.lines) == 1
    return (
        alone
        and not any(line.kind in kept and line not in dead for line in part.section.lines)
        and all(name in going for name in part.reading.settings)
    )


def _whole(snapshot: Snapshot, part: Part) -> At:
    """A whole section; the last of its file goes with the blank lines before it."""
    start, end = part.start, part.start + len(part.section.text)
    text = snapshot.text(part.role)
    if end == len(text):
        lines = text[:start].splitlines(keepends=True)
        while lines and not lines[-1].strip():
            start -= len(lines.pop())
    return At(part.role, start, end)
