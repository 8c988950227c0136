"""The commands of processes: nothing raises, and what is put right stays right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.values.commands import Flaw, flaw, spaced_program

PIECES = (
    "get",
    " ",
    "'",
    '"',
    "\\",
    "$HOME",
    "~/",
    "|",
    " > ",
    ";",
    "%A%",
    "C:\\",
    "Program Files",
    "./",
)
COMMANDS = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@given(COMMANDS)
def test_nothing_raises_on_any_text(command: str) -> None:
    flaw(command)
    end = spaced_program(command)
    assert end is None or 0 < end <= len(command)


@given(COMMANDS)
def test_a_shell_by_name_does_what_a_shell_does(command: str) -> None:
    if "'" not in command:
        assert flaw(f"sh -c '{command}'") is None


@pytest.mark.parametrize(
    "program",
    [
        r"C:\Program Files\Amazon\get keys.exe",
        r"c:\program files (x86)\get.cmd",
        "/Users/alice/Library/Application Support/get.sh",
    ],
)
def test_quotes_cure_blanks(program: str) -> None:
    command = f"{program} --profile app"
    assert flaw(command) is Flaw.SPACED
    assert spaced_program(command) == len(program)
    assert flaw(f'"{program}" --profile app') is None
