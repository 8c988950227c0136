"""What one entry of the catalogue holds: a setting, a Region, a partition.

Apart from `catalogue`, since a check looks names up and never needs a whole entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from awsconf.syntax import SectionKind


class Value(NamedTuple):
    """A value that a setting may take, and what it does (may be empty)."""

    value: str
    description: str


_EMPTY: Mapping[str, str] = MappingProxyType({})


class Setting(NamedTuple):
    """A setting of the shared files; absent facts are `None` or empty.

    `id` is section kind, parent and name (`profile.s3.addressing_style`);
    a name in angle brackets stands for whatever a person may write there.
    `support` says of each SDK "yes", "documented", "partial" or "unknown"; an SDK not in it does
    not read the setting, and a third-party setting is read by its `tools` alone.
    `on_bad_value`, `on_bad_number` and `on_empty` say of readers, by the names of `Dialect`, what
    they do with a value of another form, a number out of bounds, and none; `cli` is the AWS CLI
    without boto3.
    """

    id: str
    name: str
    kind: SectionKind
    type: str
    description: str
    valid_in: tuple[str, ...]
    parent: str | None = None
    also_read_in: tuple[str, ...] = ()
    origin: str = "aws"
    category: str | None = None
    tools: tuple[str, ...] = ()
    format: str | None = None
    values: tuple[Value, ...] = ()
    aliases: Mapping[str, str] = _EMPTY
    case_sensitive: bool | None = None
    case_sensitive_in: tuple[str, ...] = ()
    on_bad_value: Mapping[str, str] = _EMPTY
    on_bad_number: Mapping[str, str] = _EMPTY
    on_empty: Mapping[str, str] = _EMPTY
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    minimum_length: int | None = None
    maximum_length: int | None = None
    unit: str | None = None
    separator: str | None = None
    default: str | None = None
    default_note: str | None = None
    defaults_by_tool: Mapping[str, str] = _EMPTY
    env: tuple[str, ...] = ()
    jvm: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    requires_one_of: tuple[tuple[str, ...], ...] = ()
    conflicts: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    secret: bool = False
    sensitivity: str = "none"
    deprecated: bool = False
    deprecated_by: str | None = None
    deprecated_note: str | None = None
    support: Mapping[str, str] = _EMPTY
    support_notes: str | None = None
    doc_page: str | None = None
    examples: tuple[str, ...] = ()
    notes: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)


class Region(NamedTuple):
    """A Region of a partition; a pseudo Region (`aws-global`) exists for signing only."""

    code: str
    name: str
    partition: str
    default_enabled: bool
    pseudo: bool


class Partition(NamedTuple):
    """A partition; `pattern` is what its Regions look like, unlisted ones included."""

    id: str
    pattern: str
    dns_suffix: str
    dual_stack_dns_suffix: str
    global_region: str
