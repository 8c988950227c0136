"""The TOML files of `schemas/` say what their JSON Schema allows, and agree with each other."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped, unused-ignore]
import pytest
from schema_data import SCHEMAS, load_toml, tables

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted((SCHEMAS / "settings").rglob("*.toml"))
TABLES = tables()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_settings_file_obeys_the_schema(path: Path) -> None:
    schema = json.loads((SCHEMAS / "catalogue.schema.json").read_bytes())
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(load_toml(path))] == []


def test_schema_refuses_a_misspelt_field() -> None:
    schema = json.loads((SCHEMAS / "catalogue.schema.json").read_bytes())
    setting = {"description": "A.", "type": "string", "valid_in": ["config.profile"], "tool": []}
    errors = jsonschema.Draft202012Validator(schema).iter_errors({"profile": {"x": setting}})
    assert any("'tool' was unexpected" in error.message for error in errors)


def test_no_setting_is_told_twice() -> None:
    found = [
        f"{kind}.{key}" for path in FILES for kind, keys in load_toml(path).items() for key in keys
    ]
    assert len(found) == len(set(found)) >= 212


@pytest.mark.parametrize("field", ["requires", "conflicts", "related", "implies"])
def test_settings_refer_to_settings(field: str) -> None:
    named = {(here, there) for here, table in TABLES.items() for there in table.get(field, ())}
    assert {(here, there) for here, there in named if there.split("=")[0] not in TABLES} == set()


def test_alternatives_and_replacements_are_settings() -> None:
    named = {table["deprecated_by"] for table in TABLES.values() if "deprecated_by" in table}
    for table in TABLES.values():
        named.update(*table.get("requires_one_of", ()))
    assert named <= TABLES.keys()


def test_conflicts_are_mutual() -> None:
    named = {
        (here, there) for here, table in TABLES.items() for there in table.get("conflicts", ())
    }
    assert {(here, there) for here, there in named if (there, here) not in named} == set()


def test_nested_settings_name_their_parent() -> None:
    for name, table in TABLES.items():
        if "parent" in table:
            kind = name.split(".", 1)[0]
            assert name.startswith(f"{kind}.{table['parent']}.")
            assert TABLES[f"{kind}.{table['parent']}"]["type"] == "section"


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if "pattern" in table])
def test_examples_and_defaults_match_the_pattern(name: str) -> None:
    table = TABLES[name]
    shown = [*table.get("examples", ()), *([table["default"]] if "default" in table else [])]
    assert [text for text in shown if not re.search(table["pattern"], text)] == []


def test_defaults_are_values() -> None:
    for name, table in TABLES.items():
        values = {value["value"] for value in table.get("values", ())}
        if values and "default" in table:
            assert table["default"] in values, name


def test_values_stand_once_and_aliases_lead_to_one() -> None:
    for name, table in TABLES.items():
        values = [value["value"] for value in table.get("values", ())]
        assert len(values) == len(set(values)), name
        assert set(table.get("aliases", {}).values()) <= set(values), name


def test_bounds_are_in_order() -> None:
    def ordered(table: dict[str, Any], low: str, high: str) -> bool:
        return low not in table or high not in table or table[low] <= table[high]

    for name, table in TABLES.items():
        assert ordered(table, "minimum", "maximum"), name
        assert ordered(table, "minimum_length", "maximum_length"), name
