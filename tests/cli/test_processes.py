"""`awsconf` and `python -m awsconf` as real processes: their statuses, and readers that leave."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import IO

import pytest

import awsconf
from cli.machine import CLEAN, DUPLICATE, Machine

MODULE = (sys.executable, "-m", "awsconf")
Popen = subprocess.Popen[bytes]
SCRIPT = (shutil.which("awsconf", path=sysconfig.get_path("scripts")) or "awsconf",)


def started(machine: Machine, argv: tuple[str, ...]) -> Popen:
    """Start a process in the machine's home."""
    machine.cwd.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    home = str(machine.home)
    package = str(Path(awsconf.__file__).parents[1])
    return subprocess.Popen(
        argv,
        env={**kept, "HOME": home, "USERPROFILE": home, "PYTHONPATH": package},
        cwd=machine.cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("command", [MODULE, SCRIPT], ids=["module", "script"])
def test_statuses(machine: Machine, command: tuple[str, ...]) -> None:
    machine.write("work/.aws/config", DUPLICATE)
    machine.write("work/clean/config", CLEAN)
    expected = {
        ("check", "clean/config"): 0,
        ("check", "."): 1,
        ("check", "gone"): 2,
        ("check",): 3,
        ("rule",): 0,
        ("--version",): 0,
        (): 2,
    }
    running = {argv: started(machine, (*command, *argv)) for argv in expected}
    ended = {argv: (*one.communicate(), one.returncode) for argv, one in running.items()}
    assert {argv: status for argv, (_, _, status) in ended.items()} == expected
    assert ended["--version",][0].decode().split() == ["awsconf", awsconf.__version__]
    assert b"Traceback" not in b"".join(err for _, err, _ in ended.values())


@pytest.mark.parametrize("command", [MODULE, SCRIPT], ids=["module", "script"])
def test_a_reader_that_leaves_after_the_first_line(
    machine: Machine, command: tuple[str, ...]
) -> None:
    machine.write(".aws/config", "".join(f"[profile p{n}]\nx\n" for n in range(3000)))
    process = started(machine, (*command, "check", "--format", "concise"))
    assert process.stdout is not None
    # More comes than a pipe holds, so the process is still writing when nobody reads any more.
    assert process.stdout.readline().startswith(b"~/.aws/config:2:1: error[")
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert stream(process.stderr) == b""


@pytest.mark.parametrize("argv", [("rule",), ("check",), ("--version",)], ids=" ".join)
def test_without_an_output_the_status_is_the_same(
    machine: Machine, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python has None for a stream that was closed before it began."""
    machine.write(".aws/config", DUPLICATE)
    expected = machine.run(*argv)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert machine.run(*argv) == expected
    assert machine.run("check", "--select", "nope") == 2


@pytest.mark.parametrize("argv", [["check"], ["-h"], ["check", "-h"], ["--version"], ["rule"]])
def test_an_output_that_is_full(
    machine: Machine,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    argv: list[str],
) -> None:
    machine.write(".aws/config", DUPLICATE)

    def full(_text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys.stdout, "write", full)
    assert machine.run(*argv) == 2
    assert capsys.readouterr().err.startswith("awsconf: the output could not be written: ")


def stream(pipe: IO[bytes] | None) -> bytes:
    assert pipe is not None
    with pipe:
        return pipe.read()
