"""The reports for programs, against their schema and their escapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from awsconf.report import Style, report
from awsconf.report.model import Judged
from awsconf.report.sarif import uri
from awsconf.text import Role
from report import example

SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"
FORMATS = ("text", "concise", "json", "github", "sarif")


def written(name: str, *judged: Judged) -> str:
    return "".join(report(name, judged or [example.judged()], (example.RULE,), Style()))


def loaded(name: str, *judged: Judged) -> Any:
    return json.loads(written(name, *judged))


@pytest.mark.parametrize("judged", [example.judged(), example.clean()], ids=["found", "clean"])
def test_json_is_as_its_schema_says(judged: Judged) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(loaded("json", judged))


def test_json() -> None:
    whole = loaded("json")
    assert whole["version"] == 1
    assert whole["files"] == [
        {"path": "~/.aws/config", "role": "config"},
        {"path": "~/.aws/credentials", "role": "credentials"},
    ]
    assert whole["summary"] == {"error": 1, "warning": 0, "info": 1, "hint": 1}
    two_lines, odd, secret = whole["findings"]
    assert two_lines["range"] == {
        "start": {"line": 2, "column": 13},
        "end": {"line": 3, "column": 9},
    }
    assert (odd["certainty"], odd["profile"], odd["fields"]) == ("strong", None, {})
    assert secret["rule"] == "example-rule"
    assert secret["family"] == "expiry"
    assert secret["severity"] == "error"
    assert secret["fields"] == {
        "profile": "dev",
        "setting": "aws_secret_access_key",
        "odd": "••••",
    }
    assert secret["message"] == "the secret of `dev` is 100% ••••, see\n`aws_secret_access_key`"
    assert secret["evidence"] == ["it was seen: twice", "and a third time"]
    assert [(one["path"], one["message"]) for one in secret["related"]] == [
        ("~/.aws/credentials", "the id"),
        ("~/.aws/config", "where it leads"),
    ]


def test_json_tells_the_edits_of_a_fix_unless_they_hold_a_secret() -> None:
    delete, move, rename = loaded("json")["findings"][2]["fixes"]
    assert delete == {
        "title": "Delete it",
        "safe": True,
        "preferred": True,
        "edits": [
            {
                "path": "~/.aws/credentials",
                "range": {
                    "start": {"line": 3, "column": 1},
                    "end": {"line": 4, "column": 1},
                },
                "text": "",
            }
        ],
    }
    assert move["edits"] == []
    assert [edit["text"] for edit in rename["edits"]] == ["Region"]


def test_a_byte_order_mark_is_not_counted() -> None:
    found = loaded("json", _pointing_at_the_header())["findings"][0]
    assert found["range"]["start"] == {"line": 1, "column": 1}
    assert found["range"]["end"] == {"line": 1, "column": 6}


def _pointing_at_the_header() -> Judged:
    one = example.judged()
    diagnostic = one.diagnostics[1]
    finding = type(diagnostic.finding)(example.at(Role.CREDENTIALS, "[dev]"), "here")
    return Judged(one.snapshot, (diagnostic._replace(finding=finding),))


def test_github() -> None:
    title = "title=awsconf%3A example-rule::"
    message = "the secret of `dev` is 100%25 ••••, see%0A`aws_secret_access_key`"
    assert written("github").splitlines() == [
        f"::notice file=~/.aws/config,line=2,endLine=3,{title}two lines",
        f"::notice file=~/.aws/config,line=3,endLine=3,col=12,endColumn=19,{title}odd",
        f"::error file=~/.aws/credentials,line=3,endLine=3,col=25,endColumn=65,{title}{message}",
    ]


def test_sarif() -> None:
    whole = loaded("sarif")
    assert whole["version"] == "2.1.0"
    run = whole["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "example-rule"
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["shortDescription"]["text"].startswith("A finding in the credentials file")
    assert "More of it." in rule["help"]["markdown"]
    assert [result["level"] for result in run["results"]] == ["note", "note", "error"]
    assert {result["ruleIndex"] for result in run["results"]} == {0}
    result = run["results"][2]
    place = result["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "~/.aws/credentials"},
        "region": {"startLine": 3, "startColumn": 25, "endLine": 3, "endColumn": 65},
    }
    assert [one["message"]["text"] for one in result["relatedLocations"]] == [
        "the id",
        "where it leads",
    ]
    assert [fix["description"]["text"] for fix in result["fixes"]] == ["Delete it", "Rename it"]


def test_fingerprints_stay_when_lines_and_values_change() -> None:
    def fingerprints(config: str) -> list[str]:
        results = loaded("sarif", example.judged(config))["runs"][0]["results"]
        return [result["partialFingerprints"]["ruleProfileSetting/v1"] for result in results]

    before = fingerprints(example.CONFIG)
    assert fingerprints(f"# a\n# b\n{example.CONFIG.replace('x', 'other x')}") == before
    assert len(set(before)) == 3


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("aws/my config", "aws/my%20config"),
        ("~/.aws/config", "~/.aws/config"),
        ("/etc/aws#1", "file:///etc/aws%231"),
        ("C:/aws/config", "file:///C:/aws/config"),
        ("//server/my share/config", "file://server/my%20share/config"),
        ("a:b", "a%3Ab"),
    ],
)
def test_paths_as_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_no_secret_and_no_half_character_is_in_any_report(name: str) -> None:
    text = written(name)
    assert example.SECRET not in text
    assert example.KEY_ID not in text
    assert "\\udc" not in text
    text.encode("utf-8")
