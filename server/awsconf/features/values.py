"""Which values a setting takes, by its type: words, numbers, Regions, and names in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from awsconf import catalogue
from awsconf.chains import provider, ways
from awsconf.features.cursor import Cursor
from awsconf.features.item import ItemKind
from awsconf.features.reference import spell
from awsconf.profiles import Profile
from awsconf.redaction import masked_text
from awsconf.showing import Showing
from awsconf.snapshot import Snapshot
from awsconf.text import Role

if TYPE_CHECKING:
    from awsconf.entries import Setting


class Offer(NamedTuple):
    """A value, what it stands for in a few words, and how likely it is wanted; 0 comes first."""

    text: str
    detail: str = ""
    rank: int = 1
    kind: ItemKind = ItemKind.WORD


def values(snapshot: Snapshot, found: Cursor, setting: Setting) -> Iterator[Offer]:
    """What a setting could be set to; nothing where it is secret, and nothing that looks so."""
    tell = _BY_TYPE.get(setting.type)
    if setting.secret or tell is None:
        return
    showing = Showing(snapshot)
    for offer in tell(snapshot, found, setting):
        # There may be thousands of profiles, whose names are looked at once each.
        has_no_form = tell is _profiles or _may_be_shown(offer.text)
        if has_no_form and not showing.repeats_secret(offer.text):
            yield offer


def _may_be_shown(text: str) -> bool:
    return text.isprintable() and masked_text(text) == text


def _words(_snapshot: Snapshot, _found: Cursor, setting: Setting) -> Iterator[Offer]:
    for value, description in setting.values:
        yield Offer(value, description, 0 if value == setting.default else 1)


def _numbers(_snapshot: Snapshot, _found: Cursor, setting: Setting) -> Iterator[Offer]:
    """The bounds and the default, which say at once how far one may go."""
    named = (
        (setting.minimum, "the least"),
        (setting.default, "the default"),
        (setting.maximum, "the most"),
    )
    words: dict[str, list[str]] = {}
    for number, word in named:
        if number is not None:
            words.setdefault(str(number), []).append(word)
    for text, said in words.items():
        lasts = [spell(int(text))] if setting.type == "duration" else []
        first = text == setting.default
        yield Offer(text, ", ".join((*lasts, *said)), 0 if first else 1, ItemKind.NUMBER)


def _regions(snapshot: Snapshot, _found: Cursor, _setting: Setting) -> Iterator[Offer]:
    used = snapshot.derive(_used_regions)
    for code, region in catalogue.regions().items():
        if not region.pseudo:
            yield Offer(code, region.name, 0 if code in used else 1)


def _used_regions(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(_said(snapshot, "region"))


def _profiles(snapshot: Snapshot, found: Cursor, _setting: Setting) -> Iterator[Offer]:
    """The profiles, but those that would lead back to the one that asks."""
    leading_back = _leading_to(snapshot, found.owner)
    for name, profile in snapshot.profiles.items():
        offer = None if name in leading_back else profile.derive(_profile)
        if offer is not None:
            yield offer if name != found.owner else offer._replace(detail="its own keys")


def _profile(profile: Profile) -> Offer | None:
    """A profile as a source of credentials; None where its name may not be shown."""
    if not _may_be_shown(profile.name):
        return None
    who = provider(profile)
    rank = 2 if who is None else 1 if ways(profile).assumes_role else 0
    detail = "no credentials" if who is None else who.value
    return Offer(profile.name, detail, rank, ItemKind.NAME)


def _leading_to(snapshot: Snapshot, asking: str | None) -> set[str]:
    """The profiles whose chains lead to one; keys of its own start a chain, and end it."""
    found: set[str] = set()
    following = [asking]
    while following:
        name = following.pop()
        profile = None if name is None else snapshot.profiles.get(name)
        if profile is None or profile.name in found or ways(profile).has_static_keys:
            continue
        found.add(profile.name)
        using = snapshot.references["source_profile"].get(profile.name, ())
        following += [user.name for user in using if ways(user).source == profile.name]
    return found


def _sessions(snapshot: Snapshot, _found: Cursor, _setting: Setting) -> Iterator[Offer]:
    reading = snapshot.readings.get(Role.CONFIG)
    for name in reading.sessions if reading is not None else ():
        yield Offer(name, "a session of IAM Identity Center", 0, ItemKind.NAME)


def _services(snapshot: Snapshot, _found: Cursor, _setting: Setting) -> Iterator[Offer]:
    reading = snapshot.readings.get(Role.CONFIG)
    for name in reading.services if reading is not None else ():
        yield Offer(name, "a services section", 0, ItemKind.NAME)


def _elsewhere(snapshot: Snapshot, found: Cursor, setting: Setting) -> Iterator[Offer]:
    """What the same setting is set to in other sections."""
    own = found.text.strip()
    for text, count in _counts(snapshot, setting).items():
        if text and text != own:
            times = f"in {count} sections" if count > 1 else "in another section"
            yield Offer(text, times, 1, ItemKind.NAME)


def _counts(snapshot: Snapshot, setting: Setting) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in _said(snapshot, setting.name) if setting.sensitivity == "none" else ():
        counts[text] = counts.get(text, 0) + 1
    return counts


def _said(snapshot: Snapshot, name: str) -> Iterator[str]:
    """The values of a setting in all sections."""
    for reading in snapshot.readings.values() if name in snapshot.names else ():
        for part in reading.parts:
            value = part.reading.settings.get(name)
            if value is not None:
                yield value.text


_BY_TYPE: dict[str, Callable[[Snapshot, Cursor, Setting], Iterator[Offer]]] = {
    "arn": _elsewhere,
    "boolean": _words,
    "duration": _numbers,
    "enum": _words,
    "enum_list": _words,
    "integer": _numbers,
    "mfa_serial": _elsewhere,
    "profile_name": _profiles,
    "region": _regions,
    "region_list": _regions,
    "services_name": _services,
    "sso_session_name": _sessions,
    "url": _elsewhere,
}
