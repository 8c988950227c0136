"""What Rust, Java and C call a section, by what stands between its brackets.

Sources: smithy-lang/smithy-rs: aws-runtime/src/env_config/normalize.rs;
aws/aws-sdk-java-v2: ProfileFileReader.java; awslabs/aws-c-sdkutils: source/aws_profile.c.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.readers.columns import COLUMNS, UNICODE_BLANKS
from awsconf.readers.dialects import Dialect
from awsconf.syntax import SectionKind
from awsconf.text import Role


class Title(NamedTuple):
    """A section's kind and name, and whether the word `profile` stands before it."""

    kind: SectionKind
    name: str
    is_prefixed: bool = False

    @property
    def is_default(self) -> bool:
        """Whether it is the default profile, which may be written in two ways."""
        return self.kind is SectionKind.PROFILE and self.name == "default"


class Unclosed(NamedTuple):
    """A header without its closing bracket, for which the file is refused."""


def title(line: str, role: Role, dialect: Dialect) -> Title | Unclosed | None:
    """What a header is to an SDK, comment and blanks around it included; None: it is ignored."""
    bare = re.split("[#;]", line, maxsplit=1)[0].strip(COLUMNS[dialect].trimmed)
    if dialect is Dialect.C:
        return _title_of_c(bare[1:], role)
    if not bare.endswith("]"):
        return Unclosed()
    inside = bare[1:-1].strip(COLUMNS[dialect].trimmed)
    return (_title_of_rust if dialect is Dialect.RUST else _title_of_java)(inside, role)


_KINDS = {
    "profile": SectionKind.PROFILE,
    "sso-session": SectionKind.SSO_SESSION,
    "services": SectionKind.SERVICES,
}


def _title_of_rust(inside: str, role: Role) -> Title | None:
    words = re.split("[ \t]", inside, maxsplit=1)
    if len(words) == 1:
        takes = inside == "default" or (role is Role.CREDENTIALS and _is_valid(inside))
        return Title(SectionKind.PROFILE, inside) if takes else None
    name = words[1].strip(UNICODE_BLANKS)
    if words[0] == "profile" and name == "default":
        # Rust takes this one in either file.
        return Title(SectionKind.PROFILE, name, is_prefixed=True)
    kind = _KINDS.get(words[0])
    if kind is None or role is Role.CREDENTIALS:
        return None
    # Of a session it looks at the type alone, not at the name.
    is_fine = kind is not SectionKind.PROFILE or _is_valid(name)
    return Title(kind, name, is_prefixed=kind is SectionKind.PROFILE) if is_fine else None


def _title_of_java(inside: str, role: Role) -> Title | None:
    if role is Role.CREDENTIALS:
        return Title(SectionKind.PROFILE, inside) if _is_valid(inside) else None
    if inside == "default":
        return Title(SectionKind.PROFILE, inside)
    for prefix, kind in _KINDS.items():
        if inside.startswith((f"{prefix} ", f"{prefix}\t")):
            name = inside[len(prefix) :].strip(COLUMNS[Dialect.JAVA].trimmed)
            is_prefixed = kind is SectionKind.PROFILE
            return Title(kind, name, is_prefixed) if _is_valid(name) else None
    return None


def _title_of_c(rest: str, role: Role) -> Title | Unclosed | None:
    rest = rest.lstrip(" \t\r")
    kind = None
    for prefix, its_kind in _KINDS.items():
        if re.match(rf"{prefix}[ \t\r]", rest):
            kind, rest = its_kind, rest[len(prefix) :].lstrip(" \t\r")
            break
    match = re.match(COLUMNS[Dialect.C].identifier, rest)
    name = match.group() if match is not None else ""
    if (kind is not None and role is Role.CREDENTIALS) or not name:
        return None
    if kind is None and role is Role.CONFIG and name != "default":
        return None
    # Only now it looks for the bracket; what follows that is nothing to it.
    between, closes, _ = rest[len(name) :].partition("]")
    if not closes:
        return Unclosed()
    if between.strip(" \t\r"):
        return None
    return Title(kind or SectionKind.PROFILE, name, kind is SectionKind.PROFILE)


def _is_valid(name: str) -> bool:
    return re.fullmatch(COLUMNS[Dialect.RUST].identifier, name) is not None
