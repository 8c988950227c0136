"""What was observed of the machine, as values; None is what nobody asked for or could tell."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from typing import NamedTuple

from awsconf.text import Role


class File(NamedTuple):
    """One half of the pair, as it was looked for; `path` is for people.

    `variable` sent there, None where it is the default place; a variable that is set to nothing
    leads nowhere, and `path` is empty then. `absence` says why there is nothing to read.
    """

    role: Role
    path: str
    variable: str | None = None
    absence: str | None = None


class Clock(NamedTuple):
    """How far the clock can be trusted.

    `synchronised` is what the system says, `by` who says so. `skew` is how far this clock is ahead
    of the server `asked`, to the second, as its `Date` has it; negative where it is behind.
    """

    synchronised: bool | None = None
    by: str | None = None
    skew: timedelta | None = None
    asked: str | None = None
    trouble: str | None = None
    """Why the server could not be asked, in plain words."""
    daemon: str | None = None
    """The program that keeps the time, by the name of its own: `chrony`, `systemd-timesyncd`."""


class Program(NamedTuple):
    """An AWS CLI that was found on the path, and its version as its own files tell it."""

    path: str
    version: str | None = None


class Container(NamedTuple):
    """That this process runs in a container, and what says so."""

    evidence: str


class Instance(NamedTuple):
    """That this machine is an instance of EC2, and what says so."""

    evidence: str


class Outcome(enum.Enum):
    """What became of asking the metadata service."""

    ANSWERED = "answered"
    NO_ROLE = "it answers, and no role is attached to the instance"
    NO_CREDENTIALS = "it answers, and has no credentials for the role"
    DISABLED = "the settings say not to ask it"
    MISCONFIGURED = "the settings name no address at which it could be"
    REFUSED = "it refuses"
    TIMED_OUT = "it does not answer in time"
    UNREACHABLE = "there is no way to it"
    NOT_METADATA = "something else answers in its place"

    __hash__ = object.__hash__


class Metadata(NamedTuple):
    """What the metadata service said; never a credential.

    `with_token` says that it gave a session token, as IMDSv2 does. `status` is the HTTP status of
    the answer that decided. `hops_suspected`: the service takes a connection and holds back the
    token alone, as with too low a limit of hops. `code` is what it says of its credentials where
    it says anything, `Success` in the best case. `skew` is how far this clock is ahead of its own.
    """

    endpoint: str
    outcome: Outcome
    with_token: bool = False
    role: str | None = None
    expires: datetime | None = None
    status: int | None = None
    proxied_by: str | None = None
    """The variable that names a proxy through which an SDK would ask, if there is one."""
    hops_suspected: bool = False
    code: str | None = None
    skew: timedelta | None = None


class Observations(NamedTuple):
    """All of it; `profile` is the one that a person asks about, None for the usual one.

    `platform` is as in `sys.platform`. `unfound` holds the variables that name a file which is
    not there. `clock.asked` and `metadata` are None where nobody asked the network.
    """

    platform: str = "linux"
    profile: str | None = None
    files: tuple[File, ...] = ()
    unfound: frozenset[str] = frozenset()
    clock: Clock = Clock()
    programs: tuple[Program, ...] = ()
    container: Container | None = None
    instance: Instance | None = None
    metadata: Metadata | None = None
