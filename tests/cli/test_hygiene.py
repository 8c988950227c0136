"""What `awsconf check` sees of a file beside its text: its mode, and the repository it lies in."""

from __future__ import annotations

import os
import subprocess

import pytest

import encoder
from cli.machine import Machine

Output = pytest.CaptureFixture[str]
KEYS = (
    "[default]\n"
    f"aws_access_key_id = {encoder.key_id('AKIA', '111122223333', 'alice')}\n"
    f"aws_secret_access_key = {encoder.secret('alice')}\n"
)


@pytest.mark.skipif(os.name != "posix", reason="a mode means nothing here")
def test_a_file_that_everybody_may_read(machine: Machine, capsys: Output) -> None:
    path = machine.write(".aws/credentials", KEYS)
    path.chmod(0o644)
    assert machine.run("check", "--format", "concise") == 1
    assert "permissive-file-mode" in capsys.readouterr().out
    path.chmod(0o600)
    assert machine.run("check", "--format", "concise") == 0
    assert capsys.readouterr().out == ""


def test_a_file_in_a_repository(machine: Machine, capsys: Output) -> None:
    path = machine.write("work/.aws/credentials", KEYS)
    git(machine, "init", "--quiet")
    (machine.cwd / ".gitignore").write_text(".aws\n")
    assert machine.run("check", "--select", "credentials-in-repository", ".") == 0
    (machine.cwd / ".gitignore").unlink()
    assert machine.run("check", "--format", "concise", ".") == 1
    assert "warning[credentials-in-repository]" in capsys.readouterr().out
    git(machine, "add", str(path))
    assert machine.run("check", "--format", "concise", ".") == 1
    out = capsys.readouterr().out
    assert "error[credentials-in-repository]" in out
    assert encoder.secret("alice") not in out


def git(machine: Machine, *words: str) -> None:
    subprocess.run(["git", *words], cwd=machine.cwd, check=True)
