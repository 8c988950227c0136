"""Finds the pairs of files that a person means by the paths they give."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awsconf.host.reading import Absence, Missing, look, read
from awsconf.paths import guess_role, named_role, sibling
from awsconf.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.host.machine import Host

SKIPPED = {
    *("__pycache__", ".cache", ".git", ".hg", ".mypy_cache", ".nox", ".svn", ".terraform"),
    *(".tox", ".venv", "node_modules", "site-packages", "venv"),
}
"""Folders that are not searched: what lies there was not written by the person who asks."""


class PairFiles(NamedTuple):
    """A config and a credentials file that belong together; None where there is no such file.

    `own` pairs are what the SDKs themselves would read on this machine: for them the absence of
    a half is a fact, for any other pair the half may just not be in view.
    """

    config: Path | None
    credentials: Path | None
    own: bool


class Found(NamedTuple):
    """The pairs, each once, in the order asked for, and the paths that led nowhere."""

    pairs: tuple[PairFiles, ...]
    missing: tuple[Missing, ...]


def find_pairs(paths: Sequence[Path], host: Host) -> Found:
    """The pairs that `paths` stand for; no paths stand for the SDKs' own pair.

    A folder is a pair if it is called `.aws` or holds both files; any other is searched for
    `.aws` folders. A file is paired with the other half beside it. Found paths are absolute.
    """
    if not paths:
        return _own(host)
    pairs: dict[tuple[str | None, str | None], PairFiles] = {}
    missing: dict[Missing, None] = {}
    for path in paths:
        for result in _pairs_at(_absolute(path, host), host):
            if isinstance(result, Missing):
                missing[result] = None
            else:
                pairs.setdefault((_real(result.config), _real(result.credentials)), result)
    return Found(tuple(pairs.values()), tuple(missing))


def pair_of(path: Path, host: Host) -> PairFiles | Missing:
    """The pair that the file at `path` belongs to.

    If the SDKs read it here it goes with what they read beside it, wherever that lies; else with
    the half that lies next to it, if its name tells which one that is.
    """
    path = _absolute(path, host)
    status = look(path)
    if isinstance(status, Absence):
        return Missing(path, status)
    own = _own_pair(host)
    if own and _real(path) in (_real(own.config), _real(own.credentials)):
        return own
    role, other = named_role(path.name), sibling(path)
    if role is None:
        found = read(path)
        role = Role.CONFIG if isinstance(found, Missing) else guess_role(found.text)
    halves = (path, other) if role is Role.CONFIG else (other, path)
    return PairFiles(_present(halves[0]), _present(halves[1]), own=False)


def _own(host: Host) -> Found:
    own = _own_pair(host)
    if own:
        return Found((own,), ())
    paths = host.pair_paths()
    return Found((), tuple(_missing(path) for path in (paths.config, paths.credentials) if path))


def _missing(path: Path) -> Missing:
    status = look(path)
    return Missing(path, status if isinstance(status, Absence) else Absence.UNREADABLE)


def _own_pair(host: Host) -> PairFiles | None:
    paths = host.pair_paths()
    config, credentials = _present(paths.config), _present(paths.credentials)
    return PairFiles(config, credentials, own=True) if config or credentials else None


def _pairs_at(path: Path, host: Host) -> Iterator[PairFiles | Missing]:
    if look(path) is Absence.FOLDER:
        yield from _pairs_in(path, host)
    else:
        yield pair_of(path, host)


def _pairs_in(folder: Path, host: Host) -> Iterator[PairFiles]:
    direct = _pair_in(folder, host)
    if direct and (folder.name == ".aws" or (direct.config and direct.credentials)):
        yield direct
    else:
        for inner in _aws_folders(folder):
            if pair := _pair_in(inner, host):
                yield pair


def _pair_in(folder: Path, host: Host) -> PairFiles | None:
    config, credentials = _present(folder / "config"), _present(folder / "credentials")
    if not config and not credentials:
        return None
    own = _own_pair(host)
    halves = (_real(config), _real(credentials))
    is_own = own is not None and halves == (_real(own.config), _real(own.credentials))
    return PairFiles(config, credentials, is_own)


def _aws_folders(folder: Path) -> Iterator[Path]:
    """Each `.aws` below, in order of name; links to folders lead away and are not followed."""
    for name, folders, _ in os.walk(folder):
        if ".aws" in folders and not (inner := Path(name, ".aws")).is_symlink():
            yield inner
        folders[:] = sorted(set(folders) - SKIPPED - {".aws"})


def _present(path: Path | None) -> Path | None:
    """`path` if the SDKs would open it; one that may not be read is there as well."""
    absent = (Absence.NOT_FOUND, Absence.FOLDER, Absence.NOT_REGULAR)
    return None if path is None or look(path) in absent else path


def _absolute(path: Path, host: Host) -> Path:
    path = host.cwd / path
    return Path(os.path.realpath(path)) if ".." in path.parts else path


def _real(path: Path | None) -> str | None:
    return None if path is None else os.path.normcase(os.path.realpath(path))
