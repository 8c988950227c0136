"""Our readers against the measured matrices: every cell of every column that we model.

A column that nobody models yet is not in `READERS` or `RESOLVERS`; to add it is one line there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from awsconf.profiles import profiles
from awsconf.readers import go, specification
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.readers.python import read
from conformance.matrix import Pair, Row, marked, pair, table

PARSER = table("parser")

Shown = Mapping[str, Mapping[str, str | Mapping[str, str]]]


def _evaluated(evaluation: Evaluation) -> tuple[bool, Shown]:
    shown = {
        name: {
            key: {inner: nested.text for inner, nested in setting.nested.items()} or setting.text
            for key, setting in view.settings.items()
        }
        for name, view in evaluation.profiles.items()
    }
    return bool(evaluation.refusals), shown


def _botocore(pair: Pair) -> tuple[bool, Shown]:
    readings = [read(document) if document is not None else None for document in pair]
    if any(reading is not None and reading.refusals for reading in readings):
        return True, {}
    shown = {}
    for name, profile in profiles(*readings).items():
        found = {key: profile.get(key) for key, _ in profile.settings()}
        shown[name] = {
            key: dict(each.value.nested) if each.value.is_nested else each.text
            for key, each in found.items()
            if each is not None
        }
    return False, shown


def _specification(dialect: Dialect, pair: Pair) -> tuple[bool, Shown]:
    return _evaluated(specification.evaluate(*pair, dialect))


READERS: Mapping[str, Callable[[Pair], tuple[bool, Shown]]] = {
    "botocore": _botocore,
    "Rust": partial(_specification, Dialect.RUST),
    "Java v2": partial(_specification, Dialect.JAVA),
    "Go v2": lambda pair: _evaluated(go.evaluate(*pair)),
    "C": partial(_specification, Dialect.C),
}

COLUMNS = ("botocore", "JS v3", "Rust", "Java v2", "Go v2", "C", "Ruby")

# Where we say something else than the matrix, and why we are right.
KNOWN = {
    ("P51b", "Go v2"): "put together naively when it was measured: Go takes whole pairs only",
    ("P51c", "Go v2"): "the same",
}


def _cell(row: Row, column: str) -> str:
    return row["botocore"] if row[column] == "=" else row[column]


def _shown(answer: tuple[bool, Shown], sort_keys: bool) -> str:
    refused, profiles = answer
    pieces = ["ERR"] if refused else []
    for name in sorted(profiles):
        settings = ",".join(
            f"{key}={_value(value, sort_keys)}" for key, value in sorted(profiles[name].items())
        )
        pieces.append(marked(f"{name}{{{settings}}}"))
    return " ".join(pieces).strip() or "∅"


def _value(value: str | Mapping[str, str], sort_keys: bool) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=sort_keys)


def _parser_cases() -> Iterator[tuple[str, str]]:
    yield from ((case, column) for column in READERS for case in PARSER)


@pytest.mark.parametrize(("case", "column"), list(_parser_cases()))
def test_parser(case: str, column: str) -> None:
    row = PARSER[case]
    # Go's maps have no order, and were sorted before they were written down.
    sort_keys = column == "Go v2" and row[column] != "="
    shown = _shown(READERS[column](pair(row["input"])), sort_keys)
    start, cut, _ = _cell(row, column).partition("…")
    agrees = shown.startswith(start) if cut else shown == start
    assert agrees == ((case, column) not in KNOWN), (shown, start)


def test_agreement_is_told_rightly() -> None:
    assert len(PARSER) == 146
    for case, row in PARSER.items():
        agree = len({_cell(row, column) for column in COLUMNS}) == 1
        assert row["same?"] == ("yes" if agree else "no"), case
