"""The two streams of the process: what is printed, and whether it is coloured."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def write(pieces: Iterable[str]) -> None:
    """Print to standard output; what its encoding does not know becomes a question mark."""
    for piece in pieces:
        sys.stdout.write(_encodable(piece, sys.stdout))


def say(text: str) -> None:
    """Print a line to standard error, which is for people in every format."""
    sys.stderr.write(_encodable(f"{text}\n", sys.stderr))


def colored(choice: str, environ: Mapping[str, str], stream: TextIO) -> bool:
    """Whether to colour: by the flag, else by NO_COLOR and FORCE_COLOR, else by the terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


def _encodable(text: str, stream: TextIO) -> str:
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
