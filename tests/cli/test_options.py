"""The flags that say how to judge: when a warning is due, and which notes a team keeps."""

from __future__ import annotations

import json
import os

import pytest

from cli.machine import Machine
from fixture import NOW, Marked

Output = pytest.CaptureFixture[str]

TOKEN = """\
[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-06-01T08:00Z>
"""


def found(machine: Machine, capsys: Output, note: str, *flags: str) -> dict[str, str]:
    """The messages of the rules that find something in a pair with a token and a note."""
    path = machine.write(".aws/credentials", Marked.read(f"{TOKEN}{note}\n").text)
    path.chmod(0o600)
    # Written before the note's end, at any rate before the clock of this machine.
    os.utime(path, (NOW.timestamp() - 9000,) * 2)
    assert machine.run("check", "--format", "json", *flags) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    return {one["rule"]: one["message"] for one in report["findings"]}


@pytest.mark.parametrize(
    ("flags", "is_told"),
    [
        ((), False),
        (("--expiring-within", "60"), False),
        (("--expiring-within", "61"), True),
        (("--expiring-within=2160",), True),
        (("--expiring-within", "0"), False),
    ],
)
def test_when_a_warning_is_due(
    machine: Machine, capsys: Output, flags: tuple[str, ...], is_told: bool
) -> None:
    note = "aws_expiration = 2026-06-01T13:00:00Z"
    assert ("expiring-session-token" in found(machine, capsys, note, *flags)) is is_told


@pytest.mark.parametrize("minutes", ["", "soon", "-1", "2161", "1.5", "99999999999", "٣"])
def test_minutes_that_are_none(machine: Machine, capsys: Output, minutes: str) -> None:
    machine.write(".aws/credentials", "")
    assert machine.run("check", f"--expiring-within={minutes}") == 2
    message = f"--expiring-within: `{minutes}` is no number of minutes from 0 to 2160"
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "flags",
    [
        ("--companion-key", "team_expiry"),
        ("--companion-key=Other, Team_Expiry",),
        ("--companion-key", "other", "--companion-key", "TEAM_EXPIRY"),
    ],
)
def test_a_note_of_the_team_is_read(
    machine: Machine, capsys: Output, flags: tuple[str, ...]
) -> None:
    note = "Team_Expiry = 2026-06-01T11:00:00Z"
    assert "expired-session-token" not in found(machine, capsys, note)
    told = found(machine, capsys, note, *flags)
    assert list(told) == ["expired-session-token"]
    assert told["expired-session-token"].endswith("expired at 2026-06-01 11:00 UTC (team_expiry)")


def test_a_note_of_the_team_may_be_stale(machine: Machine, capsys: Output) -> None:
    note = "team_expiry = 2026-05-01T11:00:00Z"
    assert list(found(machine, capsys, note, "--companion-key=team_expiry")) == [
        "stale-expiry-note"
    ]
    assert machine.run("check", "--fix", "--companion-key=team_expiry") == 0
    assert "team_expiry" not in (machine.home / ".aws/credentials").read_text()


@pytest.mark.parametrize("given", ["", ",", "a b", "a=b", "[a]", "x" * 65])
def test_names_that_are_none(machine: Machine, capsys: Output, given: str) -> None:
    machine.write(".aws/credentials", "")
    assert machine.run("check", f"--companion-key={given}") == 2
    error = capsys.readouterr().err
    assert "--companion-key: give the name of a setting, such as `session_expires`" in error
    assert "x" * 65 not in error


def test_a_file_that_was_written_after_now(machine: Machine, capsys: Output) -> None:
    """By the clock it cannot be; by `--now` it only says nothing of that time."""
    path = machine.write(".aws/credentials", Marked.read(TOKEN).text)
    path.chmod(0o600)
    os.utime(path, (NOW.timestamp() + 900,) * 2)
    assert machine.run("check", "--format", "concise") == 0
    assert "wrong-clock" in capsys.readouterr().out
    assert machine.run("check", "--format", "concise", "--now", "2026-06-01T12:00Z") == 0
    assert "wrong-clock" not in capsys.readouterr().out
