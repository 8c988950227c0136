"""What a terminal needs: text that cannot do it harm, the width of it, and colour."""

from __future__ import annotations

import re

from awsconf.undecodable import decoded

BOLD, RED, YELLOW, BLUE, CYAN, GREEN = "1", "1;31", "1;33", "1;34", "36", "32"

TAB = "    "
"""A tab as it is shown, wherever it stands."""


def printable(text: str) -> str:
    """`text` without anything that moves the cursor, turns the writing or ends the line.

    Control characters are shown as their pictures, others of the kind and undecodable bytes as
    U+FFFD, tabs as spaces. But for tabs, every character remains one.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda match: _picture(match.group()), decoded(text))


def width(text: str) -> int:
    """How many cells of a terminal a printable text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


class Ink:
    """Colour, or none."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, color: str) -> str:
        """`text` in `color`, if this is to be."""
        return f"\x1b[{color}m{text}\x1b[0m" if self.color and text else text


# C0, DEL and C1, the line ends of Unicode, and the marks that turn the direction of writing.
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def _picture(character: str) -> str:
    if character == "\t":
        return TAB
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def _cells(character: str) -> int:
    # Imported here, since most lines are ASCII.
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
