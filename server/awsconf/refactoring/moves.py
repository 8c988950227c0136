"""Settings that belong in the other file: what is no key to the config, keys to the credentials.

To move keys is the one change whose edit carries a secret; its fix says so, and whoever shows one
masks it.
"""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import away, deletion
from awsconf.credentials.statics import KEY_ID, KEY_SETTINGS, KEYS, SECRET_KEY
from awsconf.edits import Edit
from awsconf.insertions import at_end_of_section, lines_of, section
from awsconf.profiles import Found, Profile
from awsconf.readers.reading import Part
from awsconf.refactoring.answers import NOTHING_APART, Answer, Plan, Refused, Wishes
from awsconf.refactoring.stretches import whole
from awsconf.restructure import move_to_config
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind
from awsconf.text import Role


def move_settings(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Move what is not a key to the config file."""
    moved = move_to_config(snapshot, name)
    if isinstance(moved, Fix):
        return Plan(moved)
    return Refused(moved.reason)


def with_settings(snapshot: Snapshot) -> Iterator[str]:
    """The profiles that have more than keys in the credentials file."""
    for profile in snapshot.profiles.values():
        part = profile.own(Role.CREDENTIALS)
        if part is not None and not part.reading.names <= KEYS:
            yield profile.name


def move_keys(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Move the static keys of a profile from the config file to the credentials file."""
    profile = snapshot.profiles[name]
    keys = _keys(profile)
    if isinstance(keys, Refused):
        return keys
    home = profile.own(Role.CREDENTIALS)
    # One that is not in view may have a section of that name already.
    if home is None and any(name == part.reading.header for part in _odd(snapshot)):
        return Refused(f"the credentials file has `[{name}]` in a form that is not read")
    settings = [(found.value.name.lower(), found.text) for found in keys]
    if home is not None:
        new = at_end_of_section(snapshot, home, settings)
    else:
        lines = lines_of(snapshot, settings, Role.CREDENTIALS)
        new = section(snapshot, name, lines, role=Role.CREDENTIALS)
    gone = _emptied(snapshot, profile, keys)
    edits = (*(gone or (edit for found in keys for edit in away(found))), new)
    fix = Fix(f"Move the keys of `{name}` to the credentials file", edits, moves_secret=True)
    return Plan(fix, (), NOTHING_APART)


def with_keys_in_config(snapshot: Snapshot) -> Iterator[str]:
    """The profiles with keys in the config file."""
    for profile in snapshot.profiles.values():
        if any(not KEYS.isdisjoint(part.reading.names) for part in profile.config):
            yield profile.name


def _keys(profile: Profile) -> list[Found] | Refused:
    """The keys in the section of the config file, if they are all there are, and can be moved."""
    name, ours = profile.name, profile.own(Role.CONFIG)
    inside = [profile.inside(Role.CONFIG, key) for key in KEY_SETTINGS]
    keys = [found for found in inside if found is not None]
    if not keys or ours is None:
        return Refused(f"`{name}` has no keys in the config file")
    if any(found.part != ours for found in keys):
        return Refused(f"keys of `{name}` stand in `[DEFAULT]`, which other profiles share")
    if any(not KEYS.isdisjoint(part.reading.names) for part in profile.credentials):
        return Refused(
            f"the credentials file has keys of `{name}` too; first delete one of the two"
        )
    if not {KEY_ID, SECRET_KEY} <= {found.value.name.lower() for found in keys}:
        return Refused(f"`{name}` holds an incomplete key pair")
    if any(found.value.following for found in keys) or not deletion(*keys):
        return Refused(f"the keys of `{name}` do not stand once each, each on one line")
    return keys


def _odd(snapshot: Snapshot) -> Iterator[Part]:
    return (part for part in snapshot.odd_headers if part.role is Role.CREDENTIALS)


def _emptied(snapshot: Snapshot, profile: Profile, keys: list[Found]) -> tuple[Edit, ...]:
    """The deletion of the whole section, where nothing but the keys stands in it."""
    part = keys[0].part
    lines = {line.kind for line in part.section.lines}
    alone = len(profile.config) == 1 and len(part.reading.settings) == len(keys)
    at = whole(snapshot, part) if alone and not lines & _KEPT else None
    return (Edit(at, ""),) if at is not None else ()


_KEPT = {LineKind.COMMENT, LineKind.TEXT}
