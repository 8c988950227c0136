"""The picture in the README shows what the demo prints today."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from awsconf.demo.show import show
from awsconf.report import Style

PICTURE = Path(__file__).parents[2] / "editors" / "pictures" / "finding.svg"


def test_the_picture_is_not_stale() -> None:
    """Run `nox -s pictures` when this fails."""
    text = re.sub(r"<(style|defs).*?</\1>", "", PICTURE.read_text(encoding="utf-8"), flags=re.S)
    drawn = "".join(unescape(piece) for piece in re.findall(r">([^<>]+)</text>", text))
    findings = "".join(show(Style())).partition("$ awsconf rewrite")[0].partition("$ ")[2]
    assert _squeezed(findings) in _squeezed(drawn)


def _squeezed(text: str) -> str:
    return "".join(text.split())
