"""`readers.python` against botocore itself: what it refuses, and all that it reads.

AWS's two command lines and boto3 read the files with this very code, so whatever differs here is
a bug of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from awsconf.readers.botocore import evaluate
from awsconf.readers.python import Reading, read, read_before_3_10
from awsconf.readers.reading import Part
from awsconf.syntax import Document, parse
from awsconf.text import Role
from measured import FOUND, MEASURED
from strategies import examples, files, odd_files, roles, sound_files


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
@pytest.mark.parametrize("name", [*MEASURED, *FOUND])
def test_measured(name: str, role: Role, end: str, tmp_path: Path) -> None:
    text = {**MEASURED, **FOUND}[name].replace("|", end)
    _compare(text, role, tmp_path)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@examples(500)
@given(text=files, role=roles)
def test_generated(text: str, role: Role, directory: Path) -> None:
    _compare(text, role, directory)


@examples(250)
@given(
    text=st.sampled_from([*MEASURED.values(), *FOUND.values()]),
    role=roles,
    at=st.integers(0, 70),
    size=st.integers(0, 3),
    new=st.one_of(
        st.just(""), st.text(st.sampled_from("|| =:#[]\tax\x0c\x85\xa0\udcff"), max_size=3)
    ),
)
def test_mutated(text: str, role: Role, at: int, size: int, new: str, directory: Path) -> None:
    mutated = text[:at] + new + text[at + size :]
    _compare(mutated.replace("|", "\n"), role, directory)


@examples(100)
@given(first=sound_files, second=odd_files, role=roles)
def test_joined(first: str, second: str, role: Role, directory: Path) -> None:
    """What stands in one section has no say about another, unless by refusing the file."""
    _compare(first + second, role, directory)


def _compare(
    text: str, role: Role, directory: Path, read: Callable[[Document], Reading] = read
) -> None:
    expected = oracle.read(text, role, directory)
    reading = read(parse(text, role))
    assert bool(reading.refusals) == (expected is None)
    if expected is None:
        return
    assert _plain(reading, reading.profiles) == expected.profiles
    assert _plain(reading, reading.sessions) == expected.sessions
    assert _plain(reading, reading.services) == expected.services
    headers = {part.reading.header for part in reading.parts} - {None, "DEFAULT"}
    assert headers == set(expected.sections)


def _plain(reading: Reading, table: Mapping[str, tuple[Part, ...]]) -> dict[str, dict[str, Any]]:
    """A table of sections as botocore would have it; defaults stand behind each."""
    plain: dict[str, dict[str, Any]] = {}
    for name, parts in table.items():
        assert len(parts) == 1
        plain[name] = {
            setting: value.nested if value.is_nested else value.text
            for part in (*reading.defaults, *parts)
            for setting, value in part.reading.settings.items()
        }
    return plain


# `configparser` of Python 3.9 and older: a header ends at its first closing bracket.
OLD_HEADER = re.compile(r"\[(?P<header>[^]]+)\]")
BRACKETS = (
    "[profile foo] # c|region = a",
    "[profile foo] ; see [bar]|region = a",
    "[profile foo]]|region = a",
    "[profile foo] extra [|region = a",
    "[profile foo]:|region = a",
    "[[profile foo]]|region = a",
    "[]|region = a|[default]|region = b",
    "[]x]|region = a|[default]|region = b",
    "[default]|region = a|  []x]|output = json",
    "[profile a]b]|region = a|[profile a]c]|region = b",
)


@pytest.fixture
def old_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this Python's configparser the pattern of the older ones."""
    monkeypatch.setattr(RawConfigParser, "SECTCRE", OLD_HEADER)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
@pytest.mark.parametrize("text", [*BRACKETS, *MEASURED.values(), *FOUND.values()])
def test_headers_of_old_pythons(text: str, role: Role, tmp_path: Path, old_headers: None) -> None:
    _compare(text.replace("|", "\n"), role, tmp_path, read_before_3_10)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
@pytest.mark.parametrize("text", BRACKETS)
def test_headers_of_new_pythons(text: str, role: Role, tmp_path: Path) -> None:
    _compare(text.replace("|", "\n"), role, tmp_path)


def test_where_old_and_new_pythons_differ() -> None:
    document = parse("[profile foo] ; see [bar]\nregion = a\n", Role.CONFIG)
    assert list(evaluate(document, None).profiles) == []
    assert list(evaluate(document, None, before_3_10=True).profiles) == ["foo"]
