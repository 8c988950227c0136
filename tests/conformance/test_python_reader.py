"""`readers.python` against botocore itself: what it refuses, and all that it reads.

AWS's two command lines and boto3 read the files with this very code, so whatever differs here is
a bug of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from awsconf.readers.python import Reading, read
from awsconf.readers.reading import Part
from awsconf.syntax import parse
from awsconf.text import Role
from strategies import examples, files, odd_files, roles, sound_files

# The inputs measured in the table of quirks, by their number there; `|` ends a line.
MEASURED = {
    "P02 section twice": "[profile foo]|region = a|[profile foo]|output = json",
    "P04 setting twice": "[profile foo]|region = a|region = b",
    "P05 twice but for case": "[profile foo]|Region = a|region = b",
    "P06 no delimiter": "[profile foo]|region|output = json",
    "P07 empty value": "[profile foo]|region =|output = json",
    "P09 empty name": "[profile foo]|= value|output = json",
    "P10 colon": "[profile foo]|region : us-west-2",
    "P11 colon first": "[profile foo]|a:b = c|output = json",
    "P12 hash after value": "[profile foo]|region = us-west-2 # c",
    "P16 indented comment": "[profile foo]|region = a|  # c|output = json",
    "P16b comment first": "[profile foo]|  # c|region = a",
    "P18 adjacent comment": "[profile foo]# c|region = a",
    "P19 bracket in comment": "[profile foo] ; see [bar]|region = a",
    "P19b text after header": "[profile foo] extra|region = a",
    "P20 two brackets": "[profile foo]]|region = a",
    "P21 unclosed": "[profile foo|region = a",
    "P21b unclosed later": "[default]|region = a|[profile foo|region = b",
    "P22 nothing in brackets": "[]|region = a|[default]|region = b",
    "P23 no name": "[profile ]|region = a|[default]|region = b",
    "P25 blanks in brackets": "[ profile foo ]|region = a",
    "P26 two blanks": "[profile  foo]|region = a",
    "P27 tab": "[profile\tfoo]|region = a",
    "P30 quoted": '[profile "my profile"]|region = a',
    "P31 two words": "[profile my profile]|region = a",
    "P32 escaped": "[profile my\\ profile]|region = a",
    "P33 backslash": "[profile DOM\\user]|region = a",
    "P34 open quote": '[profile "foo]|region = a|[default]|region = b',
    "P36 profiles": "[profiles foo]|region = a",
    "P38 capital": "[Profile foo]|region = a",
    "P40 defaults": "[DEFAULT]|region = a|[profile foo]|output = json",
    "P42 default twice": "[profile default]|region = a|[default]|output = json",
    "P43 default twice, other order": "[default]|output = json|[profile default]|region = a",
    "P44 blanks around default": "[ default ]|region = a",
    "P53 all indented": "[profile foo]|  region = a|  output = json",
    "P54 second indented": "[profile foo]|region = a|  output = json",
    "P56 blank in block": "[profile foo]|s3 =|  a = 1||  b = 2|region = x",
    "P58 comment in block": "[profile foo]|s3 =|  a = 1|  # c = 3|  b = 2|region = x",
    "P59 junk in block": "[profile foo]|s3 =|  bogus|region = x",
    "P61 twice in block": "[profile foo]|s3 =|  a = 1|  a = 2|region = x",
    "P62 case in block": "[profile foo]|S3 =|  Addressing_Style = path",
    "P63 block after blank": "[profile foo]|s3 =||  a = 1|region = x",
    "P65 block in block": "[profile foo]|s3 =|  a =|    b = 1|  c = 2|region = x",
    "P66 colon in block": "[profile foo]|s3 =|  a : 1|region = x",
    "P67 after a blank": "[profile foo]|region = a||  output = json",
    "P69 byte order mark": "\ufeff[default]|region = a",
    "P71 undecodable": "# caf\udce9|[default]|region = a",
    "P73 nul": "[profile foo]|region = a\x00b",
    "P74 no-break space": "[profile foo]|region =\xa0us-west-2\xa0",
    "P74b no-break space first": "[profile foo]|\xa0region = a|output = json",
    "P78 before any section": "region = a|[profile foo]|region = b",
    "P83 nothing": "",
    "P83b comments": "# hi|; there",
    "P84 empty section": "[profile foo]|[default]|region = a",
    "P87 session and profile": "[sso-session s]|sso_region = r|[profile s]|sso_session = s",
    "P91 indented header, continuation": "[default]|region = a|  [profile foo]|output = json",
    "P92 indented header": "  [profile foo]|  region = a|[default]|region = b",
    "P104 quoted twin": '[profile foo]|region = a|[profile "foo"]|output = json',
    "P108 hash as value": "[profile foo]|region = #b",
    "P111 continued": "[profile foo]|region = a|  b|output = json",
}
# What this file's own properties found, kept as plain cases.
FOUND = {
    "name with a bracket twice": "[dev]|[x = 1|[x = 2",
    "setting twice over two defaults": "[DEFAULT]|a = 1|[DEFAULT]|a = 2",
    "form feed in a block": "[dev]|s3 =|  a = 1\x0cb",
    "line separator before the delimiter": "[dev]|s3 =|  a\u2028b = 1",
    "bad block in defaults, nobody asks": "[DEFAULT]|s3 =|  bogus",
    "bad block in defaults, all override": "[DEFAULT]|s3 =|  bogus|[dev]|s3 = x",
    "bad block in defaults, one inherits": "[DEFAULT]|s3 =|  bogus|[dev]|s3 = x|[test]",
}


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


def _compare(text: str, role: Role, directory: Path) -> None:
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
