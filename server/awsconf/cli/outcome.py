"""How a command ends: the exit statuses, and the way out where it cannot go on."""

from __future__ import annotations

import enum


class Status(enum.IntEnum):
    """What the process says when it is over."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    """The command line or a file named by it is wrong."""
    NOTHING = 3
    """There was nothing to check."""
    INTERNAL = 4
    """A mistake of ours."""
    INTERRUPTED = 130
    """A person stopped it; the number is a shell's for SIGINT."""
    BROKEN_PIPE = 141
    """Whoever read the output stopped reading; the number is a shell's for SIGPIPE."""


class Stop(Exception):  # noqa: N818 - it ends a command, and says so
    """Ends a command with a message for people and an exit status."""

    def __init__(self, status: Status, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
