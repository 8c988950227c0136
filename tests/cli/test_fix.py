"""`--fix`, `--unsafe-fixes` and `--diff`: what is written, shown and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from awsconf.cli import check as command
from awsconf.host import writing
from awsconf.rule import Rule
from cli import rules
from cli.machine import Machine

Output = pytest.CaptureFixture[str]
TEXT = "teh = foo\r\n"


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, rules.SAFE, rules.UNSAFE)


def have(monkeypatch: pytest.MonkeyPatch, *some: Rule) -> None:
    """Have only these rules."""
    monkeypatch.setattr(command, "selected", lambda *_: some)


def test_fix_applies_the_safe_ones(machine: Machine, capsys: Output) -> None:
    config = machine.write(".aws/config", TEXT)
    credentials = machine.write(".aws/credentials", "teh\n")
    assert machine.run("check", "--fix") == 1
    assert config.read_bytes() == b"the = foo\r\n"
    assert credentials.read_bytes() == b"the\n"
    output = capsys.readouterr()
    assert output.err == (
        "awsconf: fixed ~/.aws/config: teh-word: Change to `the`\n"
        "awsconf: fixed ~/.aws/credentials: teh-word: Change to `the`\n"
    )
    assert "warning[foo-word]" in output.out
    assert "teh-word" not in output.out


def test_fix_applies_the_unsafe_ones_if_asked_to(machine: Machine) -> None:
    config = machine.write(".aws/config", TEXT)
    assert machine.run("check", "--fix", "--unsafe-fixes") == 0
    assert config.read_bytes() == b"the = bar\r\n"


def test_unsafe_fixes_alone_writes_nothing(machine: Machine, capsys: Output) -> None:
    config = machine.write(".aws/config", TEXT)
    assert machine.run("check", "--unsafe-fixes") == 1
    assert config.read_bytes() == TEXT.encode()
    assert "2 fixable with --fix --unsafe-fixes (1 of them safe)." in capsys.readouterr().out


def test_diff_shows_and_writes_nothing(machine: Machine, capsys: Output) -> None:
    config = machine.write(".aws/config", TEXT)
    assert machine.run("check", "--diff", "--fix", "--unsafe-fixes") == 1
    assert config.read_bytes() == TEXT.encode()
    output = capsys.readouterr()
    assert output.out == (
        "--- ~/.aws/config\n+++ ~/.aws/config\n@@ -1 +1 @@\n-teh = foo\n+the = bar\n"
    )
    assert output.err.splitlines()[-1] == "awsconf: 0 findings would be left"


def test_diff_of_nothing_is_clean(machine: Machine, capsys: Output) -> None:
    machine.write(".aws/config", "[a]\n")
    assert machine.run("check", "--diff") == 0
    assert capsys.readouterr().out == ""


def test_diff_masks(machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, rules.MOVING)
    machine.write(".aws/config", "x = 1\n")
    machine.run("check", "--diff")
    output = capsys.readouterr()
    assert "+aws_session_token = ••••\n" in output.out
    assert "hidden-from-all" not in output.out


def test_a_file_that_changed_meanwhile_is_left_alone(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = machine.write(".aws/config", TEXT)
    real = writing._check

    def change_first(change: writing.Change) -> None:
        config.write_text("somebody else's\n")
        real(change)

    monkeypatch.setattr(writing, "_check", change_first)
    assert machine.run("check", "--fix") == 2
    assert capsys.readouterr().err == (
        "awsconf: `~/.aws/config` changed since it was read; it was left alone\n"
    )
    assert config.read_text() == "somebody else's\n"


def test_a_system_that_refuses_is_told_of_without_its_paths(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = machine.write(".aws/config", TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "is read-only", str(config))

    monkeypatch.setattr(writing, "_put", refuse)
    assert machine.run("check", "--fix") == 2
    assert capsys.readouterr().err == (
        "awsconf: `~/.aws/config` could not be written: is read-only\n"
    )


def test_a_second_file_that_cannot_be_written_undoes_the_first(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = machine.write(".aws/config", TEXT)
    machine.write(".aws/credentials", TEXT)
    real = writing._put

    def refuse_second(change: writing.Change) -> None:
        if change.path.name == "credentials":
            raise OSError(28, "No space left on device")
        real(change)

    monkeypatch.setattr(writing, "_put", refuse_second)
    assert machine.run("check", "--fix") == 2
    assert capsys.readouterr().err == (
        "awsconf: `~/.aws/credentials` could not be written: No space left on device;"
        " `~/.aws/config` was put back as it was\n"
    )
    assert config.read_bytes() == TEXT.encode()


def test_fixes_that_undo_each_other_write_nothing(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, rules.ENDLESS)
    config = machine.write(".aws/config", "aa\n")
    assert machine.run("check", "--fix") == 4
    assert config.read_bytes() == b"aa\n"
    assert "undo each other" in capsys.readouterr().err


def test_links_and_modes_are_kept(machine: Machine, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text("teh\n")
    real.chmod(0o640)
    link = machine.home / ".aws" / "config"
    link.parent.mkdir(parents=True)
    link.symlink_to(real)
    assert machine.run("check", "--fix") == 0
    assert link.is_symlink()
    assert real.read_text() == "the\n"
    assert real.stat().st_mode & 0o777 == 0o640
