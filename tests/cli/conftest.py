"""The machine that a test of the command line runs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """An empty machine."""
    return Machine(tmp_path)
