"""What the catalogue shows as a value of a setting is left alone where the setting may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from awsconf.check import check
from awsconf.rule import Severity
from awsconf.rules import every_rule
from awsconf.text import Role
from fixture import Case
from schema_data import tables

# What stands for a placeholder in the name of a setting; any name will do for the others.
NAMES = {"<service>": "ec2", "<service_id>": "dynamodb"}
HEADERS = {
    "config.profile": "[profile p]",
    "config.sso-session": "[sso-session p]",
    "config.services": "[services p]",
    "credentials.profile": "[p]",
}
# Settings that are told to be given up, whatever they are set to.
GIVEN_UP = ("deprecated-setting",)
# What is judged here is the value and its place, and not whether the rest of a profile is there.
RULES = (
    *("invalid-value", "invalid-region", "unportable-boolean", "quoted-value"),
    *("variable-in-value", "misplaced-setting", "unknown-setting", "endpoint-without-scheme"),
)


# Good values for settings of a type that show none.
OF_TYPE = {
    "account_id": ("012345678901",),
    "arn": ("arn:aws:iam::111122223333:role/team/Dev",),
    "boolean": ("true", "false"),
    "date": ("2006-03-01",),
    "path": ("/opt/aws/file.pem", "C:\\Users\\alice\\file.pem"),
    "rate": ("1GB/s",),
    "region": ("us-gov-east-1", "eusc-de-east-1", "fips-us-west-2", "aws-global"),
    "size": ("8MB",),
    "url": ("https://example.com/start#/", "http://127.0.0.1:9000", "http://[::1]:9000"),
}


def _values(table: dict[str, Any]) -> list[str]:
    listed = [value["value"] for value in table.get("values", ())]
    default = [table["default"]] if "default" in table else []
    bounds = [str(table[name]) for name in ("minimum", "maximum") if name in table]
    others = OF_TYPE.get(table["type"], ())
    return list(dict.fromkeys((*table.get("examples", ()), *default, *listed, *bounds, *others)))


def _texts(name: str, table: dict[str, Any], value: str) -> Iterator[tuple[Role, str]]:
    kind, _, path = name.partition(".")
    parent = table.get("parent")
    own = path.removeprefix(f"{parent}.") if parent else path
    line = f"{NAMES.get(own, own.strip('<>'))} = {value}\n"
    body = f"{NAMES.get(parent, parent)} =\n  {line}" if parent else line
    for place in (*table["valid_in"], *table.get("also_read_in", ())):
        header = HEADERS.get(place, f"[{kind}]")
        yield Role(place.partition(".")[0]), f"{header}\n{body}"


# The examples of a block are names of services.
SHOWN = [
    (name, value)
    for name, table in tables().items()
    for value in (_values(table) if table["type"] != "section" else ())
]


@pytest.mark.parametrize(("name", "value"), SHOWN)
def test_a_value_that_is_shown_is_left_alone(name: str, value: str) -> None:
    for role, text in _texts(name, tables()[name], value):
        found = check(Case(None, name, files={role: text}).snapshot(), every_rule())
        loud = {one.rule.name for one in found if one.severity.rank <= Severity.WARNING.rank}
        assert loud - set(GIVEN_UP) == set(), text
        assert [one.finding.message for one in found if one.rule.name in RULES] == [], text


def test_most_settings_show_a_value() -> None:
    assert len({name for name, _ in SHOWN}) > 100
