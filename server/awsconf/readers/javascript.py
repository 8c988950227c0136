"""What the AWS SDK for JavaScript v3 makes of both files: no line is an error, many are lost.

It cuts comments off values, knows keys by their exact case, has no continued values, and reads a
line that is no header to it as part of the section above. Names that JavaScript gives every
object (`toString`, `constructor`) are no names of profiles.
Source: smithy-lang/smithy-typescript: packages/core/src/submodules/config/shared-ini-file-loader/
`parseIni.ts`, `getConfigData.ts`, `mergeConfigFiles.ts`, `loadSsoSessionData.ts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import (
    Evaluation,
    Ignored,
    Ignoring,
    Refusal,
    Setting,
    Settings,
    View,
)
from awsconf.syntax import Document
from awsconf.text import At, Role
from awsconf.undecodable import decoded

BLANKS = (
    "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What `trim` and `\\s` mean there: the byte order mark is one of them, U+0085 is none."""


def evaluate(config: Document | None, credentials: Document | None) -> Evaluation:
    """What JavaScript makes of the pair.

    A block is one setting without text and with `nested`, though JavaScript keeps `s3.k`, and
    `shadowed` knows it by that name. Sections of sessions and services are no profiles here;
    to JavaScript they are, under names that nobody asks for (`sso-session.s`).
    """
    files = [document.derive(_read) for document in (config, credentials) if document is not None]
    merged: dict[str, list[tuple[Role, _Table]]] = {}
    for file in files:
        for name, table in file.profiles.items():
            merged.setdefault(name, []).append((file.role, table))
    of_config = [file for file in files if file.role is Role.CONFIG]
    return Evaluation(
        Dialect.JS,
        {name: _view(name, tables) for name, tables in merged.items()},
        {name: table for file in of_config for name, table in _typed(file, "sso-session.")},
        {name: table for file in of_config for name, table in _typed(file, "services.")},
        tuple(ignored for file in files for ignored in file.ignored),
        tuple(file.refusal for file in files if file.refusal is not None),
    )


class _Entry(NamedTuple):
    """A setting as it was written, and the block that was open above it."""

    setting: Setting
    block: Setting | None


# All that was written under each key, the last of which counts.
_Table = dict[str, list[_Entry]]


class _File(NamedTuple):
    role: Role
    profiles: Mapping[str, _Table]
    sections: Mapping[str, _Table]
    ignored: tuple[Ignored, ...]
    refusal: Refusal | None


def _view(name: str, tables: list[tuple[Role, _Table]]) -> View:
    inside = {role: _settings(table) for role, table in tables}
    whole: _Table = {}
    for _, table in tables:
        for key, entries in table.items():
            whole[key] = whole.get(key, []) + entries
    shadowed = {
        key: tuple(entry.setting for entry in entries[-2::-1])
        for key, entries in whole.items()
        if len(entries) > 1
    }
    settings = inside[tables[0][0]] if len(tables) == 1 else _settings(whole)
    return View(name, settings, shadowed, inside)


def _settings(table: _Table) -> Settings:
    settings: dict[str, Setting] = {}
    nested: dict[str, dict[str, Setting]] = {}
    for entries in table.values():
        setting, block = entries[-1]
        if block is None:
            settings[setting.name] = setting
        else:
            settings.setdefault(block.name, block)
            nested.setdefault(block.name, {})[setting.name] = setting
    for name, inner in nested.items():
        settings[name] = settings[name]._replace(nested=inner)
    return settings


def _typed(file: _File, prefix: str) -> Iterator[tuple[str, Settings]]:
    for name, table in file.sections.items():
        if name.startswith(prefix):
            yield name[len(prefix) :], _settings(table)


def _read(document: Document) -> _File:
    loop = _Loop(document.role)
    for start, line in _lines(document.text):
        if loop.take(start, line) is not None:
            # It throws, and whoever asked for the file goes on as if there were none.
            return _File(document.role, {}, {}, (), loop.refusal)
    return loop.file()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Its lines and where they start; they end at LF or CRLF, and CR alone is a blank."""
    start = 0
    *lines, last = text.split("\n")
    for line in lines:
        yield start, line[:-1] if line.endswith("\r") else line
        start += len(line) + 1
    yield start, last


# JavaScript's `\w` is ASCII, and its `\2` matches nothing where no quote was opened.
_TYPED = rf"([A-Za-z0-9_-]+)[{BLANKS}]([\"'])?([A-Za-z0-9_@+.%:/-]+)(?(2)\2)"
_COMMENT = rf"(?:\A|[{BLANKS}])[;#]"
_TYPES = ("profile", "sso-session", "services")
_PROTOTYPE = "__proto__"
# They are found on every object, so that what is meant for the profile ends up elsewhere.
_INHERITED = frozenset(
    {"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString"}
    | {"toString", "valueOf", "__defineGetter__", "__defineSetter__", "__lookupGetter__"}
    | {"__lookupSetter__", _PROTOTYPE}
)


class _Loop:
    """`parseIni`'s loop over the lines; it holds what that loop holds."""

    def __init__(self, role: Role) -> None:
        self.role = role
        self.sections: dict[str, _Table] = {}
        self.headers: dict[str, list[At]] = {}
        self.blocks: list[Setting] = []
        self.filled: set[At] = set()
        self.ignored: list[Ignored] = []
        self.refusal: Refusal | None = None
        self.section: str | None = None
        self.is_kept = True
        self.block: Setting | None = None
        self.has_setting = False

    def take(self, start: int, line: str) -> Refusal | None:
        """Read one line; what is handed back is why the file is given up."""
        uncommented = _uncommented(line)
        text = uncommented.strip(BLANKS)
        if not text:
            return None
        start += len(uncommented) - len(uncommented.lstrip(BLANKS))
        at = At(self.role, start, start + len(text))
        if text[0] == "[" and text[-1] == "]":
            return self._header(text, at)
        if self.section:
            self._line(text, at, is_indented=line[0] in BLANKS)
        elif self.is_kept:
            self.ignored.append(Ignored(at, Ignoring.OUTSIDE_SECTION))
        return None

    def file(self) -> _File:
        """What all the lines have come to."""
        for block in self.blocks:
            if block.name_at not in self.filled:
                self.ignored.append(Ignored(block.name_at, Ignoring.EMPTY_VALUE))
        profiles = dict(self._profiles())
        return _File(self.role, profiles, self.sections, tuple(self.ignored), None)

    def _header(self, text: str, at: At) -> Refusal | None:
        name = _decoded(text[1:-1])
        if name in (_PROTOTYPE, f"profile {_PROTOTYPE}"):
            self.refusal = Refusal(at, "Error", f'Found invalid profile name "{name}"')
            return self.refusal
        match = re.fullmatch(_TYPED, name)
        if match is None:
            self.section = name
        else:
            kind, _, word = match.groups()
            self.section = f"{kind}.{word}" if kind in _TYPES else None
        self.block = None
        self.has_setting = False
        self.is_kept = bool(self.section) and self._takes(self.section or "")
        if not self.is_kept:
            self.ignored.append(Ignored(at, Ignoring.SECTION_NAME))
        self.headers.setdefault(self.section or "", []).append(at)
        return None

    def _takes(self, section: str) -> bool:
        """Whether anybody asks for a section of this name in this file."""
        kind, dot, _ = section.partition(".")
        if self.role is Role.CONFIG:
            return section == "default" or (bool(dot) and kind in _TYPES)
        return not dot or kind not in _TYPES[1:]

    def _line(self, text: str, at: At, *, is_indented: bool) -> None:
        equals = text.find("=")
        if equals <= 0:
            continues = is_indented and self.has_setting
            self._ignore(at, Ignoring.CONTINUATION if continues else Ignoring.NOT_A_SETTING)
            return
        self.has_setting = True
        setting = _setting(text, at, equals)
        if not setting.text:
            self.block = setting
            if self.is_kept:
                self.blocks.append(setting)
            return
        if not is_indented:
            self.block = None
        self._store(setting)

    def _store(self, setting: Setting) -> None:
        table = self.sections.setdefault(self.section or "", {})
        block = self.block
        key = setting.name if block is None else f"{block.name}.{setting.name}"
        if key == _PROTOTYPE:
            self._ignore(setting.name_at, Ignoring.SETTING_NAME)
            return
        if block is not None:
            self.filled.add(block.name_at)
        table.setdefault(key, []).append(_Entry(setting, block))

    def _ignore(self, at: At, why: Ignoring) -> None:
        # Of a section that is passed over, the header alone is told.
        if self.is_kept:
            self.ignored.append(Ignored(at, why))

    def _profiles(self) -> Iterator[tuple[str, _Table]]:
        replaced = self.role is Role.CONFIG and "profile.default" in self.sections
        for section, table in self.sections.items():
            name = section.removeprefix("profile.") if self.role is Role.CONFIG else section
            if not self._takes(section) or section.startswith(("sso-session.", "services.")):
                continue
            if section == "default" and replaced:
                self._lose(section, Ignoring.REPLACED)
            elif name in _INHERITED:
                self._lose(section, Ignoring.MERGED_AWAY)
            else:
                yield name, table

    def _lose(self, section: str, why: Ignoring) -> None:
        self.ignored.extend(Ignored(at, why) for at in self.headers[section])


def _uncommented(line: str) -> str:
    """The line up to its comment, which stands first in it or after a blank."""
    match = re.search(_COMMENT, line) if "#" in line or ";" in line else None
    return line[: match.start()] if match else line


def _setting(text: str, at: At, equals: int) -> Setting:
    name = text[:equals].rstrip(BLANKS)
    value = text[equals + 1 :].lstrip(BLANKS)
    stop = at.end if value else at.start + equals + 1
    return Setting(
        _decoded(name),
        _decoded(value),
        At(at.role, at.start, at.start + len(name)),
        At(at.role, stop - len(value), stop),
    )


def _decoded(text: str) -> str:
    """The text as JavaScript decodes the bytes: U+FFFD stands for what is not UTF-8."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        # No file holds such a surrogate, but an editor may send one.
        return decoded(text)
