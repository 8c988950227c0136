"""Writes a file whole or not at all, and only over the very text that was read from it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awsconf.host.reading import Absence, Read, encode, look, read

if TYPE_CHECKING:
    from collections.abc import Sequence


class Change(NamedTuple):
    """The text that is to stand at `path`, and what was read there (None: nothing was there)."""

    path: Path
    text: str
    expected: Read | None

    def __repr__(self) -> str:
        return f"<Change of {self.path}>"


class ChangedOnDisk(OSError):  # noqa: N818 - a state of the world, not a mistake
    """The file no longer holds what was read from it; it was left as it is."""

    def __init__(self, path: Path, what: str = "changed since it was read") -> None:
        super().__init__(f"`{path}` {what}")
        self.path = path
        self.what = what


class AppearedOnDisk(ChangedOnDisk, FileExistsError):  # noqa: N818 - likewise
    """The file was not there when it was looked for, and now is; it was left as it is."""

    def __init__(self, path: Path, what: str = "did not exist before and now does") -> None:
        super().__init__(path, what)


class PairNotWritten(OSError):  # noqa: N818 - says what state the pair is in
    """One file could not be written after another had been; the cause is chained.

    `restored` were put back as they were, `left` hold their new text (or somebody else's).
    """

    def __init__(self, path: Path, restored: Sequence[Path], left: Sequence[Path]) -> None:
        state = [f"`{name}` was put back as it was" for name in restored]
        state += [f"`{name}` could not be put back" for name in left]
        super().__init__("; ".join([f"`{path}` could not be written", *state]))
        self.path = path
        self.restored = tuple(restored)
        self.left = tuple(left)


def write(path: Path, text: str, expected: Read | None) -> None:
    """Put `text` at `path`, where `expected` was read (None: where nothing was).

    Links are followed; the file behind them is replaced in one step, and the new one gets its
    mode and, where the system permits, its owner and group. A new file is for its owner alone
    (0600), as is a folder that must be made for it (0700). No copy is left anywhere.
    Raises `ChangedOnDisk`, `AppearedOnDisk`, and `OSError` where the system refuses; the file is
    then as it was.
    """
    write_all([Change(path, text, expected)])


def write_all(changes: Sequence[Change]) -> None:
    """Write several files, or none: nothing is touched before all of them are as expected.

    Where a later one fails all the same, the earlier are put back from memory, and
    `PairNotWritten` says so.
    """
    for change in changes:
        _check(change)
    _check_apart(changes)
    written: list[Change] = []
    for change in changes:
        try:
            _put(change)
        except BaseException as error:
            if not isinstance(error, Exception):
                # An interrupt may come after the file was replaced, and is to undo that as well.
                _put_back(change)
            outcome = [(earlier.path, _put_back(earlier)) for earlier in reversed(written)]
            if not written or not isinstance(error, Exception):
                raise
            restored = [path for path, back in outcome if back]
            left = [path for path, back in outcome if not back]
            raise PairNotWritten(change.path, restored, left) from error
        written.append(change)


def _check(change: Change) -> None:
    path, expected = change.path, change.expected
    current = read(path)
    if expected is None:
        if isinstance(current, Read):
            raise AppearedOnDisk(path)
        if current.reason is not Absence.NOT_FOUND:
            raise AppearedOnDisk(path, current.reason.value)
        return
    if not isinstance(current, Read) or current.raw != expected.raw:
        raise ChangedOnDisk(path)
    # Replacing needs no permission but the folder's. Somebody who took the right to write from a
    # file meant it, though, and an editor would be refused as well.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "is read-only", str(path))


def _check_apart(changes: Sequence[Change]) -> None:
    """Refuse two texts for one file, to which links of two names may lead."""
    places = [os.path.normcase(os.path.realpath(change.path)) for change in changes]
    for number, place in enumerate(places):
        if place in places[:number]:
            path = changes[number].path
            raise ChangedOnDisk(
                path, f"and `{changes[places.index(place)].path.name}` are one file"
            )


def _put(change: Change) -> None:
    real = Path(os.path.realpath(change.path))
    real.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = real.with_name(f".awsconf-{os.urandom(8).hex()}.tmp")
    try:
        with open(os.open(temporary, _NEW, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(encode(change.text))
            file.flush()
            _keep_owner_and_mode(real, file.fileno())
            os.fsync(file.fileno())
        # Asked again here, so that the gap in which another's writing is lost is the smallest.
        _check(change)
        temporary.replace(real)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(real.parent)


# Without O_BINARY, Windows would turn each LF into CRLF.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _keep_owner_and_mode(replaced: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        return
    status = look(replaced)
    if isinstance(status, Absence):
        return
    mode = stat.S_IMODE(status.st_mode)
    try:
        os.fchown(descriptor, -1, status.st_gid)
    except OSError:
        # What the old group was allowed is no business of the one that the file has now.
        mode &= ~stat.S_IRWXG
    # Only root gives files away; whoever may write here may also own the outcome.
    with contextlib.suppress(OSError):
        os.fchown(descriptor, status.st_uid, -1)
    os.fchmod(descriptor, mode)


def _sync_folder(folder: Path) -> None:
    """Have the new name survive a power cut, where a folder can be synced at all."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _put_back(change: Change) -> bool:
    """Undo a written change, unless somebody has written over it since."""
    current = read(change.path)
    if not isinstance(current, Read) or current.raw != encode(change.text):
        return False
    try:
        if change.expected is None:
            Path(os.path.realpath(change.path)).unlink()
        else:
            _put(Change(change.path, change.expected.text, current))
    except OSError:
        return False
    return True
