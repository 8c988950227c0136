"""What a doctor says: one line a matter, with how bad and how sure it is, and what to type next."""

from __future__ import annotations

import enum
from typing import NamedTuple

from awsconf.doctor.shells import Command
from awsconf.evidence import Certainty


class Topic(enum.Enum):
    """What a line is about, in the order of the page."""

    FILES = "files"
    ENVIRONMENT = "environment"
    CHAIN = "chain"
    CACHES = "caches"
    CLOCK = "clock"
    PROGRAMS = "programs"
    METADATA = "metadata"

    __hash__ = object.__hash__


class State(enum.Enum):
    """How a matter stands."""

    OK = "ok"
    NOTE = "note"
    """It is as somebody wanted it, and good to know where calls go astray."""
    UNKNOWN = "unknown"
    """It cannot be told from here, or nobody asked."""
    WARNING = "warning"
    """It works, and most likely not as meant."""
    TROUBLE = "trouble"
    """Calls fail, or go to the wrong place."""

    __hash__ = object.__hash__


class Line(NamedTuple):
    """One matter. No sentence and no command holds a secret.

    `clears` names the variables that have to go, for the one command that clears them all.
    `for_every_shell` says that a page shows the commands of all shells, not those of one.
    """

    topic: Topic
    state: State
    message: str
    certainty: Certainty = Certainty.PROOF
    evidence: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    clears: tuple[str, ...] = ()
    for_every_shell: bool = False
