"""The machine's values, and what is read from its files: every byte, or a reason."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.host import Absence, Host, Missing, Read, encode, read
from awsconf.host.reading import LIMIT, decode

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@given(st.binary())
def test_any_bytes_survive_as_text(raw: bytes) -> None:
    assert encode(decode(raw)) == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb\rc\n\n", "a\r\nb\rc\n\n"),
        (b"\xef\xbb\xbf[a]", "\ufeff[a]"),
        (b"x = \xe9\x0c", "x = \udce9\x0c"),
        ("x = \U0001f600\u2028".encode(), "x = \U0001f600\u2028"),
        (b"", ""),
    ],
)
def test_a_file_is_read_as_it_is(raw: bytes, text: str, tmp_path: Path) -> None:
    found = read_bytes(tmp_path / "config", raw)
    assert (found.text, found.raw) == (text, raw)


def test_the_time_of_a_file_is_aware_and_exact(tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.write_bytes(b"")
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))
    found = read(path)
    assert isinstance(found, Read)
    expected = datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=timezone.utc)
    assert (found.mtime, found.mtime.tzinfo) == (expected, timezone.utc)


def test_what_cannot_be_read_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    reasons = {
        "nothing": Absence.NOT_FOUND,
        "file/below": Absence.NOT_FOUND,
        "dangling": Absence.NOT_FOUND,
        "nul\0": Absence.NOT_FOUND,
        ".": Absence.FOLDER,
        "pipe": Absence.NOT_REGULAR,
        "/dev/null": Absence.NOT_REGULAR,
        "loop": Absence.UNREADABLE,
    }
    for name, reason in reasons.items():
        assert read(tmp_path / name) == Missing(tmp_path / name, reason)
    assert str(Missing(Path("/x"), Absence.NOT_FOUND)) == "`/x` does not exist"


def test_a_refusal_of_the_system_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no mode keeps out.
    def refuse(*_: object) -> None:
        raise PermissionError

    (tmp_path / "config").write_text("")
    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path / "config") == Missing(tmp_path / "config", Absence.DENIED)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.touch()
    os.truncate(path, LIMIT)
    assert isinstance(read(path), Read)
    os.truncate(path, LIMIT + 1)
    assert read(path) == Missing(path, Absence.TOO_LARGE)


def test_neither_texts_nor_the_environment_are_shown(tmp_path: Path) -> None:
    found = read_bytes(tmp_path / "credentials", SECRET.encode())
    host = Host({"AWS_SECRET_ACCESS_KEY": SECRET}, tmp_path, now, timezone.utc, tmp_path)
    assert SECRET not in repr(found) + str(found) + repr(host)


def test_the_real_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("AWS_CONFIG_FILE", "here/config")
    monkeypatch.delenv("AWS_SHARED_CREDENTIALS_FILE", raising=False)
    monkeypatch.chdir(tmp_path)
    host = Host.real()
    assert (host.home, host.cwd) == (tmp_path / "me", Path.cwd())
    assert host.now().utcoffset() == timedelta()
    paths = host.pair_paths()
    assert paths.config == tmp_path / "here/config"
    assert paths.credentials == tmp_path / "me/.aws/credentials"


def test_the_real_machine_copies_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "before")
    host = Host.real()
    monkeypatch.setenv("AWS_PROFILE", "after")
    assert host.environ["AWS_PROFILE"] == "before"


def test_a_removed_working_folder_is_no_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert Host.real().cwd == tmp_path


def test_the_local_zone_changes_over_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        zone = Host.real().zone
        winter, summer = datetime(2024, 1, 15, 12), datetime(2024, 7, 15, 12)
        assert in_utc(winter, zone) == datetime(2024, 1, 15, 11, tzinfo=timezone.utc)
        assert in_utc(summer, zone) == datetime(2024, 7, 15, 10, tzinfo=timezone.utc)
        back = in_utc(summer, zone).astimezone(zone)
        assert (back.replace(tzinfo=None), back.tzname()) == (summer, "CEST")
        # The hour that comes twice: 02:30 is first summer's, then winter's.
        twice = datetime(2024, 10, 27, 2, 30)
        assert in_utc(twice.replace(fold=1), zone) - in_utc(twice, zone) == timedelta(hours=1)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("when", [datetime.min, datetime.max])
def test_the_local_zone_survives_the_ends_of_time(when: datetime) -> None:
    assert isinstance(when.replace(tzinfo=Host.real().zone).utcoffset(), timedelta)


def in_utc(naive: datetime, zone: object) -> datetime:
    return naive.replace(tzinfo=zone).astimezone(timezone.utc)  # type: ignore[arg-type]


def now() -> datetime:
    return datetime(2024, 5, 1, tzinfo=timezone.utc)


def read_bytes(path: Path, raw: bytes) -> Read:
    path.write_bytes(raw)
    found = read(path)
    assert isinstance(found, Read)
    return found


@pytest.mark.skipif(os.name != "posix", reason="a mode means nothing here")
def test_the_mode_of_an_own_file_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "credentials"
    path.write_text("")
    path.chmod(0o640)
    found = read(path)
    assert isinstance(found, Read)
    assert found.mode == 0o640
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    found = read(path)
    assert isinstance(found, Read)
    assert found.mode is None
