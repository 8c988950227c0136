"""Finds the editors that the tests of this folder drive."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

OLDEST = (0, 11)


@pytest.fixture(scope="session")
def search_path() -> str:
    """Return a PATH on which this environment's own programs, `awsconf` among them, come first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@pytest.fixture(scope="session")
def neovim(search_path: str) -> str:
    """Return the path of a Neovim that is new enough, from this environment or the machine."""
    program = shutil.which("nvim", path=search_path)
    if program is None:
        pytest.skip("Neovim is not on the path")
    if _version(program) < OLDEST:
        pytest.skip(f"{program} is older than {'.'.join(map(str, OLDEST))}")
    return program


def _version(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"NVIM v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else (0,)
