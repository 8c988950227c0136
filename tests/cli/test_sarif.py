"""SARIF as consumers want it, over every case of every page: what refers to what, and paths."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from awsconf.rules import selected
from cli.machine import DUPLICATE, Machine
from laws.cases import CASES

Output = pytest.CaptureFixture[str]
Json = dict[str, Any]
LEVELS = {"error", "warning", "note"}


@pytest.fixture
def run(machine: Machine, capsys: Output) -> Json:
    """One run over all cases, each a folder of the working folder, and over a pair of the home."""
    for number, case in enumerate(CASES):
        for role, marked in case.marked.items():
            raw = marked.text.encode("utf-8", "surrogateescape")
            machine.write(f"work/case {number}/.aws/{role.value}", raw)
    machine.write(".aws/config", DUPLICATE)
    assert machine.run("check", "--format", "sarif", ".", "../.aws") == 1
    out = capsys.readouterr().out
    assert str(machine.root) not in out
    whole = json.loads(out)
    assert set(whole) == {"version", "runs"}
    (only,) = whole["runs"]
    assert isinstance(only, dict)
    return only


def test_the_log(run: Json) -> None:
    check_rules(run["tool"]["driver"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) > len(CASES) / 2
    for result in run["results"]:
        check_result(result, run["tool"]["driver"]["rules"])
    found = [tuple(result["partialFingerprints"].items()) for result in run["results"]]
    places = [json.dumps([one["ruleId"], one["locations"]]) for one in run["results"]]
    assert len(set(zip(found, places, strict=True))) == len(places)
    uris = {uri_of(result["locations"][0]) for result in run["results"]}
    assert "~/.aws/config" in uris
    assert any(uri.startswith("case%20") for uri in uris)


def check_rules(driver: Json) -> None:
    assert driver["name"] == "awsconf"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in selected()]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"])
        assert rule["defaultConfiguration"]["level"] in LEVELS


def check_result(result: Json, rules: list[Json]) -> None:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in LEVELS
    assert result["message"]["text"].strip()
    # A placeholder of SARIF's own would want an argument.
    assert not re.search(r"\{\d+\}", result["message"]["text"])
    assert len(result["locations"]) == 1
    for location in (*result["locations"], *result["relatedLocations"]):
        check_uri(uri_of(location))
        check_region(location["physicalLocation"]["region"])
    numbers = [related["id"] for related in result["relatedLocations"]]
    assert len(set(numbers)) == len(numbers)
    for fix in result["fixes"]:
        check_fix(fix)


def check_fix(fix: Json) -> None:
    assert fix["description"]["text"].strip()
    assert fix["artifactChanges"]
    for change in fix["artifactChanges"]:
        check_uri(change["artifactLocation"]["uri"])
        assert change["replacements"]
        for replacement in change["replacements"]:
            check_region(replacement["deletedRegion"])
            assert set(replacement["insertedContent"]) == {"text"}


def check_uri(uri: str) -> None:
    """A reference that is relative, without a climb, and right as a URI."""
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    assert not uri.startswith("/")
    assert ".." not in unquote(uri).split("/")


def check_region(region: Json) -> None:
    start, end = ((region[f"{side}Line"], region[f"{side}Column"]) for side in ("start", "end"))
    assert (1, 1) <= start <= end
    assert min(*start, *end) >= 1


def uri_of(location: Json) -> str:
    return str(location["physicalLocation"]["artifactLocation"]["uri"])
