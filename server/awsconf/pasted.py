"""What people paste into the files in a form that no SDK reads: lines of a shell, JSON, CSV, TOML.

A block is told by its lines alone. It says where the values are, so that they can stay where they
stand while what is around them is written anew.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from awsconf.naming import setting_of
from awsconf.readers.plain import is_plain
from awsconf.syntax import Line, LineKind, Section
from awsconf.text import Span

EXPIRY = "x_security_token_expires"
"""The setting that a pasted expiry becomes."""

UTC = "+00:00"
"""What ends a pasted expiry; it is left outside of the field, and written as `Z`."""


class Form(enum.Enum):
    """What the lines were written for."""

    SHELL = "shell"
    JSON = "json"
    CSV = "csv"
    TOML = "toml"


class Field(NamedTuple):
    """A value that belongs to a setting, and where it stands in the section."""

    name: str
    value: Span


class Block(NamedTuple):
    """Consecutive lines of one form; `fields` is empty where they cannot be told apart surely."""

    form: Form
    lines: tuple[Line, ...]
    fields: tuple[Field, ...]

    @property
    def span(self) -> Span:
        """From the first character of the first line to the last one's end, less its line end."""
        return Span(self.lines[0].start, self.lines[-1].stop)


def blocks(section: Section) -> tuple[Block, ...]:
    """The pasted blocks of a section, from top to bottom."""
    return section.derive(_blocks)


def is_pasted(section: Section, line: Line) -> bool:
    """Whether a line is of a pasted block, of which its own rule speaks."""
    return line.start in section.derive(_starts)


def role_in(section: Section, block: Block) -> str | None:
    """The name of the role, or of the permission set, whose session was pasted, if that is told."""
    told = ("assumed_role_arn", "x_principal_arn")
    arn = next((section.read(one.value) for one in block.fields if one.name in told), "")
    match = re.search(_ROLE_IN, arn)
    return match["name"] if match else None


_ROLE_IN = r"(?a):assumed-role/(?:AWSReservedSSO_)?(?P<name>[\w.@+-]+?)(?:_[0-9a-f]{16})?/"


def _starts(section: Section) -> frozenset[int]:
    return frozenset(line.start for block in blocks(section) for line in block.lines)


def _blocks(section: Section) -> tuple[Block, ...]:
    if is_plain(section) or re.search(_HINT, section.text) is None:
        return ()
    return tuple(_found(section))


# Nothing of the kind does without one of these.
_HINT = r"""(?i)"|access[ _]?key|\b(?:export|set|setx|setenv)\s|\$env:"""


def _found(section: Section) -> Iterator[Block]:
    run: list[Line] = []
    form: Form | None = None
    for line in section.lines:
        now = _form(section.read(line.span), form) if line.kind in _KINDS else None
        if now is not form and form is not None:
            yield from _block(section, form, run)
            run = []
        if now is not None:
            run.append(line)
        form = now
    if form is not None:
        yield from _block(section, form, run)


_KINDS = (LineKind.SETTING, LineKind.TEXT)


def _form(text: str, before: Form | None) -> Form | None:
    """What form a line has, below one that has the form `before`."""
    if re.search(_CSV, text) or (before is Form.CSV and "," in text):
        return Form.CSV
    if _shell(text):
        return Form.SHELL
    if _toml(text):
        return Form.TOML
    return Form.JSON if re.fullmatch(_JSON, text) else None


def _block(section: Section, form: Form, lines: list[Line]) -> Iterator[Block]:
    """The block that a run of lines is; JSON without anything for us is none."""
    block = Block(form, tuple(lines), ())
    fields = _FIELDS[form](section, block)
    if form is Form.JSON and not fields:
        return
    yield block._replace(fields=_sound(section, fields))


def _sound(section: Section, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields in order, those that repeat another left out; none if two or a value are odd."""
    seen: dict[str, str] = {}
    kept: list[Field] = []
    for field in sorted(fields, key=lambda field: field.value):
        value = section.read(field.value)
        if seen.setdefault(field.name, value) != value or not re.fullmatch(_VALUE, value):
            return ()
        if not any(field.name == other.name for other in kept):
            kept.append(field)
    return tuple(kept)


# What stands for itself in every form: no escape, no variable and no quote.
_VALUE = r"""(?!.*(?:\s[#;&|]|[;&]\s|\s\w+\s*=))[^\s"'`\\$#;][^"'`\\$\r\n]*(?<=\S)"""


def _per_line(section: Section, block: Block) -> list[Field]:
    fields = []
    for line in block.lines:
        text = section.read(line.span)
        found = (_shell if block.form is Form.SHELL else _toml)(text)
        several = _several(text) if found is not None and block.form is Form.SHELL else []
        for name, (start, end) in several or filter(None, (found,)):
            fields.append(Field(name, Span(line.text + start, line.text + end)))
    return fields


def _several(text: str) -> list[tuple[str, Span]]:
    """The assignments of a line of a shell that has more than one of them."""
    found = [_named(match) for match in re.finditer(_ASSIGNMENT, text)]
    return [one for one in found if one is not None] if len(found) > 1 else []


def _shell(text: str) -> tuple[str, Span] | None:
    if len(text) > _LONGEST or re.search(r"\s{64}", text):
        return None
    match = re.fullmatch(_SHELL, text)
    return _named(match) if match else None


def _toml(text: str) -> tuple[str, Span] | None:
    match = re.fullmatch(_TOML, text) if len(text) <= _LONGEST else None
    return _named(match) if match else None


def _named(match: re.Match[str]) -> tuple[str, Span] | None:
    name = setting_of(match["name"])
    return (name, Span(*match.span("value"))) if name else None


# No token is as long, and the first pattern looks at the rest of each run of blanks anew.
_LONGEST = 8192
_SHELL = (
    r"(?i)(?:(?:export|setx|setenv|set(?:[ ]+--?[a-z]+(?:-[a-z]+)?){0,4})\s+|\$env:)"
    r"[\"']?(?P<name>\w+)"
    r"(?:\s*=\s*|\s+)(?P<quote>[\"']?)(?P<value>(?!\s).*?)(?P=quote)[\"']?\s*;?(?:\s+/m|\s+#.*)?"
)
# In a line of several, each is a word by itself, or in quotes.
_ASSIGNMENT = (
    r"(?i)(?:(?<=[\s;&])|\$env:)(?P<name>aws_\w+)\s?=\s?"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"';&`\\$]+)(?P=quote)(?=[\s;&]|$)"
)
_TOML = r"""(?P<mark>["'])(?P<name>\w+)(?P=mark)\s*=\s*(?P<quote>["']?)(?P<value>.*?)(?P=quote),?"""


def _of_json(section: Section, block: Block) -> list[Field]:
    """The credentials, and whose session they are, which tells the role when they are dead."""
    start, end = block.span
    found = re.compile(_JSON_FIELD).finditer(section.text, start, end)
    fields = [
        _in_utc(section, _JSON_NAMES[match[1].lower()], Span(*match.span(match.lastindex or 2)))
        for match in found
    ]
    if any(field.name == "aws_session_token" for field in fields):
        # The role of a login trusts only that login, and is noted as login tools note it.
        federated = re.compile(_JSON_OF_LOGIN).search(section.text, start, end)
        name = "x_principal_arn" if federated else "assumed_role_arn"
        whose = re.compile(_JSON_ARN).finditer(section.text, start, end)
        fields += [Field(name, Span(*match.span(1))) for match in whose]
    return fields


def _in_utc(section: Section, name: str, value: Span) -> Field:
    """The field of a value; of an expiry in UTC, the value without its offset."""
    is_utc = name == EXPIRY and section.read(value).endswith(UTC)
    return Field(name, Span(value.start, value.end - len(UTC)) if is_utc else value)


# A bracket or a quoted name begins each line of it; others end a block.
_JSON = r"""(?s)[{}\]],?|[{\s]*"\w+"\s*:.*|[{}\s,\]]+"""
_JSON_FIELD = (
    r"""(?i)"(AccessKeyId|SecretAccessKey|SessionToken|Expiration)"\s*:\s*"""
    # SSO counts milliseconds.
    r"""(?:"([^"\r\n]*)"|([0-9]{10,13})\b)"""
)
_JSON_NAMES = {
    "accesskeyid": "aws_access_key_id",
    "secretaccesskey": "aws_secret_access_key",
    "sessiontoken": "aws_session_token",
    "expiration": EXPIRY,
}
_JSON_ARN = r'''"Arn"\s*:\s*"(arn:[\w-]+:sts::[0-9]{12}:assumed-role/[^"\r\n]+)"'''
_JSON_OF_LOGIN = r'''"(?:SubjectFromWebIdentityToken|NameQualifier|SubjectType|Issuer)"'''


def _of_csv(section: Section, block: Block) -> list[Field]:
    """The keys of the one row below the names of the columns; of several, nobody knows which."""
    if len(block.lines) != 2:
        return []
    heads, cells = (_cells(section, line) for line in block.lines)
    if len(heads) != len(cells):
        return []
    names = [_CSV_NAMES.get(section.read(head).lower()) for head in heads]
    return [Field(name, cell) for name, cell in zip(names, cells, strict=True) if name]


def _cells(section: Section, line: Line) -> list[Span]:
    """Where the cells of a row are, without the blanks and quotes around them."""
    cells, start = [], line.text
    for cell in section.read(line.span).split(","):
        lead = len(cell) - len(cell.lstrip(" \t\"'"))
        stop = len(cell.rstrip(" \t\"'"))
        cells.append(Span(start + lead, start + max(lead, stop)))
        start += len(cell) + 1
    return cells


_CSV = r"""(?i)^(?=.*\baccess key id\b)[^,=:]*(?:,[^,=:]*)*\bsecret access key\b"""
_CSV_NAMES = {"access key id": "aws_access_key_id", "secret access key": "aws_secret_access_key"}
_FIELDS = {
    Form.SHELL: _per_line,
    Form.TOML: _per_line,
    Form.JSON: _of_json,
    Form.CSV: _of_csv,
}
