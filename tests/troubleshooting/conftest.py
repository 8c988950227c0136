"""The person whom the support articles are written for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.machine import Machine
from troubleshooting.person import Person


@pytest.fixture
def person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    """Somebody at a machine with an empty home."""
    return Person(Machine(tmp_path), capsys)
