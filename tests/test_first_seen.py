"""The memory of when tokens were first seen: keyed, for its owner alone, and never a crash."""

from __future__ import annotations

import json
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials.keys import Fingerprint, fingerprint
from awsconf.credentials.memory import (
    FORGOTTEN_AFTER,
    MOST,
    Memory,
    Sight,
    recall,
    remembering,
    written,
)
from awsconf.host import Host, read, seen
from awsconf.host.seen import NAME, remember
from fixture import NOW

TOKEN = encoder.token()
ONE, TWO = fingerprint(TOKEN), fingerprint(encoder.token(seed="two"))
HOUR = timedelta(hours=1)


def test_a_token_keeps_the_moment_of_the_first_time(tmp_path: Path) -> None:
    assert remember([ONE], host(tmp_path)) == {ONE: NOW}
    assert remember([ONE, TWO], host(tmp_path, NOW + HOUR)) == {ONE: NOW, TWO: NOW + HOUR}


def test_nothing_is_written_without_a_token(tmp_path: Path) -> None:
    assert remember([], host(tmp_path)) == {}
    assert list(tmp_path.iterdir()) == []


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    remember([ONE], host(tmp_path))
    path = store(tmp_path)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    path.chmod(0o644)
    remember([TWO], host(tmp_path))
    assert mode(path) == 0o600


def test_it_holds_neither_token_nor_plain_digest(tmp_path: Path) -> None:
    remember([ONE], host(tmp_path))
    text = store(tmp_path).read_text()
    (digest,) = json.loads(text)["tokens"]
    assert TOKEN not in text
    assert ONE.digest.hex() not in text
    remember([ONE], host(tmp_path / "another"))
    (other,) = json.loads(store(tmp_path / "another").read_text())["tokens"]
    assert digest != other


def test_what_is_gone_is_forgotten_and_what_stays_is_not(tmp_path: Path) -> None:
    remember([ONE, TWO], host(tmp_path))
    for days in range(1, 5):
        remember([ONE], host(tmp_path, NOW + timedelta(days=days)))
    memory = recall(store(tmp_path).read_text())
    assert memory is not None
    assert (memory.first(ONE), memory.first(TWO)) == (NOW, None)


def test_a_token_that_is_still_there_after_long_is_not_new(tmp_path: Path) -> None:
    remember([ONE], host(tmp_path))
    assert remember([ONE], host(tmp_path, NOW + 10 * FORGOTTEN_AFTER)) == {ONE: NOW}


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    remember([ONE], host(tmp_path))
    before = store(tmp_path).stat()
    remember([ONE], host(tmp_path, NOW + HOUR))
    assert store(tmp_path).stat() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "{}",
        '{"key": "00", "tokens": {}}',
        f'{{"key": "{"0" * 64}", "tokens": []}}',
        f'{{"key": "{"0" * 64}", "tokens": {{"a": 1}}}}',
        f'{{"key": "{"0" * 64}", "tokens": {{"a": ["soon", "late"]}}}}',
        f'{{"key": "{"0" * 64}", "tokens": {{"a": ["2026-06-01T12:00:00", "x"]}}}}',
    ],
)
def test_a_damaged_memory_is_begun_anew(tmp_path: Path, text: str) -> None:
    assert recall(text) is None
    store(tmp_path).parent.mkdir(parents=True)
    store(tmp_path).write_text(text)
    assert remember([ONE], host(tmp_path)) == {ONE: NOW}
    assert remember([ONE], host(tmp_path, NOW + HOUR)) == {ONE: NOW}


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert recall(text) is None


def test_what_another_process_writes_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember([], host(tmp_path))
    others = [[TWO]]

    def read_slowly(path: Path) -> object:
        found = read(path)
        while others:
            remember(others.pop(), host(tmp_path, NOW - HOUR))
        return found

    monkeypatch.setattr(seen, "read", read_slowly)
    assert remember([ONE], host(tmp_path)) == {ONE: NOW}
    monkeypatch.undo()
    later = host(tmp_path, NOW + HOUR)
    assert remember([ONE, TWO], later) == {ONE: NOW, TWO: NOW - HOUR}


def test_a_folder_that_cannot_be_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("")
    assert remember([ONE], host(tmp_path)) == {ONE: NOW}
    (tmp_path / ".local").unlink()
    store(tmp_path).mkdir(parents=True)
    assert remember([ONE], host(tmp_path)) == {}


def test_a_clock_that_was_ahead_is_put_right(tmp_path: Path) -> None:
    remember([ONE], host(tmp_path, NOW + 100 * HOUR))
    assert remember([ONE], host(tmp_path)) == {ONE: NOW}


def test_the_real_machine_has_a_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere/state")
    folder = Host.real().state_folder()
    assert folder.name == "awsconf"


def test_the_last_ones_are_remembered_of_too_many() -> None:
    prints = [Fingerprint(bytes([number // 256, number % 256])) for number in range(MOST + 1)]
    memory = remembering(Memory(bytes(32), {}), prints[:1], NOW)
    memory = remembering(memory, prints[1:], NOW + HOUR)
    assert len(memory.sights) == MOST
    assert memory.first(prints[0]) is None


def test_it_shows_no_key() -> None:
    memory = Memory(b"k" * 32, {"digest": Sight(NOW, NOW)})
    assert recall(written(memory)) == memory
    assert repr(memory) == "<Memory of 1 tokens>"


def store(home: Path) -> Path:
    """The file, by the home."""
    return home / ".local" / "state" / "awsconf" / NAME


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def host(home: Path, now: datetime = NOW) -> Host:
    """A machine at a moment."""
    return Host({}, home, lambda: now, timezone.utc, home, "linux")
