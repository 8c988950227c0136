"""Which sections a file lacks: those that are named and missing first, then the words for any."""

from __future__ import annotations

from collections.abc import Container, Iterator

from awsconf.chains import assumes_role
from awsconf.edits import Edit
from awsconf.features.cursor import Cursor
from awsconf.features.item import Item, ItemKind
from awsconf.insertions import header_text
from awsconf.redaction import masked_text
from awsconf.showing import Showing
from awsconf.snapshot import Snapshot
from awsconf.text import Role


def headers(snapshot: Snapshot, found: Cursor) -> Iterator[Item]:
    """What could stand between the brackets at the cursor."""
    seen, showing = set(), Showing(snapshot)
    texts = _of_credentials if found.role is Role.CREDENTIALS else _of_config
    for text, rank, detail in texts(snapshot):
        # A name that looks like a secret, or is one, was pasted in the wrong place.
        is_safe = masked_text(text) == text and not showing.repeats_secret(text)
        if text not in seen and is_safe and text.isprintable():
            seen.add(text)
            yield Item(text.rstrip(), ItemKind.SECTION, _edit(found, text), rank, detail)


def _edit(found: Cursor, text: str) -> Edit:
    """The text in the place of the token, with the bracket that closes it unless that is there."""
    line = found.line
    is_closed = line is not None and line.value > line.name_end
    return Edit(found.token, text if is_closed or text.endswith(" ") else f"{text}]")


_Text = tuple[str, int, str]
"""What stands between the brackets, how likely it is wanted, and why."""


def _of_config(snapshot: Snapshot) -> Iterator[_Text]:
    reading = snapshot.readings.get(Role.CONFIG)
    sessions, services = (reading.sessions, reading.services) if reading else ({}, {})
    for name in _missing(snapshot, "sso_session", sessions):
        yield f"sso-session {name}", 0, "named by `sso_session`, and missing"
    for name in _missing(snapshot, "services", services):
        yield f"services {name}", 0, "named by `services`, and missing"
    for name in _missing(snapshot, "source_profile", snapshot.profiles):
        yield header_text(name), 0, "named by `source_profile`, and missing"
    for name, profile in snapshot.profiles.items():
        if profile.own(Role.CONFIG) is None:
            yield header_text(name), 1, "in the credentials file only"
    if "default" not in snapshot.profiles:
        yield "default", 2, "the profile that is taken where none is named"
    yield "profile ", 3, "a profile"
    yield "sso-session ", 3, "a session of IAM Identity Center"
    yield "services ", 3, "endpoints of services"


def _of_credentials(snapshot: Snapshot) -> Iterator[_Text]:
    for name in _missing(snapshot, "source_profile", snapshot.profiles):
        yield name, 0, "named by `source_profile`, and missing"
    sources = snapshot.references["source_profile"]
    for name, profile in snapshot.profiles.items():
        if profile.own(Role.CREDENTIALS) is None and not assumes_role(profile):
            yield name, 1 if name in sources else 2, "in the config file only"
    if "default" not in snapshot.profiles:
        yield "default", 2, "the profile that is taken where none is named"


def _missing(snapshot: Snapshot, setting: str, there: Container[str]) -> Iterator[str]:
    """The names that a setting gives and that lead nowhere."""
    return (name for name in snapshot.references[setting] if name and name not in there)
