"""What could be typed at a place: headers, names of settings, and values by their type.

Each item replaces the whole token, so that none depends on what an editor takes for a word.
No secret is ever offered, and nothing is taken from what a secret setting holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest

from awsconf import catalogue
from awsconf.edits import Edit
from awsconf.entries import Setting
from awsconf.features.cursor import Cursor, Where, cursor
from awsconf.features.headers import headers
from awsconf.features.item import Item, ItemKind
from awsconf.features.page import Page
from awsconf.features.reference import setting_page, what
from awsconf.features.values import values
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind, SectionKind
from awsconf.text import At, Role


def completion(snapshot: Snapshot, role: Role, offset: int) -> list[Item]:
    """What is offered at a place, in no order: `Item.rank` says what comes first."""
    found = cursor(snapshot.document(role), role, offset)
    return [] if found is None else list(_OFFERS[found.where](snapshot, found))


MOST = 200
"""How many items are worth sending; of more, those that fit what is typed so far."""


def likeliest(items: list[Item], typed: str) -> list[Item]:
    """The items that an editor would show for what is typed, at most `MOST`, the best first."""
    if len(items) <= MOST:
        return items
    fitting = (item for item in items if fits(item, typed))
    return nsmallest(MOST, fitting, key=lambda item: (item.rank, item.label))


def fits(item: Item, typed: str) -> bool:
    """Whether an editor would show an item: what is typed is in it, in that order."""
    text, after = item.edit.text.lower(), 0
    for letter in typed.lower():
        after = text.find(letter, after) + 1
        if not after:
            return False
    return True


@lru_cache(maxsize=512)
def documentation(about: str) -> Page | None:
    """The page of the setting that an item is about, by `Item.about`."""
    kinds = (kind for kind in SectionKind if about.startswith(f"{kind.value}."))
    settings = (each for kind in kinds for each in catalogue.settings(kind))
    return next((setting_page(each) for each in settings if each.id == about), None)


def _names(snapshot: Snapshot, found: Cursor) -> Iterator[Item]:
    """The settings that the section may have and does not have yet."""
    there = _there(found)
    profile = snapshot.profiles.get(found.owner or "")
    wanted = _wanted(profile.names) if profile is not None and found.parent is None else frozenset()
    ending = _ending(found)
    if found.kind is SectionKind.SERVICES and found.parent is None:
        for name in sorted(catalogue.service_ids() - there):
            yield Item(
                name, ItemKind.BLOCK, Edit(found.token, name + ending.rstrip()), 1, "a service"
            )
        return
    for name in sorted(catalogue.own(found.kind, found.parent) - there):
        setting = catalogue.find(found.kind, name, found.parent)
        rank = None if setting is None else _rank(setting, found, wanted)
        if setting is not None and rank is not None:
            yield _name(setting, found, rank, ending)


def _name(setting: Setting, found: Cursor, rank: int, ending: str) -> Item:
    is_block = setting.type == "section"
    text = setting.name + (ending.rstrip() if is_block else ending)
    kind = ItemKind.BLOCK if is_block else ItemKind.SETTING
    edit = Edit(found.token, text)
    detail = what(setting).replace("`", "")
    return Item(setting.name, kind, edit, rank, detail, setting.id, setting.deprecated)


def _there(found: Cursor) -> frozenset[str]:
    """The settings of the section, in lower case, but for the one that is being typed.

    In a block, those of the same block.
    """
    lines = [line for line in found.section.lines if line.kind is LineKind.SETTING]
    indented = found.parent is not None
    return frozenset(
        found.section.read(line.name).lower()
        for line in lines
        if line is not found.line and (not indented or line.indent > 0)
    )


def _wanted(names: frozenset[str]) -> frozenset[str]:
    """The settings without which those that are there come to nothing."""
    wanted: set[str] = set()
    for name in names:
        setting = catalogue.find(SectionKind.PROFILE, name)
        if setting is None:
            continue
        wanted.update(_bare(each) for each in setting.requires)
        for group in setting.requires_one_of:
            if names.isdisjoint(map(_bare, group)):
                wanted.update(map(_bare, group))
    if "sso_session" in names:
        wanted |= {"sso_account_id", "sso_role_name"}
    return frozenset(wanted - names)


def _bare(name: str) -> str:
    return name.rpartition(".")[2]


def _rank(setting: Setting, found: Cursor, wanted: frozenset[str]) -> int | None:
    """How likely a setting is wanted; None where the file is no place for it."""
    if found.role is Role.CREDENTIALS and found.parent is None:
        place = f"credentials.{found.kind.value}"
        if place not in setting.valid_in:
            return None if place not in setting.also_read_in else 4
    if setting.deprecated:
        return 3
    if setting.name in wanted:
        return 0
    is_common = found.parent or setting.name in _COMMON or _CREDENTIALS in (setting.category or "")
    return 1 if is_common else 2


_CREDENTIALS = "credentials."
_COMMON = ("region", "output", "services")


def _ending(found: Cursor) -> str:
    """What follows a new name: nothing before a delimiter, else one as the section writes them."""
    line = found.line
    if line is not None and line.kind is LineKind.SETTING:
        return ""
    filled = (each for each in found.section.lines if each.kind is LineKind.SETTING)
    texts = [
        found.section.text[each.name_end : each.value] for each in filled if each.value < each.stop
    ]
    return texts[-1] if texts and re.fullmatch(" ?= ?", texts[-1]) else " = "


def _values(snapshot: Snapshot, found: Cursor) -> Iterator[Item]:
    setting = catalogue.find(found.kind, found.setting, found.parent)
    if setting is None:
        return
    at, before = _stretch(found, setting)
    for offer in values(snapshot, found, setting):
        edit = Edit(at, before + offer.text)
        # Of thousands of names, none need bring the same page along.
        about = "" if offer.kind is ItemKind.NAME else setting.id
        yield Item(offer.text, offer.kind, edit, offer.rank, offer.detail, about)


def _stretch(found: Cursor, setting: Setting) -> tuple[At, str]:
    """What a value replaces, and the blank that has to stand before it.

    Of a list it is the item at the cursor. What looks like a comment after a value stays.
    """
    token, text, cursor = found.token, found.text, found.start + found.offset
    comment = re.search(r"\s+[#;]", text)
    if comment is not None and cursor <= token.start + comment.start():
        token = token._replace(end=token.start + comment.start())
    if setting.type in ("enum_list", "region_list"):
        token = _item(found, token, setting.separator or ",")
    blanks = len(text) - len(text.lstrip()) if token.start == found.token.start else 0
    before = text[:blanks]
    line = found.line
    is_tight = line is not None and cursor == line.value == line.stop
    if is_tight and line is not None and found.section.text[line.name_end : line.value] == " =":
        before = " "
    return token, before


def _item(found: Cursor, token: At, separator: str) -> At:
    """The item of a list around the cursor, without the blanks before it."""
    text, at = found.section.text, found.start
    cursor = found.offset
    start = max(text.rfind(separator, token.start - at, cursor) + 1, token.start - at)
    end = text.find(separator, cursor, token.end - at)
    while start < cursor and text[start].isspace():
        start += 1
    return At(token.role, at + start, at + end if end >= 0 else token.end)


_OFFERS = {Where.HEADER: headers, Where.NAME: _names, Where.VALUE: _values}
