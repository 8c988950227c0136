"""What Go v2 makes of the pair: a tokenizer of lines that takes nearly anything.

No line is fatal: what means nothing is passed over. What it is strict about is the merge, where
the credentials file may override a fixed list of settings and no others.
Sources: aws/aws-sdk-go-v2: internal/ini/{tokenize,parse,strings}.go, config/shared_config.go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awsconf.readers.columns import UNICODE_BLANKS, cut, lines, trim, uncommented
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, Ignored, Ignoring, Setting, View
from awsconf.readers.layers import Layers, effective, layered, over, view
from awsconf.syntax import Document
from awsconf.text import At, Role, Span


def evaluate(config: Document | None, credentials: Document | None) -> Evaluation:
    """Read both files as Go does."""
    ours = config.derive(_read) if config is not None else _NOTHING
    theirs = credentials.derive(_read) if credentials is not None else _NOTHING
    sessions = {name: effective(layers) for name, layers in _named(ours, theirs, "sso-session ")}
    services = {name: effective(layers) for name, layers in _named(ours, theirs, "services ")}
    profiles: dict[str, View] = {}
    lost: list[Ignored] = []
    for name in {**ours.profiles, **theirs.profiles}:
        profiles[name] = _merged(name, ours.profiles.get(name), theirs.profiles.get(name), lost)
    ignored = (*ours.ignored, *theirs.ignored, *lost)
    return Evaluation(Dialect.GO, profiles, sessions, services, ignored)


MERGED = frozenset(
    [
        "role_arn",
        "source_profile",
        "credential_source",
        "external_id",
        "mfa_serial",
        "role_session_name",
        "region",
        "endpoint_discovery_enabled",
        "credential_process",
        "web_identity_token_file",
        "s3_use_arn_region",
        "s3_disable_multiregion_access_points",
        "ec2_metadata_service_endpoint_mode",
        "ec2_metadata_service_endpoint",
        "ec2_metadata_v1_disabled",
        "use_dualstack_endpoint",
        "use_fips_endpoint",
        "defaults_mode",
        "retry_mode",
        "ca_bundle",
        "duration_seconds",
        "max_attempts",
        "sso_session",
        "sso_account_id",
        "sso_region",
        "sso_role_name",
        "sso_start_url",
    ]
)
"""The settings by which the credentials file may override a profile of the config file."""

_PAIR = ("aws_access_key_id", "aws_secret_access_key")
_STATIC = (*_PAIR, "aws_session_token")


class _File(NamedTuple):
    """One file: its profiles and its other sections, by name."""

    profiles: Mapping[str, Layers]
    others: Mapping[str, Layers]
    ignored: tuple[Ignored, ...]


_NOTHING = _File({}, {}, ())


def _named(ours: _File, theirs: _File, prefix: str) -> Iterator[tuple[str, Layers]]:
    """The sections of a type by their names; Go takes them from the credentials file as well."""
    for header in {**ours.others, **theirs.others}:
        if header.startswith(prefix):
            layers = over(theirs.others.get(header, {}), ours.others.get(header, {}))
            yield header[len(prefix) :], layers


def _merged(name: str, ours: Layers | None, theirs: Layers | None, lost: list[Ignored]) -> View:
    if ours is None or theirs is None:
        role = Role.CREDENTIALS if ours is None else Role.CONFIG
        alone = (theirs if ours is None else ours) or {}
        return view(name, alone, {role: alone})
    has_pair = all(key in theirs for key in _PAIR)
    upper: dict[str, tuple[Setting, ...]] = {}
    for key, settings in theirs.items():
        if key in MERGED or (has_pair and key in _STATIC):
            upper[key] = settings
        else:
            lost += [Ignored(setting.name_at, Ignoring.MERGED_AWAY) for setting in settings]
    return view(name, over(upper, ours), {Role.CONFIG: ours, Role.CREDENTIALS: theirs})


class _Section(NamedTuple):
    """A section of one header text, which may stand in several places."""

    headers: list[At]
    settings: list[Setting]


def _read(document: Document) -> _File:
    reading = _Reading(document)
    reading.read()
    named = _in_config if document.role is Role.CONFIG else _in_credentials
    profiles: dict[str, Layers] = {}
    others: dict[str, Layers] = {}
    for header, section in reading.sections.items():
        name = named(header)
        if header.startswith(("sso-session ", "services ")):
            others[header] = layered(section.settings)
        elif name is None:
            reading.ignore(section.headers, Ignoring.SECTION_NAME)
        elif name == header and f"profile {name}" in reading.sections:
            reading.ignore(section.headers, Ignoring.REPLACED)
        else:
            profiles[name] = layered(section.settings)
    return _File(profiles, others, tuple(reading.ignored))


def _in_config(header: str) -> str | None:
    if header.startswith("profile "):
        return header[len("profile ") :]
    return header if header.casefold() == "default" else None


def _in_credentials(header: str) -> str | None:
    return header if header and not header.startswith("profile ") else None


_COMMENT = r"[ \t][#;]"


class _Draft:
    """A setting as it grows line by line."""

    def __init__(self, name: str, name_span: Span, value: Span) -> None:
        self.name = name
        self.name_span = name_span
        self.value = value
        self.pieces = [value] if value.start < value.end else []
        self.nested: list[Setting] = []


class _Reading:
    """The loop over the lines of a file; it holds what Go holds in its own."""

    def __init__(self, document: Document) -> None:
        self.role = document.role
        self.text = document.text
        self.sections: dict[str, _Section] = {}
        self.ignored: list[Ignored] = []
        self.header = ""
        self.drafts: list[tuple[_Section, _Draft]] = []
        self.owner: _Draft | None = None
        """The setting that an indented line belongs to."""

    def read(self) -> None:
        for line in lines(self.text, Dialect.GO):
            bare = self.text[line.start : line.end].strip(UNICODE_BLANKS)
            if not bare or self.text[line.start : line.end].lstrip(" \t").startswith(("#", ";")):
                continue
            header = re.split("[#;]", bare, maxsplit=1)[0].rstrip(UNICODE_BLANKS)
            if len(header) > 1 and header[0] == "[" and header[-1] == "]":
                self._open(header[1:-1].strip(UNICODE_BLANKS), line)
            elif self.text[line.start] in " \t":
                self._indented(trim(self.text, line, UNICODE_BLANKS), line)
            else:
                self._set(uncommented(self.text, line, _COMMENT), line)
        for section, draft in self.drafts:
            section.settings.append(self._setting(draft))

    def ignore(self, places: list[At], why: Ignoring) -> None:
        self.ignored += [Ignored(at, why) for at in places]

    def _open(self, inside: str, line: Span) -> None:
        # Blanks between the type and the name count as one, those inside the name as they are.
        self.header = re.sub("[ \t]+", " ", inside, count=1)
        self.owner = None
        start = self.text.index("[", line.start)
        at = At(self.role, start, self.text.find("]", start) + 1)
        self.sections.setdefault(self.header, _Section([], [])).headers.append(at)

    def _set(self, line: Span, whole: Span) -> None:
        found = cut(self.text, line, UNICODE_BLANKS, self._delimiter(line))
        if found.value is None:
            self._pass_over(whole, Ignoring.NOT_A_SETTING)
        else:
            self._keep(found.name, self._unquoted(found.value), whole)

    def _keep(self, name: Span, value: Span, whole: Span) -> None:
        if not self.header:
            self._pass_over(whole, Ignoring.OUTSIDE_SECTION)
            return
        draft = _Draft(self._read(name).lower(), name, value)
        # Go knows the setting above by its name, so one without a name has nothing below it.
        self.owner = draft if draft.name else None
        self.drafts.append((self.sections[self.header], draft))

    def _indented(self, line: Span, whole: Span) -> None:
        found = cut(self.text, line, UNICODE_BLANKS, self._delimiter(line))
        if found.value is None:
            self._continue(whole)
            return
        value = self._unquoted(found.value)
        if self.header and self.owner is not None and not self.owner.pieces:
            name, text = self._read(found.name).lower(), self._read(value)
            self.owner.nested.append(Setting(name, text, self._at(found.name), self._at(value)))
            return
        # With no block above it, it is taken for a setting of the section itself.
        bare = trim(self.text, uncommented(self.text, value, _COMMENT), UNICODE_BLANKS)
        self._keep(found.name, bare, whole)

    def _continue(self, line: Span) -> None:
        start = line.end - len(self._read(line).lstrip(" \t"))
        if self.owner is not None and self.owner.pieces:
            self.owner.pieces.append(Span(start, line.end))
        else:
            self._pass_over(line, Ignoring.NOT_A_SETTING)

    def _pass_over(self, line: Span, why: Ignoring) -> None:
        self.ignored.append(Ignored(self._at(trim(self.text, line, UNICODE_BLANKS)), why))

    def _delimiter(self, line: Span) -> int:
        match = re.search("[=:]", self._read(line))
        return -1 if match is None else line.start + match.start()

    def _unquoted(self, value: Span) -> Span:
        text = self._read(value)
        is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
        return Span(value.start + 1, value.end - 1) if is_quoted else value

    def _setting(self, draft: _Draft) -> Setting:
        pieces = draft.pieces or [draft.value]
        at = Span(pieces[0].start, pieces[-1].end)
        text = "\n".join(map(self._read, pieces))
        nested = effective(layered(draft.nested))
        return Setting(draft.name, text, self._at(draft.name_span), self._at(at), nested)

    def _read(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _at(self, span: Span) -> At:
        return At(self.role, span.start, span.end)
