"""Reads a file without losing a byte of it, or says why there is nothing to read."""

from __future__ import annotations

import enum
import os
import stat
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 16 * 1024 * 1024
"""The largest file that is read, in bytes; the largest honest pair is a hundredth of it."""


class Absence(enum.Enum):
    """Why there is no text; the value follows the path in a message."""

    NOT_FOUND = "does not exist"
    FOLDER = "is a folder"
    NOT_REGULAR = "is not a regular file"
    DENIED = "may not be read"
    TOO_LARGE = "is larger than 16 MiB"
    UNREADABLE = "cannot be read"


class Missing(NamedTuple):
    """No text at `path`, and why."""

    path: Path
    reason: Absence

    def __str__(self) -> str:
        return f"`{self.path}` {self.reason.value}"


class Read(NamedTuple):
    """A text as it was found on disk; it holds secrets, so it is not shown."""

    path: Path
    text: str
    """Every byte of the file: line ends as they were, a byte-order mark as a first U+FEFF, and
    U+DC80 to U+DCFF for the bytes that are not UTF-8."""
    mtime: datetime
    """When the text is known to have been there: the file's time, aware, in UTC."""
    mode: int | None = None
    """Who may do what with it, where that means anything: on POSIX, to its owner."""

    def __repr__(self) -> str:
        return f"<Read of {self.path}>"

    @property
    def raw(self) -> bytes:
        """The bytes that were read; two reads are the same exactly if these are."""
        return encode(self.text)


def read(path: Path) -> Read | Missing:
    """What `path` holds; links are followed, and what is not a regular file is never opened."""
    found = look(path)
    if isinstance(found, Absence):
        return Missing(path, found)
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
            # Asked for after reading: a write in between makes the text seem younger than it is,
            # never older, and so can hide that a token is dead but not invent it.
            status = os.fstat(file.fileno())
    except OSError as error:
        return Missing(path, _absence(error))
    if len(raw) > LIMIT:
        return Missing(path, Absence.TOO_LARGE)
    return Read(path, decode(raw), _time(status.st_mtime_ns), _mode(status))


def look(path: Path) -> os.stat_result | Absence:
    """The status of a regular file or a reason why `path` is none that can be read."""
    try:
        status = path.stat()
    except OSError as error:
        return _absence(error)
    except ValueError:
        # No path holds a NUL, but a link that an editor sends may.
        return Absence.NOT_FOUND
    if stat.S_ISDIR(status.st_mode):
        return Absence.FOLDER
    if not stat.S_ISREG(status.st_mode):
        return Absence.NOT_REGULAR
    return Absence.TOO_LARGE if status.st_size > LIMIT else status


def decode(raw: bytes) -> str:
    """Bytes as a text that remembers each of them."""
    return raw.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """The bytes that `decode` made `text` of."""
    return text.encode("utf-8", "surrogateescape")


def _absence(error: OSError) -> Absence:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Absence.NOT_FOUND
    return Absence.DENIED if isinstance(error, PermissionError) else Absence.UNREADABLE


def _mode(status: os.stat_result) -> int | None:
    """The mode of a file that is the user's own; what a mount makes of others' tells nothing."""
    if os.name != "posix" or status.st_uid != os.geteuid():
        return None
    return stat.S_IMODE(status.st_mode)


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def _time(nanoseconds: int) -> datetime:
    try:
        return _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        # A file system may hold a time beyond the year 9999; the epoch is as plainly no real one.
        return _EPOCH
