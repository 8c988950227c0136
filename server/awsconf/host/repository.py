"""Whether a file lies in a git work tree and is tracked, told from git's own files.

git is never run: a repository may say what is to be run on its behalf. What cannot be told for
certain from the index is not told at all.
Source: git: Documentation/gitformat-index.txt and gitignore.txt.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 16 * 1024 * 1024
"""The largest index that is read, in bytes: some hundred thousand files."""


def tracked(path: Path) -> bool | None:
    """Whether git tracks the file behind `path`; False where it could be added by accident.

    None where there is no work tree, where the file is ignored, and where nobody can tell.
    """
    try:
        place = Path(os.path.realpath(path))
        for root in place.parents:
            folder = _git_folder(root)
            if folder is not None:
                return _standing(root, folder, place.relative_to(root).as_posix())
    except (OSError, ValueError):
        # What may not be read, or makes no sense, tells nothing.
        return None
    return None


def _git_folder(root: Path) -> Path | None:
    """The folder that holds the index of a work tree, if `root` is one."""
    git = root / ".git"
    if git.is_file():
        # A further work tree or a submodule: the file says where its folder is.
        line = _read(git, 4096).decode().partition("\n")[0]
        git = root / line.removeprefix("gitdir:").strip()
    return git if (git / "HEAD").is_file() else None


def _standing(root: Path, folder: Path, name: str) -> bool | None:
    index = folder / "index"
    is_there = _lists(_read(index, LIMIT), os.fsencode(name)) if index.is_file() else False
    if is_there is not False:
        return is_there
    # Imported here, since few files lie in a work tree without being tracked.
    from awsconf.host.ignoring import is_ignored

    return None if is_ignored(root, folder, name) else False


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        message = "longer than any such file should be"
        raise ValueError(message)
    return raw


def _lists(index: bytes, name: bytes) -> bool | None:
    """Whether an index lists a file by this name; None where it leaves that open."""
    if index[:4] != b"DIRC" or len(index) < 32:
        return None
    version, count = struct.unpack_from(">II", index, 4)
    if version not in (2, 3, 4):
        return None
    try:
        offset = _HEADER
        for entry, after in _entries(index, version, count):
            if entry == name:
                return True
            offset = after
        # Shared and sparse indexes hold part of the list elsewhere.
        return None if {b"link", b"sdir"} & set(_extensions(index, offset)) else False
    except (struct.error, IndexError, ValueError):
        return None


_HEADER = 12
_FIXED = 62
"""The length of an entry before its name, with hashes of SHA-1."""
_EXTENDED = 0x4000


def _entries(index: bytes, version: int, count: int) -> Iterator[tuple[bytes, int]]:
    """The names of an index, each with the offset after its entry."""
    offset, name = _HEADER, b""
    for _ in range(count):
        (flags,) = struct.unpack_from(">H", index, offset + _FIXED - 2)
        start = offset + _FIXED + (2 if flags & _EXTENDED else 0)
        if version == 4:
            strip, start = _number(index, start)
            kept = name[: len(name) - strip]
        else:
            kept = b""
        end = index.index(b"\0", start)
        name = kept + index[start:end]
        if flags & 0xFFF != min(len(name), 0xFFF):
            message = "no index with hashes of SHA-1"
            raise ValueError(message)
        # Up to version 3, one to eight NULs end an entry on a multiple of eight.
        offset = end + 1 if version == 4 else offset + (end - offset + 8) // 8 * 8
        yield name, offset


def _number(index: bytes, offset: int) -> tuple[int, int]:
    """An integer of variable width, as pack files have it, and the offset after it."""
    byte = index[offset]
    number = byte & 0x7F
    while byte & 0x80:
        offset += 1
        byte = index[offset]
        number = ((number + 1) << 7) | (byte & 0x7F)
    return number, offset + 1


def _extensions(index: bytes, offset: int) -> Iterator[bytes]:
    """The signatures of what follows the entries, before the closing hash."""
    while offset < len(index) - 20:
        (size,) = struct.unpack_from(">I", index, offset + 4)
        yield index[offset : offset + 4]
        offset += 8 + size
