"""The pages of the rooms: each that says what its modules hold names all of them, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from house.tree import REPOSITORY

PACKAGE = REPOSITORY / "server" / "awsconf"
# The page of the rules is an index of its own; see `test_rules_index.py`.
ROOMS = sorted(
    page.parent for page in PACKAGE.glob("*/README.md") if page.parent != PACKAGE / "rules"
)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_page_names_each_module(room: Path) -> None:
    lines = (room / "README.md").read_text(encoding="utf-8").splitlines()
    cells = "".join(line.split("|")[1] for line in lines if line.startswith("|"))
    named = re.findall(r"`(\w+\.py)`", cells)
    assert sorted(named) == sorted(
        file.name for file in room.glob("*.py") if file.name != "__init__.py"
    )


def test_the_map_names_each_room_with_a_page() -> None:
    page = (REPOSITORY / "server" / "README.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^The rooms (.*) have pages of their own", page, re.MULTILINE)
    assert re.findall(r"`(\w+)/`", sentence) == [
        room.name for room in sorted((*ROOMS, PACKAGE / "rules"))
    ]


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest collects but one of two files of a name, where their folders are no packages."""
    tests = REPOSITORY / "tests"
    files = [path for path in tests.rglob("test_*.py") if "node_modules" not in path.parts]
    alone = [path.name for path in files if not (path.parent / "__init__.py").exists()]
    assert sorted(alone) == sorted(set(alone))
