"""What a snapshot is made of: two halves of a pair, the clock, the environment and the options."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from awsconf.credentials.expiry import EXPIRING_WITHIN
from awsconf.facts import NO_FACTS, Facts
from awsconf.readers.dialects import Dialect
from awsconf.syntax import Document
from awsconf.text import Role


class Presence(enum.Enum):
    """What is known of one half of a pair."""

    PRESENT = "present"
    ABSENT = "absent"
    """It does not exist, and that is a fact: the SDKs would look just there."""
    UNSEEN = "unseen"
    """It is not in view, and may hold anything."""

    # Members are single objects, and Enum's own hash is a Python function.
    __hash__ = object.__hash__


class Half(NamedTuple):
    """One file of the pair.

    `mtime` is given only where the text is what the disk holds: it dates that text.
    `mode` is that of the file on disk, where it means anything. `tracked` says whether git tracks
    it, and is False where nothing would keep it from being added; None where that is not known.
    """

    path: str
    document: Document | None = None
    mtime: datetime | None = None
    mode: int | None = None
    tracked: bool | None = None


class Options(NamedTuple):
    """What a person may choose."""

    expiring_within: timedelta = EXPIRING_WITHIN
    targets: frozenset[Dialect] = frozenset(Dialect)
    """The SDKs that a team uses; what only others trip over is not said."""
    companion_keys: tuple[str, ...] = ()
    """Further settings in which a team's own tools note when a token dies, in lower case."""


DEFAULT_OPTIONS = Options()


class Scene(NamedTuple):
    """What of the world the rules about a section or a profile may know.

    Their findings are remembered by it, so it holds nothing that changes by itself.
    """

    config: Presence
    credentials: Presence
    options: Options

    def presence(self, role: Role) -> Presence:
        """What is known of one half."""
        return self.config if role is Role.CONFIG else self.credentials

    def has_last_word(self, role: Role) -> bool:
        """Whether no credentials file out of view can win over what one half says."""
        return role is Role.CREDENTIALS or self.credentials is not Presence.UNSEEN


class World(NamedTuple):
    """What a snapshot is made of."""

    config: Half
    credentials: Half
    now: datetime
    own: bool = False
    zone: tzinfo = timezone.utc
    environ: Mapping[str, str] = MappingProxyType({})
    options: Options = DEFAULT_OPTIONS
    in_shell: bool = False
    """Whether `environ` is that of the shell from which we were asked.

    An editor's is that of wherever it was started, and need not be what a person works with.
    """
    facts: Facts = NO_FACTS
    """What is known from elsewhere than the two files; only for the user's own pair."""
