"""What the machine is at this moment, as values."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awsconf.paths import PairPaths, home_folder, pair_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Host(NamedTuple):
    """A machine; `Host.real()` is this one, and a test builds its own."""

    # The environment often holds keys, so it is never shown.
    environ: Mapping[str, str]
    home: Path
    now: Callable[[], datetime]
    """The time, aware, in UTC."""
    zone: tzinfo
    """The zone in which a timestamp without one was written."""
    cwd: Path
    platform: str = sys.platform
    state: Callable[[], Path] | None = None
    """The folder for what this program remembers; without it, one below the home."""

    def __repr__(self) -> str:
        return f"<Host with the home {self.home}>"

    @classmethod
    def real(cls) -> Host:
        """This machine; the environment is copied once."""
        environ = dict(os.environ)
        home = home_folder(environ, sys.platform)
        place = _system_home() if home is None else Path(home)
        return cls(environ, place, _now, _LocalZone(), _working_folder(place), state=_state)

    def state_folder(self) -> Path:
        """Where what this program remembers is kept; it need not exist."""
        return self.state() if self.state else self.home / ".local" / "state" / "awsconf"

    def pair_paths(self) -> PairPaths[Path]:
        """Where the SDKs look when run here: `paths.pair_paths`, absolute."""
        paths = pair_paths(self.environ, self.home, self.platform)
        return PairPaths(
            paths.config and self.cwd / paths.config,
            paths.credentials and self.cwd / paths.credentials,
            paths.config_from,
            paths.credentials_from,
        )


def _state() -> Path:
    # Imported here, since nothing is kept unless a person asks for it.
    from platformdirs import user_state_path

    return user_state_path("awsconf", appauthor=False)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _system_home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        # A user without an entry in the system's list: botocore goes on with the bare sign.
        return Path("~")


def _working_folder(otherwise: Path) -> Path:
    try:
        return Path.cwd()
    except OSError:
        # It was removed while a shell or an editor still stands in it.
        return otherwise


class _LocalZone(tzinfo):
    """The system's zone with its changes over the year.

    `datetime.astimezone().tzinfo` knows one offset only, that of the moment it was asked for,
    and would be an hour wrong for a timestamp of the other half of the year.
    """

    def utcoffset(self, when: datetime | None) -> timedelta:
        return self._at(when).utcoffset() or timedelta()

    def dst(self, _when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return self._at(when).tzname()

    def fromutc(self, when: datetime) -> datetime:
        try:
            local = when.replace(tzinfo=timezone.utc).astimezone()
        except (OSError, OverflowError, ValueError):
            local = when
        return local.replace(tzinfo=self)

    @staticmethod
    def _at(when: datetime | None) -> datetime:
        naive = datetime.now() if when is None else when.replace(tzinfo=None)
        try:
            return naive.astimezone()
        except (OSError, OverflowError, ValueError):
            # The system's tables do not reach that year; no credentials live there either.
            return naive.replace(tzinfo=timezone.utc)

    def __repr__(self) -> str:
        return "local"
