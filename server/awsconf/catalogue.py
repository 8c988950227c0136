"""What is known about settings, Regions, services and foreign sections: the data of `schemas/`.

The one module below the edges that reads the text of a file: its own package data, once, when
first asked.
Names are compared without regard to case, as botocore, the AWS CLI and the Rust SDK do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from awsconf.syntax import SectionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awsconf.entries import Partition, Region, Setting


def find(kind: SectionKind, name: str, parent: str | None = None) -> Setting | None:
    """The setting of that name, nested under `parent` if one is given, or `None`.

    A name that only a placeholder covers (`ec2` in `api_versions`) finds the placeholder's setting.
    """
    scope = _scope(kind, parent)
    number = scope.get(name.lower(), scope.get("*"))
    return None if number is None else _setting(number)


def known(kind: SectionKind, name: str, parent: str | None = None) -> bool:
    """Whether `find` would find it; a dictionary look-up, for use on every line of a big file."""
    scope = _scope(kind, parent)
    return name in scope or name.lower() in scope or "*" in scope


@cache
def settings(kind: SectionKind) -> tuple[Setting, ...]:
    """All settings of that kind of section, nested ones and placeholders included."""
    rows = enumerate(_data()["settings"])
    return tuple(_setting(number) for number, row in rows if row["kind"] == kind.value)


@cache
def names(kind: SectionKind) -> frozenset[str]:
    """Names of the settings that stand at the top of such a section, in lower case."""
    return _literal(_tables_in(kind, None))


@lru_cache(maxsize=512)
def nested_names(kind: SectionKind, parent: str) -> frozenset[str]:
    """Names of the settings that may be nested under `parent`, in lower case."""
    return _literal(_tables_in(kind, parent))


@lru_cache(maxsize=512)
def own(kind: SectionKind, parent: str | None = None) -> frozenset[str]:
    """Names of AWS's own settings in one place, in lower case; placeholders are left out."""
    return frozenset(
        name.lower()
        for table in _tables_in(kind, parent)
        for name, number in table.items()
        if name[0] != "<" and "origin" not in _data()["settings"][number]
    )


@lru_cache(maxsize=512)
def of_type(kind: SectionKind, *types: str, parent: str | None = None) -> frozenset[str]:
    """Names of AWS's own settings of these types, in lower case; placeholders are left out."""
    rows = _data()["settings"]
    return frozenset(
        name for name in own(kind, parent) if rows[_scope(kind, parent)[name]]["type"] in types
    )


@lru_cache(maxsize=512)
def never_empty(kind: SectionKind, parent: str | None = None) -> frozenset[str]:
    """Names of AWS's own settings that some SDK refuses where they have no value."""
    rows = _data()["settings"]
    return frozenset(
        name for name in own(kind, parent) if "on_empty" in rows[_scope(kind, parent)[name]]
    )


def accepts(kind: SectionKind, name: str, text: str, parent: str | None = None) -> bool:
    """Whether a setting plainly takes a value, told without making an entry of it.

    It answers for values that are listed as they are written, and for numbers within bounds.
    """
    number = _scope(kind, parent).get(name)
    if number is None:
        return False
    row = _data()["settings"][number]
    if text.isascii() and text.isdigit() and "minimum" in row:
        return bool(row["minimum"] <= int(text[:18]) <= row.get("maximum", 10**18))
    return any(text == value for value, _ in row.get("values", ()))


@lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Whether a value of that name must never be shown, told without reading the catalogue.

    Misspelt and private names that say so themselves (`aws_secret_key`, `db_password`) count:
    masking one line too many costs nothing. A test compares with what the catalogue calls secret.
    """
    return bool(_SECRET_NAME.search(name.lower()))


_SECRET_NAME = re.compile(
    r"secret|^aws_se[cs](?!.*expir)|api[_-]?key$|(?:^|[^a-z])(?:pass|sig)$"
    r"|(?:token|passw(?:or)?d|pwd|passphrase|assertion|authorization|signature|dpop_?key)$"
)


@cache
def regions() -> Mapping[str, Region]:
    """Listed Regions by code.

    Only a Region of the partition `aws` can need an opt-in (AWS Account Management, "Regions").
    """
    from awsconf.entries import Region

    enabled = frozenset(_data()["default_enabled"])
    found: dict[str, Region] = {}
    for partition in _data()["partitions"]:
        for code, place in partition["regions"]:
            pseudo = code.endswith("-global")
            default = partition["id"] != "aws" or pseudo or code in enabled
            found[code] = Region(code, place, partition["id"], default, pseudo)
    return MappingProxyType(found)


@cache
def partitions() -> Mapping[str, Partition]:
    """Partitions by id."""
    from awsconf.entries import Partition

    rows = (Partition(*map(row.get, Partition._fields)) for row in _data()["partitions"])
    return MappingProxyType({partition.id: partition for partition in rows})


def partition_of(region: str) -> str | None:
    """Id of the partition that a Region is in or, if it is not listed, would be in."""
    if listed := regions().get(region):
        return listed.partition
    return next((row.id for row in partitions().values() if re.match(row.pattern, region)), None)


@cache
def service_ids() -> frozenset[str]:
    """Keys that a `services` section may hold."""
    return frozenset(key for key, _, _ in _data()["services"])


@cache
def service_clients() -> Mapping[str, str]:
    """Key in a `services` section by the name of the client or CLI command (`logs`)."""
    services = _data()["services"]
    return MappingProxyType({client: key for key, _, clients in services for client in clients})


def foreign_section(name: str) -> str | None:
    """The tool that owns a section, by the text between the brackets; `None` for ordinary ones."""
    text = " ".join(name.split())
    return next((tool for pattern, tool in _foreign() if pattern.fullmatch(text)), None)


@cache
def _foreign() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.escape(text).replace("<name>", ".+")), tool)
        for text, tool in _data()["foreign"]
    )


@lru_cache(maxsize=1024)
def _scope(kind: SectionKind, parent: str | None) -> Mapping[str, int]:
    """Numbers of the settings that may stand in one place, by name; `*` is any other name."""
    scope: dict[str, int] = {}
    for table in _tables_in(kind, parent):
        for name, number in table.items():
            for spelling in _spellings(name):
                scope.setdefault(spelling, number)
    return scope


def _tables_in(kind: SectionKind, parent: str | None) -> list[Mapping[str, int]]:
    """Tables of the settings at the top, or under a parent: its own, then its placeholder's.

    A service that is newer than our list is still a service, so any parent will do in `services`.
    """
    if parent is None:
        return [_tables().get((kind.value, None), {})]
    return [
        table
        for (section, name), table in _tables().items()
        if section == kind.value
        and name is not None
        and (parent.lower() in _spellings(name) or kind is SectionKind.SERVICES)
    ]


def _spellings(name: str) -> frozenset[str]:
    """What a name or a placeholder stands for, in lower case."""
    if name == "<service>":
        return service_ids() | service_clients().keys() | _COMMANDS
    if name == "<service_id>":
        return service_ids()
    return frozenset({"*"} if name[0] == "<" else {name.lower()})


# What the AWS CLI calls three services that are called otherwise everywhere else.
_COMMANDS = frozenset({"configservice", "deploy", "s3api"})


def _literal(tables: list[Mapping[str, int]]) -> frozenset[str]:
    return frozenset(name.lower() for table in tables for name in table if name[0] != "<")


@cache
def _tables() -> Mapping[tuple[str, str | None], dict[str, int]]:
    """Numbers of settings by name, by kind of section and parent; placeholders come last."""
    tables: dict[tuple[str, str | None], dict[str, int]] = {}
    rows = enumerate(_data()["settings"])
    for number, row in sorted(rows, key=lambda item: "<" in item[1]["id"]):
        tables.setdefault((row["kind"], row.get("parent")), {})[row["name"]] = number
    return tables


@cache
def _setting(number: int) -> Setting:
    from awsconf.entries import Setting, Value

    row = {name: _frozen(value) for name, value in _data()["settings"][number].items()}
    row["kind"] = SectionKind(row["kind"])
    row["values"] = tuple(Value(*value) for value in row.get("values", ()))
    return Setting(**row)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return MappingProxyType(value) if isinstance(value, dict) else value


@cache
def _data() -> Any:
    """The generated catalogue, from the installed package or from a checkout."""
    # Imported here, since a start that asks nothing of the catalogue should not pay for it.
    import json

    package = Path(__file__).parent
    installed = package / "schemas" / "generated" / "catalogue.json"
    checkout = package.parent.parent / "schemas" / "generated" / "catalogue.json"
    return json.loads((installed if installed.exists() else checkout).read_bytes())
