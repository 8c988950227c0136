"""The AWS CLIs on the path, and their versions as the files around them tell; none is started."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from awsconf.doctor.observations import Program
from awsconf.paths import display

if TYPE_CHECKING:
    from awsconf.host.machine import Host

_MOST_FOLDERS = 200


def programs(host: Host) -> tuple[Program, ...]:
    """Each AWS CLI once, the one that wins first."""
    found: dict[str, Program] = {}
    for path in _on_path(host):
        real = os.path.normcase(os.path.realpath(path))
        if real not in found:
            found[real] = Program(display(path, host.home, host.cwd), _version(path, Path(real)))
    return tuple(found.values())


def _on_path(host: Host) -> Iterator[Path]:
    windows = host.platform == "win32"
    names = ("aws.exe", "aws.cmd", "aws.bat") if windows else ("aws",)
    folders = host.environ.get("PATH", "").split(";" if windows else ":")
    for folder in folders[:_MOST_FOLDERS]:
        # To a POSIX shell nothing between two colons is the working folder.
        for name in names if folder or not windows else ():
            path = host.cwd / folder.strip('"' if windows else "") / name
            if _is_program(path, windows):
                yield path


def _is_program(path: Path, windows: bool) -> bool:
    try:
        return path.is_file() and (windows or os.access(path, os.X_OK))
    except (OSError, ValueError):
        return False


def _version(path: Path, real: Path) -> str | None:
    """By the folder in which an installer put it, else by what lies beside its Python."""
    match = re.search(_INSTALLED, real.as_posix())
    if match:
        return match[1]
    for prefix in dict.fromkeys(_prefixes(path, real)):
        version = _distribution(prefix)
        if version:
            return version
    return "2" if "/AWSCLIV2/" in real.as_posix() else None


# `/usr/local/aws-cli/v2/2.13.5/dist/aws`, Homebrew's `Cellar/awscli/2.15.0/bin/aws`, and Nix.
_INSTALLED = r"/(?:aws-cli/v[12]/|Cellar/awscli(?:@\d)?/|[a-z0-9]{32}-awscli2?-)(\d+(?:\.\d+){1,3})"


def _prefixes(path: Path, real: Path) -> Iterator[Path]:
    """Where the Python may be that runs a script: by its first line, then by where it lies."""
    try:
        with real.open("rb") as file:
            first = file.read(512).split(b"\n", 1)[0].decode("utf-8", "replace")
    except OSError:
        first = ""
    match = re.match(r"#!\s*\"?(/[^\"]*?/bin/[^\"\s/]+|[A-Za-z]:[^\"]*?\\[^\"\\]+)", first)
    if match and not match[1].endswith("/env"):
        # What the link of a virtual environment leads to has other packages.
        interpreter = Path(match[1].replace("\\", "/"))
        yield interpreter.parent.parent
    yield real.parent.parent
    yield path.parent.parent


_PACKAGES = (
    *("lib/python3*/site-packages", "lib64/python3*/site-packages", "Lib/site-packages"),
    *("lib/python3/dist-packages", "local/lib/python3*/dist-packages"),
)


def _distribution(prefix: Path) -> str | None:
    """The version of the package `awscli` below a prefix, by the folder of its metadata."""
    for packages in _PACKAGES:
        for name in _metadata(prefix, packages):
            match = re.match(r"awscli-(\d+(?:\.\d+){1,3})[.-]", name)
            if match:
                return match[1]
    return None


def _metadata(prefix: Path, packages: str) -> list[str]:
    try:
        return sorted(folder.name for folder in prefix.glob(f"{packages}/awscli-*-info"))
    except (OSError, ValueError):
        return []
