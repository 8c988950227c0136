"""`quirks.toml` says what the matrix of inputs shows: who refuses, who crashes, and who agrees."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from conformance.matrix import table
from schema_data import SCHEMAS, load_toml

QUIRKS = load_toml(SCHEMAS / "quirks.toml")
PARSER = table("parser")
COLUMNS = {
    "botocore": "botocore",
    "js": "JS v3",
    "rust": "Rust",
    "java": "Java v2",
    "go": "Go v2",
    "c": "C",
    "ruby": "Ruby",
}
FIELDS = {"construct", "cases", "unseen", *COLUMNS, "php", "cpp"}


def _cells(quirk: dict[str, Any], sdk: str) -> list[str]:
    rows = [PARSER[case] for case in quirk["cases"]]
    return [row["botocore"] if row[COLUMNS[sdk]] == "=" else row[COLUMNS[sdk]] for row in rows]


def test_all_constructs_are_told() -> None:
    measured = [quirk for quirk in QUIRKS.values() if quirk["cases"]]
    assert len(measured) == 70
    assert {field for quirk in QUIRKS.values() for field in quirk} == FIELDS


@pytest.mark.parametrize("name", QUIRKS)
def test_words_end_a_sentence(name: str) -> None:
    for sdk, words in QUIRKS[name].items():
        if sdk not in ("cases", "unseen"):
            assert words == words.strip().rstrip(".")
            assert words[:1].islower() or words.startswith(("`", "CRLF"))


@pytest.mark.parametrize("name", QUIRKS)
def test_who_refuses_and_who_crashes(name: str) -> None:
    quirk = QUIRKS[name]
    for sdk in COLUMNS.keys() & quirk.keys() - set(quirk.get("unseen", ())):
        cells = _cells(quirk, sdk)
        if quirk[sdk] == "refuses the file":
            assert set(cells) == {"ERR"}, sdk
        elif "refuses" not in quirk[sdk]:
            assert not any(cell.startswith("ERR") for cell in cells), sdk
        assert (quirk[sdk] == "crashes") is bool(cells and set(cells) == {"CRASH"}), sdk


@pytest.mark.parametrize("name", QUIRKS)
def test_those_of_the_same_words_agree_and_no_others(name: str) -> None:
    quirk = QUIRKS[name]
    seen = [sdk for sdk in COLUMNS if sdk in quirk and sdk not in quirk.get("unseen", ())]
    for one, other in combinations(seen, 2):
        agree = _cells(quirk, one) == _cells(quirk, other)
        assert (quirk[one] == quirk[other]) is agree, (one, other)
