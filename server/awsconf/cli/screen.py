"""The two streams of the process: what is printed, and whether it is coloured."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from awsconf.cli.outcome import Status, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def complete() -> None:
    """Give the process the streams that it was started without; Python has None for them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def write(pieces: Iterable[str]) -> None:
    """Print to standard output; what its encoding does not know becomes a question mark."""
    try:
        for piece in pieces:
            sys.stdout.write(_encodable(piece, sys.stdout))
        flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget()
        reason = error.strerror or type(error).__name__
        raise Stop(Status.USAGE, f"the output could not be written: {reason}") from None


def flush() -> None:
    """Hand over what was printed."""
    sys.stdout.flush()


def forget() -> None:
    """Let nobody who reads us stop reading cause another error when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        # It is no file, as in a test.
        return


def say(text: str) -> None:
    """Print a line to standard error, which is for people in every format."""
    # Imported here, since most runs have nothing to say.
    from awsconf.report.terminal import printable

    with suppress(OSError):
        sys.stderr.write(_encodable(f"{printable(text)}\n", sys.stderr))


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
