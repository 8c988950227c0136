"""Writing where the disk is against it: nothing is lost, and the message says what stood there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import encoder
from cli.machine import DUPLICATE, Machine

Output = pytest.CaptureFixture[str]
PAIRS = (
    "[user1]\naws_access_key_id = {}\naws_secret_access_key = {}\n"
    "[app]\naws_access_key_id = {}\naws_secret_access_key = {}\naws_session_token = {}\n"
)
TEXT = PAIRS.format(
    *(encoder.key_id("AKIA"), encoder.secret("user1")),
    *(encoder.key_id("ASIA"), encoder.secret("app"), encoder.token()),
)
WRITE = ("rewrite", "app", "--role-arn", "arn:aws:iam::111122223333:role/D", "--write")


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)


@pytest.mark.parametrize(
    ("make", "reason"),
    [(folder, "is a folder"), (loop, "cannot be read"), (giant, "is larger than 16 MiB")],
)
def test_what_stands_where_a_file_should_be_is_left_and_named(
    make: Callable[[Path], None], reason: str, machine: Machine, capsys: Output
) -> None:
    credentials = machine.write(".aws/credentials", TEXT)
    config = credentials.with_name("config")
    make(config)
    assert machine.run(*WRITE) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == f"awsconf: `~/.aws/config` {reason}; it was left alone"
    assert credentials.read_text() == TEXT


def test_two_names_of_one_file_are_not_written_one_after_the_other(
    machine: Machine, capsys: Output
) -> None:
    credentials = machine.write(".aws/credentials", TEXT)
    credentials.with_name("config").symlink_to("credentials")
    assert machine.run(*WRITE) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == ("awsconf: `~/.aws/credentials` and `config` are one file; it was left alone")
    assert credentials.read_text() == TEXT


@pytest.mark.parametrize("first", ["config", "credentials"])
def test_an_interrupt_after_a_file_was_replaced_undoes_it_too(
    first: str, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [machine.write(f".aws/{name}", DUPLICATE) for name in ("config", "credentials")]
    real, armed = Path.replace, [True]

    def replace(source: Path, target: Path) -> Path:
        done = real(source, target)
        if target.name == first and armed:
            armed.clear()
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "replace", replace)
    assert machine.run("check", "--fix") == 130
    assert [path.read_text() for path in paths] == [DUPLICATE, DUPLICATE]
    assert sorted(path.name for path in paths[0].parent.iterdir()) == ["config", "credentials"]
