"""What botocore calls a section, by what stands between the brackets of its header.

Source: boto/botocore: botocore/configloader.py, `build_profile_map`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.readers.reading import Part
from awsconf.syntax import Line, LineKind, Section, SectionKind
from awsconf.text import Role, Span

DEFAULTS = "DEFAULT"
"""The section that configparser merges under every other one of its file."""


NAME = r"[A-Za-z0-9_/.%@:+-]+"
"""What the specification of the SDKs lets stand in the name of a profile or a session."""


def named(header: str | None, role: Role) -> tuple[SectionKind, str | None]:
    """The kind and name that botocore gives a section."""
    if header is None or header == DEFAULTS:
        return SectionKind.OTHER, None
    if role is Role.CREDENTIALS:
        return SectionKind.PROFILE, header
    if header == "default":
        return SectionKind.PROFILE, header
    for prefix, kind in _PREFIXES:
        if header.startswith(prefix):
            words = _words(header)
            return (kind, words[1]) if len(words) == 2 else (SectionKind.OTHER, None)
    return _TABLES.get(header, SectionKind.OTHER), None


def as_setting(section: Section, line: Line) -> Line:
    """A line that begins with a bracket but is no header may still be a setting to Python."""
    text = section.text
    delimiter = min(
        (i for i in (text.find(c, line.text, line.stop) for c in "=:") if i >= 0), default=-1
    )
    if delimiter < 0:
        return line
    name_end = line.text + len(text[line.text : delimiter].rstrip())
    after = text[delimiter + 1 : line.stop]
    value = line.stop - len(after.lstrip())
    return line._replace(kind=LineKind.SETTING, name_end=name_end, value=value)


def is_regular(header: str, role: Role) -> bool:
    """Whether a header says the same to every SDK; nearly all do, so this is quick."""
    regular = _CONFIG if role is Role.CONFIG else _CREDENTIALS
    return regular.fullmatch(header) is not None


def without_blanks(header: str | None, role: Role) -> str | None:
    """The header of a section as it should be, if it has blanks that not every SDK expects.

    What lacks the word for its kind is left alone, and so are blanks inside a name.
    """
    # One look is enough for nearly every one of many thousand headers.
    if header is None or "]" in header or (header == header.strip() and not _WIDE(header)):
        return None
    plain = header.strip()
    if role is Role.CONFIG and plain != "default":
        match = re.fullmatch(r"(profile|sso-session|services)\s+(\S.*)", plain)
        plain = f"{match[1]} {match[2]}" if match else ""
    return plain if plain not in ("", header) else None


class Tail(NamedTuple):
    """What stands after the first closing bracket of a header: blanks, and the text after them."""

    gap: Span
    text: Span
    is_comment: bool


def tail(part: Part) -> Tail | None:
    """What stands after the header of a section on its line; None if nothing does."""
    line = part.reading.header_line
    if line is None or line.value >= line.stop or line.value == line.name_end:
        return None
    rest = part.section.text[line.value : line.stop]
    start = line.stop - len(rest.lstrip())
    return Tail(Span(line.value, start), Span(start, line.stop), rest.lstrip()[:1] in "#;")


_CONFIG = re.compile(
    rf"default|plugins|preview|(?:profile (?!default\Z|__proto__\Z)|sso-session |services ){NAME}"
)
_CREDENTIALS = re.compile(rf"(?!(?!default\Z)(?i:default)\Z|__proto__\Z){NAME}")
_WIDE = re.compile(r"\s\s").search
_PREFIXES = (
    ("profile", SectionKind.PROFILE),
    ("sso-session", SectionKind.SSO_SESSION),
    ("services", SectionKind.SERVICES),
)
_TABLES = {"plugins": SectionKind.PLUGINS, "preview": SectionKind.PREVIEW}
_SHELL = re.compile(r"['\"\\]")
_SHELL_BLANKS = re.compile(r"[ \t\r\n]+")


def _words(header: str) -> list[str]:
    """`shlex.split`, without its price where there is nothing to unquote."""
    if _SHELL.search(header) is None:
        return [word for word in _SHELL_BLANKS.split(header) if word]
    import shlex

    try:
        return shlex.split(header)
    except ValueError:
        return []
