"""What a header is meant for, where it is not in the form that every SDK reads."""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.catalogue import foreign_section, known
from awsconf.nearest import distance
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import NAME, named
from awsconf.readers.reading import Part
from awsconf.syntax import SectionKind
from awsconf.text import Role

LONGEST = 256
"""No header is longer, and the patterns look several times at each run of dots or blanks."""


class Heading(NamedTuple):
    """A kind of section and its name."""

    kind: SectionKind
    name: str

    @property
    def is_default(self) -> bool:
        """Whether it is the default profile."""
        return self == (SectionKind.PROFILE, "default")

    @property
    def title(self) -> str:
        """What it is, for a sentence."""
        titles = {SectionKind.SSO_SESSION: "session", SectionKind.SERVICES: "services section"}
        return titles.get(self.kind, "profile")

    def text(self, role: Role) -> str:
        """What stands between the brackets."""
        if role is Role.CREDENTIALS or self.is_default:
            return self.name
        return f"{self.kind.value} {self.name}"


def is_prefixed_default(header: str) -> bool:
    """Whether a header of the config file names the default profile with the word `profile`."""
    return re.fullmatch(r"profile\s+default\s*", header) is not None


def mistyped(part: Part) -> Heading | None:
    """What a header is meant for whose first word is not quite one that opens such a section.

    Nothing where all that stands below it is another tool's.
    """
    header, settings = part.reading.header or "", part.reading.settings
    if len(header) > LONGEST or foreign_section(header) is not None:
        return None
    in_config = part.role is Role.CONFIG
    heading = _mistyped_in_config(header) if in_config else _mistyped_in_credentials(header)
    if heading is None or not settings or any(known(heading.kind, name) for name in settings):
        return heading
    return None


def misplaced(header: str) -> Heading | None:
    """The session or services section that a header of the credentials file is meant for."""
    for pattern, kind in _TYPES[:2] if len(header) <= LONGEST else ():
        match = re.fullmatch(rf"(?i)\s*(?:{pattern})\s+({_QUOTED})\s*", header)
        if match is not None:
            return Heading(kind, match[1].strip("\"'"))
    return None


def readers_of(header: str, heading: Heading, role: Role) -> frozenset[Dialect]:
    """The SDKs to which a header says what it is meant for; blanks at its ends are not judged.

    Source: the readers of the SDKs, run on such headers: botocore/configloader.py;
    smithy-typescript, shared-ini-file-loader; aws-sdk-go-v2, internal/ini; aws-runtime, env_config;
    aws-c-sdkutils, aws_profile.c.
    """
    found = set()
    if named(header, role) == heading:
        found.add(Dialect.PYTHON)
    if _in_javascript(header, role) == heading:
        found.add(Dialect.JS)
    bare = _bare(header, heading.kind, role)
    if bare == heading.name and not re.search(r"[#;]", bare):
        found.add(Dialect.GO)
        if re.fullmatch(NAME, bare):
            found |= {Dialect.RUST, Dialect.JAVA}
        if re.fullmatch(NAME, bare.replace("\\", "_")):
            found.add(Dialect.C)
    return frozenset(found)


# A word that is no type opens no section of AWS, so in the config file it is not regular.
_QUOTED = rf""""{NAME}"|'{NAME}'|{NAME}"""

_TYPES = (
    (r"(?:profile[\s.:/]+)?sso[-_ ]?sessions?", SectionKind.SSO_SESSION),
    (r"(?:profile[\s.:/]+)?services?", SectionKind.SERVICES),
    (r"profiles?(?:-\S*)?", SectionKind.PROFILE),
)


def _mistyped_in_config(header: str) -> Heading | None:
    if re.fullmatch(r"(?i)\s*defaults?\s*", header):
        is_other = header.strip() in ("default", "DEFAULT")
        return None if is_other else Heading(SectionKind.PROFILE, "default")
    for pattern, kind in _TYPES:
        match = re.fullmatch(rf"(?i)\s*(?:{pattern})(?:\s+|[.:/])({_QUOTED})\s*", header)
        if match is not None:
            right = re.match(rf"\s*{kind.value}\s", header)
            return None if right else Heading(kind, match[1].strip("\"'"))
    return _nearly(header)


def _mistyped_in_credentials(header: str) -> Heading | None:
    """A plain `profile ` is left out, which is another mistake."""
    match = re.fullmatch(rf"(?i)\s*profiles?(?:-\S*)?\s+({_QUOTED})\s*", header)
    if match is not None:
        plain = re.match(r"\s*profile\s", header)
        return None if plain else Heading(SectionKind.PROFILE, match[1].strip("\"'"))
    other_case = header.lower() == "default" and header not in ("default", "DEFAULT")
    return Heading(SectionKind.PROFILE, "default") if other_case else None


def _nearly(header: str) -> Heading | None:
    """The type of section that a slip or two of the fingers made another word of."""
    match = re.fullmatch(rf"\s*([A-Za-z_-]+)\s+({_QUOTED})\s*", header)
    word = match[1].lower().replace("_", "-") if match else ""
    for kind in (SectionKind.PROFILE, SectionKind.SSO_SESSION, SectionKind.SERVICES):
        if match and word != kind.value and distance(word, kind.value) <= 2:
            return Heading(kind, match[2].strip("\"'"))
    return None


def _in_javascript(header: str, role: Role) -> Heading | None:
    match = re.fullmatch(rf"""([\w-]+)\s(["']?)({NAME})\2""", header.strip(), re.ASCII)
    if match is not None and role is Role.CONFIG:
        kind, name = match[1], match[3]
    elif match is None and role is Role.CREDENTIALS:
        kind, name = "profile", header
    else:
        kind, _, name = header.partition(".")
    known = kind in ("profile", "sso-session", "services") and name != "__proto__"
    cut = re.search(r"(?:^|\s)[#;]", header)
    return Heading(SectionKind(kind), name) if known and not cut else None


def _bare(header: str, kind: SectionKind, role: Role) -> str | None:
    """The name as it stands in a header of just that type."""
    if role is Role.CREDENTIALS:
        return header.strip()
    match = re.fullmatch(rf"\s*{kind.value}\s+(.*?)\s*", header)
    return match[1] if match else None
