"""The command `doctor`: look at the machine and the environment, and say what keeps calls back."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from awsconf.caches.dead import dead
from awsconf.cli.inputs import sdk_pair
from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import colored, say, write
from awsconf.credentials.lifetime import TOLERANCE
from awsconf.doctor.examination import examine, is_well
from awsconf.host.caches import caches, remove
from awsconf.host.observing import observe
from awsconf.report import Style
from awsconf.report.doctor import json, teller, text
from awsconf.snapshot import Half, Snapshot
from awsconf.surroundings import chosen
from awsconf.syntax import parse
from awsconf.text import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from awsconf.doctor.observations import Clock, Metadata, Observations
    from awsconf.host import Host
    from awsconf.profiles import Profile


def doctor(arguments: Namespace, host: Host) -> int:
    """Say what is wrong, remove dead caches if asked to, and return the exit status."""
    if arguments.yes and not arguments.clear_cache:
        raise Stop(Status.USAGE, "--yes goes with --clear-cache")
    if arguments.clear_cache and not arguments.yes and not _may_ask():
        raise Stop(Status.USAGE, "--clear-cache asks first; without a terminal, add --yes")
    snapshot = _snapshot(host)
    seen = observe(host)._replace(profile=arguments.profile)
    seen = _asked(arguments, host, snapshot, seen)
    snapshot = _by_the_server(snapshot, seen.clock)
    lines = tuple(examine(snapshot, seen))
    style = Style(colored(arguments.color, host.environ, sys.stdout))
    as_json = arguments.format == "json"
    write(json(lines, snapshot) if as_json else text(lines, snapshot, style))
    if arguments.clear_cache:
        _clear(snapshot, host, is_asked_for=arguments.yes)
    return Status.CLEAN if is_well(lines) else Status.FINDINGS


def _snapshot(host: Host) -> Snapshot:
    snapshot = sdk_pair(host).snapshot
    return snapshot._replace(facts=snapshot.facts._replace(caches=caches(host)))


def _asked(
    arguments: Namespace, host: Host, snapshot: Snapshot, seen: Observations
) -> Observations:
    """What was seen, with the answers of whoever may be asked over the network."""
    profile = _profile(snapshot, arguments.profile)
    if arguments.online:
        say("awsconf: asking STS for its time ...")
        measured = _measured(snapshot, profile, host)
        kept = seen.clock
        seen = seen._replace(
            clock=measured._replace(synchronised=kept.synchronised, by=kept.by, daemon=kept.daemon)
        )
    if arguments.metadata:
        say("awsconf: asking the metadata service ...")
        seen = seen._replace(metadata=_metadata(profile, host))
    return seen


def _by_the_server(snapshot: Snapshot, clock: Clock) -> Snapshot:
    """The snapshot at the server's time, where this clock is wrong by that.

    By a clock that is ahead, living sessions are dead and would be cleared away. The times of the
    files are from the wrong clock, so they date nothing then.
    """
    if clock.skew is None or not TOLERANCE <= abs(clock.skew) < _CENTURY:
        return snapshot
    config, credentials = snapshot.config, snapshot.credentials
    return snapshot._replace(
        now=snapshot.now - clock.skew,
        config=config._replace(mtime=None),
        credentials=credentials._replace(mtime=None),
    )


# No calendar goes much further than a server may make the year of its answer.
_CENTURY = timedelta(days=36525)


def _profile(snapshot: Snapshot, name: str | None) -> Profile | None:
    """The profile that is asked about, as boto3 chooses it, if it is there."""
    return chosen(snapshot._replace(own=True)) if name is None else snapshot.profiles.get(name)


def _measured(snapshot: Snapshot, profile: Profile | None, host: Host) -> Clock:
    # Imported here, since it brings botocore, which only a question to AWS needs.
    from awsconf.doctor.observations import Clock
    from awsconf.online.skew import measure
    from awsconf.online.sts import place, service
    from awsconf.online.transport import Failed
    from awsconf.verification.targets import target

    wanted = target(snapshot, profile or _without_settings(snapshot))
    if isinstance(wanted, str):
        return Clock(trouble=f"of the profile it can be said that {wanted}")
    where = place(service(wanted))
    if isinstance(where, Failed):
        return Clock(trouble=where.trouble.value)
    return measure(where.url, host.now, host.environ)


def _without_settings(snapshot: Snapshot) -> Profile:
    """What is asked for where there is no such profile: the environment may choose all the same."""
    config = Half("", parse("[default]\n", Role.CONFIG))
    return snapshot._replace(config=config, credentials=Half("")).profiles["default"]


def _metadata(profile: Profile | None, host: Host) -> Metadata:
    # Imported here, since nothing else of this command speaks HTTP.
    from awsconf.online.metadata import ask

    # Of a setting that stands twice, the one that takes effect.
    settings = {name: profile.text(name) or "" for name in profile.names} if profile else {}
    return ask(host.environ, settings, host.now)


def _may_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _clear(snapshot: Snapshot, host: Host, *, is_asked_for: bool) -> None:
    """Remove what is dead in the caches, and say what became of it."""
    known, tell = snapshot.facts.caches, teller(snapshot)
    gone = () if known is None else dead(known, snapshot.now)
    paths = tuple(dict.fromkeys(one.path for one in gone))
    if not paths:
        say("awsconf: nothing in the caches is dead")
        return
    # The name of awsume's files holds a key id.
    if not is_asked_for and not _is_agreed([tell(path) for path in paths]):
        say("awsconf: nothing was removed")
        return
    removal = remove(gone, host)
    for path in removal.removed:
        say(f"awsconf: removed `{tell(path)}`")
    for path, reason in removal.kept:
        say(f"awsconf: `{tell(path)}` {reason}")


def _is_agreed(paths: Sequence[str]) -> bool:
    for path in paths:
        say(f"  {path}")
    say(f"awsconf: remove {'this file' if len(paths) == 1 else f'these {len(paths)} files'}? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
