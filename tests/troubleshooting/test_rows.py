"""Each row of the support articles has a test that bears its number."""

from __future__ import annotations

import re
from pathlib import Path

ROWS = [f"{number:02}" for number in range(1, 23)]


def test_every_row_is_shown() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    named = {row for text in texts for row in re.findall(r"^def test_s(\d\d)_", text, re.MULTILINE)}
    assert sorted(named) == ROWS
