"""What a place means: the setting, what its value stands for, or the profile as it takes effect."""

from __future__ import annotations

from typing import NamedTuple

from awsconf import catalogue
from awsconf.features import effective, meaning
from awsconf.features.cursor import Cursor, Where, cursor
from awsconf.features.page import Page
from awsconf.features.reference import setting_page, title
from awsconf.showing import Showing
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import At, Role


class Hover(NamedTuple):
    """A page, and the token that it is about."""

    page: Page
    at: At


def hover(snapshot: Snapshot, role: Role, offset: int) -> Hover | None:
    """What is said of a place; None where there is nothing to say."""
    found = cursor(snapshot.document(role), role, offset)
    if found is None or not found.text:
        return None
    page = _PAGES[found.where](snapshot, found)
    return None if page is None else Hover(page, found.token)


def _of_header(snapshot: Snapshot, found: Cursor) -> Page | None:
    if found.owner is None:
        tool = catalogue.foreign_section(found.text)
        return Page(f"A section of {tool}", ("No SDK reads it.",)) if tool else None
    showing = Showing(snapshot)
    if found.kind is SectionKind.SSO_SESSION:
        return effective.session_page(showing, found.owner)
    if found.kind is SectionKind.SERVICES:
        return effective.services_page(showing, found.owner)
    profile = snapshot.profiles.get(found.owner)
    return None if profile is None else effective.profile_page(showing, profile)


def _of_name(_snapshot: Snapshot, found: Cursor) -> Page | None:
    setting = catalogue.find(found.kind, found.setting, found.parent)
    return None if setting is None else setting_page(setting)


def _of_value(snapshot: Snapshot, found: Cursor) -> Page | None:
    setting = catalogue.find(found.kind, found.setting, found.parent)
    if setting is None:
        return None
    told = meaning.of_value(Showing(snapshot), found, setting)
    if isinstance(told, Page):
        return told
    return Page(title(setting), (*told, setting.description))


_PAGES = {Where.HEADER: _of_header, Where.NAME: _of_name, Where.VALUE: _of_value}
