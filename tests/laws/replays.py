"""The same case in another form: other line ends, no last one, more before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

MARK = "\ufeff"


class Replay(NamedTuple):
    """A change to the form of a text, and where it takes each offset."""

    name: str
    change: Callable[[str], str]
    moved: Callable[[str, int], int]
    is_of_line_ends: bool = False

    def __str__(self) -> str:
        return self.name


def _ended_by(end: str) -> Replay:
    by = len(end) - 1
    return Replay(
        {"\r\n": "CRLF", "\r": "CR"}[end],
        lambda text: text.replace("\n", end),
        lambda text, offset: offset + by * text.count("\n", 0, offset),
        is_of_line_ends=True,
    )


def marks(text: str) -> int:
    """How many byte order marks stand before all else; they stay where they are."""
    return len(text) - len(text.lstrip(MARK))


def _after(name: str, prefix: str) -> Replay:
    def change(text: str) -> str:
        first = marks(text)
        return text[:first] + prefix + text[first:]

    def moved(text: str, offset: int) -> int:
        return offset if offset < marks(text) else offset + len(prefix)

    return Replay(name, change, moved)


def _unended(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


UNENDED = Replay(
    "no last line end",
    _unended,
    lambda text, offset: min(offset, len(_unended(text))),
)
REPLAYS = (
    _ended_by("\r\n"),
    _ended_by("\r"),
    UNENDED,
    _after("non-BMP comment", "# 😀 𝔸 é note\n"),
    _after("blank lines", "\n \n\t\n"),
    _after("many comments", "; one\n#\n" * 20),
)
