"""Reads the caches of AWS's tools, and takes away of them what is dead and was asked for.

Only regular files that lie in the folders themselves, with the names that those tools give, are
ever opened: no link there is followed. A folder may be reached through one, as where `~/.aws` as
a whole is kept elsewhere, since the tools go that way as well.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awsconf.caches.entries import Caches, Entry, Login
from awsconf.caches.parsing import Folder, parsed, stem_of
from awsconf.paths import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.host.machine import Host

LARGEST = 64 * 1024
"""The largest file that is read, in bytes; the largest honest one is a tenth of it."""

MOST = 500
"""How many files of a folder are read, the youngest first; nobody has so many roles in use."""

_MOST_NAMES = 20 * MOST


class Removal(NamedTuple):
    """What became of the files that were to go: their paths for people, and why one stayed."""

    removed: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


class _File(NamedTuple):
    """A file of a cache, and the status by which a change of it is seen."""

    folder: Folder
    path: Path
    stem: str
    status: tuple[int, int, int]


def caches(host: Host) -> Caches:
    """What the caches of the user hold; what cannot be read or understood is left out."""
    found = [_read(file, host) for file in _files(host)]
    return Caches(
        tuple(entry for one in found for entry in one.entries),
        tuple(login for one in found for login in one.logins),
    )


def state(host: Host) -> object:
    """A value that is another one as soon as a file of the caches is; no file is opened for it."""
    return tuple(_files(host))


def remove(dead: Sequence[Entry | Login], host: Host) -> Removal:
    """Delete the files of what is dead, and no others.

    Each is read again just before: one that holds something else by now stays.
    """
    files = {_shown(file.path, host): file for file in _files(host)}
    removed, kept = [], []
    for path in dict.fromkeys(one.path for one in dead):
        file, gone = files.get(path), {one for one in dead if one.path == path}
        trouble = "is not there any more" if file is None else _remove(file, gone, host)
        if trouble is None:
            removed.append(path)
        else:
            kept.append((path, trouble))
    return Removal(tuple(removed), tuple(kept))


def _remove(file: _File, dead: set[Entry | Login], host: Host) -> str | None:
    """Why a file stays; None where it is gone."""
    now = _read(file, host)
    if not dead & {*now.entries, *now.logins}:
        return "holds something else by now"
    try:
        file.path.unlink()
    except OSError as error:
        return f"cannot be deleted: {error.strerror or 'the system refuses'}"
    return None


def _read(file: _File, host: Host) -> Caches:
    text = _text(file.path)
    if text is None:
        return Caches()
    return parsed(file.folder, _shown(file.path, host), file.stem, text, host.zone)


def _text(path: Path) -> str | None:
    """The text of a regular file that is no link; it may have become one since it was listed."""
    try:
        descriptor = os.open(path, _READING)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            raw = file.read(LARGEST + 1)
        return raw.decode("utf-8") if len(raw) <= LARGEST else None
    except (OSError, UnicodeDecodeError):
        return None
    finally:
        os.close(descriptor)


# What is no file, such as a pipe, is not waited for. Windows knows neither flag.
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def _files(host: Host) -> Iterator[_File]:
    # Imported here, since most commands look into no cache.
    from heapq import nlargest

    for folder in Folder:
        path = _place(folder, host)
        if path is not None:
            youngest = nlargest(MOST, _listed(folder, path))
            for status, name, stem in sorted(youngest, key=lambda told: told[1]):
                yield _File(folder, path / name, stem, status)


def _place(folder: Folder, host: Host) -> Path | None:
    """Where a cache is. None of them follows `AWS_CONFIG_FILE`."""
    given = host.environ.get("AWS_LOGIN_CACHE_DIRECTORY") if folder is Folder.LOGIN else None
    if given is None:
        return host.home / folder.value
    expanded = expand(given, host.environ, host.home, host.platform)
    return host.cwd / expanded if expanded and "\0" not in expanded else None


def _listed(folder: Folder, path: Path) -> Iterator[tuple[tuple[int, int, int], str, str]]:
    """The status, the name and the stem of each file; an editor asks for that again and again."""
    try:
        with os.scandir(path) as listing:
            for _, one in zip(range(_MOST_NAMES), listing, strict=False):
                stem = stem_of(folder, one.name)
                if stem is not None and one.is_file(follow_symlinks=False):
                    status = one.stat(follow_symlinks=False)
                    if status.st_size <= LARGEST:
                        told = (status.st_mtime_ns, status.st_size, status.st_ino)
                        yield told, one.name, stem
    except OSError:
        # It is not there, or not for us; or a file went while we looked.
        return


def _shown(path: Path, host: Host) -> str:
    """A path as people see it: from `~` where it lies below."""
    if path.is_relative_to(host.home):
        return f"~/{path.relative_to(host.home).as_posix()}"
    return path.as_posix()
