"""From the flags that name files to pairs that were read off the disk."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awsconf.cli.evidence import with_facts
from awsconf.cli.outcome import Status, Stop
from awsconf.host import Absence, Host, Missing, PairFiles, Read, find_pairs, read, tracked
from awsconf.paths import display, sibling
from awsconf.snapshot import DEFAULT_OPTIONS, Half, Options, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping


class Pair(NamedTuple):
    """One pair: where its halves are or would be, what was read there, and the world as values.

    `notes` say what of it could not be read as it should be.
    """

    paths: Mapping[Role, Path]
    reads: Mapping[Role, Read]
    snapshot: Snapshot
    notes: tuple[str, ...]


def pairs(arguments: Namespace, host: Host, options: Options = DEFAULT_OPTIONS) -> list[Pair]:
    """The pairs that the input flags stand for, the SDKs' own without any; never none.

    Raises Stop: with USAGE for a path that is not there or not readable, with NOTHING where
    nothing could be read.
    """
    now = _now(arguments, host)
    found = [
        _informed(files, _pair(files, host, now, options), arguments, host)
        for files in _files(arguments, host)
    ]
    readable = [pair for pair in found if pair.reads]
    if arguments.now is not None:
        readable = [_as_it_was(pair) for pair in readable]
    if not readable:
        notes = "; ".join(note for pair in found for note in pair.notes)
        raise Stop(Status.NOTHING, f"nothing to check: {notes}")
    return readable


def own_pair(arguments: Namespace, host: Host) -> Pair | None:
    """The SDKs' own pair where it is meant and neither half exists, which is an answer as well."""
    named = (arguments.config, arguments.credentials, *arguments.paths)
    if any(name is not None for name in named):
        return None
    found = find_pairs([], host)
    absent = all(one.reason in (Absence.NOT_FOUND, Absence.FOLDER) for one in found.missing)
    if found.pairs or not absent:
        return None
    nothing = PairFiles(None, None, own=True)
    return _pair(nothing, host, _now(arguments, host), DEFAULT_OPTIONS)


def sdk_pair(host: Host) -> Pair:
    """The pair that the SDKs would read here, whatever of it is there."""
    found = find_pairs([], host).pairs
    files = found[0] if found else PairFiles(None, None, own=True)
    return _pair(files, host, host.now(), DEFAULT_OPTIONS)


def moment(text: str) -> datetime:
    """A moment in ISO 8601 with its zone. Raises Stop where it is none."""
    match = re.fullmatch(_MOMENT, text.strip(), re.ASCII)
    if match is None:
        raise Stop(Status.USAGE, f"--now: `{text}` is no time such as 2026-06-01T12:00Z")
    if match["zone"] is None:
        raise Stop(Status.USAGE, f"--now: `{text}` has no zone; write `{text}Z` for UTC")
    try:
        found = _moment(match)
        # What is to come after the last week of the calendar cannot be reckoned.
        return found + _WEEK - _WEEK
    except (ValueError, OverflowError):
        raise Stop(Status.USAGE, f"--now: `{text}` is on no calendar") from None


def shown(path: Path, host: Host) -> str:
    """A path as people see it: from the working folder or from `~`."""
    return display(path, host.home, host.cwd)


# `datetime.fromisoformat` of Python 3.10 knows neither `Z` nor a zone without a colon.
_MOMENT = (
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)?"
)


_WEEK = timedelta(days=7)


def _moment(match: re.Match[str]) -> datetime:
    numbers = [int(group or 0) for group in match.groups()[:6]]
    micros = int(f"{match['fraction'] or 0:0<6}"[:6])
    by = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    zone = timezone(-by if match["sign"] == "-" else by)
    year, month, day, hour, minute, second = numbers
    return datetime(year, month, day, hour, minute, second, micros, zone).astimezone(timezone.utc)


def _now(arguments: Namespace, host: Host) -> datetime:
    return host.now() if arguments.now is None else moment(arguments.now)


def _as_it_was(pair: Pair) -> Pair:
    """The pair as at the time of `--now`: what was written since then tells nothing of it.

    It would seem to show that the clock is behind.
    """
    world = pair.snapshot
    halves = [
        half._replace(mtime=None) if half.mtime is not None and half.mtime > world.now else half
        for half in (world.config, world.credentials)
    ]
    return pair._replace(snapshot=world._replace(config=halves[0], credentials=halves[1]))


def _files(arguments: Namespace, host: Host) -> list[PairFiles]:
    named = (arguments.config, arguments.credentials)
    if any(name is not None for name in named):
        if arguments.paths:
            message = "give either PATH or --config and --credentials, not both"
            raise Stop(Status.USAGE, message)
        config, credentials = (None if name is None else _named(name, host) for name in named)
        return [_owned(PairFiles(config, credentials, own=False), host)]
    found = find_pairs([_path(name, host) for name in arguments.paths], host)
    if arguments.paths and found.missing:
        raise Stop(Status.USAGE, _listed(found.missing, host))
    if not found.pairs:
        raise Stop(Status.NOTHING, f"nothing to check: {_nowhere(arguments, found.missing, host)}")
    return list(found.pairs)


def _path(name: str, host: Host) -> Path:
    """A path of the command line; one that cannot be is not there."""
    if not name or "\0" in name:
        raise Stop(Status.USAGE, "an empty name is no path")
    return host.cwd / name


def _named(name: str, host: Host) -> Path:
    path = _path(name, host)
    found = read(path)
    if isinstance(found, Missing):
        raise Stop(Status.USAGE, _listed((found,), host))
    return path


def _owned(files: PairFiles, host: Host) -> PairFiles:
    """The same files, as the SDKs' own if that is what they are."""
    own = find_pairs([], host).pairs
    is_own = bool(own) and _real(files) == _real(own[0])
    return files._replace(own=is_own)


def _real(files: PairFiles) -> list[str | None]:
    halves = (files.config, files.credentials)
    return [None if path is None else os.path.normcase(os.path.realpath(path)) for path in halves]


def _listed(missing: tuple[Missing, ...], host: Host) -> str:
    return "; ".join(f"`{shown(one.path, host)}` {one.reason.value}" for one in missing)


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _nowhere(arguments: Namespace, missing: Iterable[Missing], host: Host) -> str:
    """Why there is no pair; without paths, with the variables that send the SDKs astray."""
    if arguments.paths:
        return f"no `.aws` folder in {_quoted(arguments.paths)}"
    places, reasons = host.pair_paths(), {one.path: one.reason.value for one in missing}
    halves = (
        (places.config, places.config_from),
        (places.credentials, places.credentials_from),
    )
    return "; ".join(
        f"`{variable}` is set to nothing"
        if path is None
        else f"`{shown(path, host)}`{f' of `{variable}`' if variable else ''} {reasons[path]}"
        for path, variable in halves
    )


def _informed(files: PairFiles, pair: Pair, arguments: Namespace, host: Host) -> Pair:
    """The user's own pair with what is known of it from elsewhere; any other as it is."""
    if not files.own:
        return pair
    return pair._replace(snapshot=with_facts(pair.snapshot, arguments, host))


def _pair(files: PairFiles, host: Host, now: datetime, options: Options) -> Pair:
    found = {
        role: read(path)
        for role, path in zip(Role, (files.config, files.credentials), strict=True)
        if path is not None
    }
    reads = {role: one for role, one in found.items() if isinstance(one, Read)}
    paths = _paths(files, host)
    # A half that is there and cannot be read may hold anything, so it is not known to be absent.
    own = files.own and len(reads) == len(found)
    halves = {role: _half(role, paths, reads.get(role), host) for role in Role}
    snapshot = Snapshot(
        halves[Role.CONFIG],
        halves[Role.CREDENTIALS],
        now,
        own=own,
        zone=host.zone,
        environ=host.environ if files.own else {},
        options=options,
        in_shell=True,
    )
    return Pair(paths, reads, snapshot, tuple(_notes(found.values(), host)))


def _half(role: Role, paths: Mapping[Role, Path], found: Read | None, host: Host) -> Half:
    path = shown(paths[role], host)
    if found is None:
        return Half(path)
    git = tracked(paths[role])
    return Half(path, parse(found.text, role), found.mtime, found.mode, git)


def _paths(files: PairFiles, host: Host) -> dict[Role, Path]:
    """Where each half is, or would have to be made."""
    places = host.pair_paths() if files.own else None
    there = {Role.CONFIG: files.config, Role.CREDENTIALS: files.credentials}
    known = {
        Role.CONFIG: places and places.config,
        Role.CREDENTIALS: places and places.credentials,
    }
    return {role: there[role] or known[role] or _beside(there[role.other], role) for role in Role}


def _beside(other: Path | None, role: Role) -> Path:
    if other is None:
        return Path(role.value)
    return sibling(other) or other.with_name(role.value)


def _notes(found: Iterable[Read | Missing], host: Host) -> Iterator[str]:
    for one in found:
        if isinstance(one, Missing):
            yield f"`{shown(one.path, host)}` {one.reason.value}"
