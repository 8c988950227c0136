"""Names of profiles and sessions that not every SDK can read, and what others they could have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awsconf.edits import Edit
from awsconf.finding import Fix
from awsconf.headings import Heading, misplaced, mistyped
from awsconf.naming import prefixed
from awsconf.profiles import Found
from awsconf.readers.headers import NAME
from awsconf.readers.reading import Part
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role

NAMING = ("source_profile", "include_profile", "parent_profile")
"""The settings by which the SDKs and aws-vault name a profile."""


class Oddity(NamedTuple):
    """The section of a profile or session, the name that is meant, and in words what is odd."""

    part: Part
    heading: Heading
    odd: str


def oddities(snapshot: Snapshot) -> tuple[Oddity, ...]:
    """The profiles and sessions with odd names, each once; the config file's section first."""
    return tuple(same[0] for same in snapshot.derive(_by_name).values())


def rename(snapshot: Snapshot, oddity: Oddity) -> Iterator[Fix]:
    """Give the profile a name that every SDK reads, wherever the two files name it.

    Never safe, since whoever asks for it by its old name, in a script or a variable, is not found.
    """
    old, new = oddity.heading.name, _free(snapshot, oddity.heading.name)
    seen = all(snapshot.presence(role) is not Presence.UNSEEN for role in Role)
    if oddity.odd == "the quotes":
        if snapshot.derive(_headings)[oddity.heading] == 1:
            text = oddity.heading.text(oddity.part.role)
            yield Fix(f"Write `[{text}]`", (Edit(oddity.part.name_at, text),), preferred=True)
    elif new and seen and oddity.heading.kind is SectionKind.PROFILE:
        sections = snapshot.derive(_by_name)[oddity.heading]
        heading = Heading(SectionKind.PROFILE, new)
        named = [Edit(one.part.name_at, heading.text(one.part.role)) for one in sections]
        names = {old, *filter(None, (one.part.reading.name for one in sections))}
        found = [
            each for name in sorted(names) for each in snapshot.derive(_references).get(name, ())
        ]
        once = len({one.part.role for one in sections}) == len(sections)
        if once and not any(each.value.following for each in found):
            references = [Edit(each.at, new) for each in found]
            yield Fix(f"Rename the profile to `{new}`", (*named, *references))


def _headings(snapshot: Snapshot) -> Mapping[tuple[SectionKind, str | None], int]:
    """How often the config file has each profile, in whatever spelling."""
    parts = snapshot.readings[Role.CONFIG].parts
    return Counter((part.reading.kind, part.reading.name) for part in parts)


def _lowered(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(name.lower() for name in snapshot.profiles)


def _by_name(snapshot: Snapshot) -> dict[Heading, list[Oddity]]:
    """The sections by what is meant; a profile's twin in the other file belongs to it."""
    found: dict[Heading, list[Oddity]] = defaultdict(list)
    for part in snapshot.odd_headers:
        name, odd = _meant(part)
        is_session = part.role is Role.CONFIG and (part.reading.header or "").startswith("sso-")
        heading = Heading(SectionKind.SSO_SESSION if is_session else SectionKind.PROFILE, name)
        if odd:
            found[heading].append(Oddity(part, heading, odd))
    return dict(found)


def _meant(part: Part) -> tuple[str, str]:
    """The name that is meant, and what is odd about it; nothing where another rule speaks."""
    header = (part.reading.header or "").strip()
    if part.role is Role.CREDENTIALS:
        others = prefixed(part) or misplaced(header) or mistyped(part)
        name = written = "" if others else header
    else:
        match = re.fullmatch(r"(?:profile|sso-session)\s+(.+)", header)
        written = match[1] if match and not mistyped(part) else ""
        quoted = re.fullmatch(r"""(["'])(.+)\1""", written)
        name = quoted[2] if quoted else written
    return name, "" if re.search(r"[\[\]]", header) else _odd(name, written)


def _odd(name: str, written: str) -> str:
    if name == "__proto__":
        return "`__proto__`"
    if not name.isascii() and any(map(_is_disguised, name)):
        return ""
    sign = re.search(r"[#;]", name) or re.search(r"[^A-Za-z0-9_/.%@:+-]", name)
    if sign is None:
        return "the quotes" if name != written else ""
    names = {"\\": "the backslash", " ": "the blank", "\t": "the blank"}
    return names.get(sign[0], f"the `{sign[0]}`")


def _is_disguised(sign: str) -> bool:
    """Whether a sign only looks like a quote, a hyphen or a blank, which another rule tells."""
    # Imported here, since hardly any name needs it.
    from unicodedata import category

    return not sign.isascii() and category(sign)[0] in "CPZ"


def _free(snapshot: Snapshot, name: str) -> str | None:
    """The nearest name that every SDK reads, if no profile has it."""
    # Imported here, since hardly any name needs it.
    from unicodedata import combining, normalize

    letters = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    new = "".join(letter if re.fullmatch(NAME, letter) else "-" for letter in letters)
    new = re.sub(r"--+", "-", new).strip("-_")
    taken = new.lower() in snapshot.derive(_lowered) or new == "default"
    return None if taken or not re.search(r"[A-Za-z0-9]", new) else new


def _references(snapshot: Snapshot) -> dict[str, list[Found]]:
    """The settings that name a profile, by the name."""
    found: dict[str, list[Found]] = defaultdict(list)
    for reading in snapshot.readings.values():
        for part in reading.parts:
            for name in NAMING:
                if value := part.reading.settings.get(name):
                    found[value.text].append(Found(part, value))
    return dict(found)
