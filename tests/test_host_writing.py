"""Writing in real folders: whole or not at all, over what was read, keeping what surrounds it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from awsconf.host import (
    AppearedOnDisk,
    Change,
    ChangedOnDisk,
    PairNotWritten,
    Read,
    read,
    write,
    write_all,
)

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
OLD, NEW = b"\xef\xbb\xbf[a]\r\nx = \xe9\r", b"\xef\xbb\xbf[b]\r\nx = \xe9\n\r"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "credentials"
    file.write_bytes(OLD)
    return file


def test_what_is_written_is_on_disk_byte_for_byte(path: Path) -> None:
    write(path, text_of(NEW), seen(path))
    assert path.read_bytes() == NEW
    assert names(path.parent) == ["credentials"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o777])
def test_the_mode_is_kept(mode: int, path: Path) -> None:
    path.chmod(mode)
    write(path, "", seen(path))
    assert mode_of(path) == mode


def test_the_owner_and_group_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Only root could give the file to somebody; what is asked of the system is what counts.
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "fchown", lambda _, owner, group: asked.append((owner, group)))
    status = path.stat()
    write(path, "", seen(path))
    assert sorted(asked) == [(-1, status.st_gid), (status.st_uid, -1)]


def test_where_the_group_cannot_be_kept_its_rights_are_dropped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o660)
    monkeypatch.setattr(os, "fchown", refuse)
    write(path, "new", seen(path))
    assert (path.read_text(), mode_of(path)) == ("new", 0o600)


def test_new_files_and_folders_are_their_owner_s_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / ".aws/credentials", "[a]\n", None)
    finally:
        os.umask(before)
    assert mode_of(tmp_path / ".aws/credentials") == 0o600
    assert mode_of(tmp_path / ".aws") == 0o700


def test_the_temporary_file_is_never_open_to_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o600)
    modes: list[int] = []
    real_sync = os.fsync

    def spy(descriptor: int) -> None:
        modes.extend(mode_of(file) for file in path.parent.iterdir())
        real_sync(descriptor)

    monkeypatch.setattr(os, "fsync", spy)
    before = os.umask(0)
    try:
        write(path, "new", seen(path))
    finally:
        os.umask(before)
    assert modes == [0o600, 0o600, 0o600]  # both files before the change, the one after it


def test_links_stay_and_the_file_behind_them_is_replaced(tmp_path: Path) -> None:
    for folder in ("home", "dotfiles/aws"):
        (tmp_path / folder).mkdir(parents=True)
    real = tmp_path / "dotfiles/aws/real"
    real.write_bytes(OLD)
    (tmp_path / "dotfiles/hop").symlink_to("aws/real")
    link = tmp_path / "home/config"
    link.symlink_to("../dotfiles/hop")
    write(link, "new", seen(link))
    assert (link.readlink(), real.read_text()) == (Path("../dotfiles/hop"), "new")
    assert (tmp_path / "dotfiles/hop").is_symlink()
    assert not real.is_symlink()
    assert (names(tmp_path / "home"), names(real.parent)) == (["config"], ["real"])


def test_a_dangling_link_gets_the_file_it_asks_for(tmp_path: Path) -> None:
    (tmp_path / "config").symlink_to("real")
    write(tmp_path / "config", "new", None)
    assert (tmp_path / "config").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = seen(path)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write(path, "new", expected)
    assert (path.read_bytes(), names(path.parent)) == (OLD, ["credentials"])


def test_a_changed_file_is_refused_whatever_its_time_says(path: Path) -> None:
    expected, status = seen(path), path.stat()
    path.write_bytes(OLD.replace(b"a", b"c"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(ChangedOnDisk) as refusal:
        write(path, SECRET, expected)
    assert refusal.value.path == path
    assert SECRET not in repr(refusal.value)
    assert path.read_bytes() == OLD.replace(b"a", b"c")


def test_a_touched_file_is_still_the_same(path: Path) -> None:
    expected = seen(path)
    os.utime(path, (0, 0))
    write(path, "new", expected)
    assert path.read_text() == "new"


def test_a_removed_and_an_appeared_file_are_refused(path: Path) -> None:
    expected = seen(path)
    with pytest.raises(AppearedOnDisk):
        write(path, "new", None)
    with pytest.raises(FileExistsError):
        write(path.parent, "new", None)
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        write(path, "new", expected)
    assert names(path.parent) == []


def test_a_change_during_the_writing_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = seen(path)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_text("theirs"))
    with pytest.raises(ChangedOnDisk):
        write(path, "ours", expected)
    assert (path.read_text(), names(path.parent)) == ("theirs", ["credentials"])


def test_a_read_only_file_is_refused(path: Path) -> None:
    path.chmod(0o400)
    with pytest.raises(PermissionError):
        write(path, "new", seen(path))
    assert path.read_bytes() == OLD


def test_a_pair_is_checked_before_either_is_touched(path: Path) -> None:
    other = path.with_name("config")
    other.write_text("old")
    changes = [Change(path, "new", seen(path)), Change(other, "new", seen(other))]
    other.write_text("theirs")
    with pytest.raises(ChangedOnDisk):
        write_all(changes)
    assert (path.read_bytes(), other.read_text()) == (OLD, "theirs")


def test_a_pair_is_written_or_put_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o640)
    other, created = path.with_name("config"), path.with_name("created")
    other.write_text("old")
    changes = [
        Change(path, SECRET, seen(path)),
        Change(created, SECRET, None),
        Change(other, SECRET, seen(other)),
    ]
    fail_to_replace(other, monkeypatch)
    with pytest.raises(PairNotWritten) as failure:
        write_all(changes)
    assert (path.read_bytes(), mode_of(path), other.read_text()) == (OLD, 0o640, "old")
    assert names(path.parent) == ["config", "credentials"]
    assert (failure.value.path, failure.value.left) == (other, ())
    assert failure.value.restored == (created, path)
    assert isinstance(failure.value.__cause__, PermissionError)
    assert SECRET not in repr(failure.value) + repr(changes)
    monkeypatch.undo()
    write_all([changes[0], changes[2]])
    assert path.read_text() == other.read_text() == SECRET


def test_what_cannot_be_put_back_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = path.with_name("config")

    def overwrite() -> None:
        path.write_text("theirs")

    fail_to_replace(other, monkeypatch, overwrite)
    with pytest.raises(PairNotWritten, match="credentials` could not be put back") as failure:
        write_all([Change(path, "new", seen(path)), Change(other, "new", None)])
    assert (failure.value.restored, failure.value.left) == ((), (path,))
    assert path.read_text() == "theirs"


def fail_to_replace(
    target: Path, monkeypatch: pytest.MonkeyPatch, first: object = lambda: None
) -> None:
    """Have the system refuse to replace `target`, and that file alone, after calling `first`."""
    real_replace = Path.replace

    def replace(source: Path, at: Path) -> Path:
        if at != target:
            return real_replace(source, at)
        assert callable(first)
        first()
        raise PermissionError

    monkeypatch.setattr(Path, "replace", replace)


def refuse(*_: object) -> None:
    raise PermissionError


def seen(path: Path) -> Read:
    found = read(path)
    assert isinstance(found, Read)
    return found


def text_of(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())
