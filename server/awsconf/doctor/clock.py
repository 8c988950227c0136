"""The clock: whether anything keeps it right, and how far it is off where a server was asked.

Requests are signed with the time, and AWS takes most of them within five minutes of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from awsconf.credentials.expiry import Verdict
from awsconf.credentials.lifetime import TOLERANCE
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Clock, Observations
from awsconf.doctor.redirections import place
from awsconf.doctor.shells import Command
from awsconf.evidence import Certainty
from awsconf.snapshot import Snapshot

TIME_SYNC = "169.254.169.123"
ONLINE = Command("awsconf doctor --online")


def clock(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What the system says, then what the files show, then what the server said."""
    yield _synchronised(seen)
    # Where a server was asked, the files have nothing to add.
    if snapshot.clock_doubt is not None and seen.clock.skew is None:
        yield _doubted(snapshot.clock_doubt[1])
    if seen.clock.skew is not None:
        yield _skew(seen.clock, seen.clock.skew, seen)
    elif seen.clock.trouble is not None:
        asked = f" {place(seen.clock.asked)}" if seen.clock.asked else ""
        message = f"the server{asked} could not be asked for its time: {seen.clock.trouble}"
        yield Line(Topic.CLOCK, State.UNKNOWN, message)


def _synchronised(seen: Observations) -> Line:
    by = f" (by {seen.clock.by})" if seen.clock.by else ""
    if seen.clock.synchronised:
        message = f"the system keeps the clock synchronised{by}"
        is_measured = seen.clock.skew is not None
        return Line(Topic.CLOCK, State.OK, message, commands=() if is_measured else (ONLINE,))
    if seen.clock.synchronised is None:
        message = "whether anything keeps the clock right cannot be told from here"
        return Line(Topic.CLOCK, State.UNKNOWN, message, commands=_commands(seen))
    message = f"the system says that nothing keeps the clock right{by}; switch that on"
    if seen.container is not None:
        message = f"the system says that nothing keeps the clock right{by}; see to that on its host"
        evidence = (f"{seen.container.evidence}, and a container has no clock of its own",)
        return Line(Topic.CLOCK, State.NOTE, message, Certainty.HINT, evidence, (ONLINE,))
    # Some programs keep the time and never tell the kernel.
    line = Line(Topic.CLOCK, State.WARNING, message, Certainty.STRONG, _evidence(seen))
    return line._replace(commands=_commands(seen))


def _evidence(seen: Observations) -> tuple[str, ...]:
    if seen.instance is None:
        return ()
    return (f"{seen.instance.evidence}, where Amazon Time Sync answers at {TIME_SYNC}",)


def _commands(seen: Observations) -> tuple[Command, ...]:
    """What shows how the clock is kept, and what has it kept."""
    if seen.clock.synchronised is None:
        looks = {"darwin": "sntp time.apple.com", "win32": "w32tm /query /status"}
        return (Command(looks.get(seen.platform, "timedatectl")), ONLINE)
    if seen.clock.daemon == "chrony":
        server = f"'server {TIME_SYNC} prefer iburst minpoll 4 maxpoll 4'"
        sync = (Command(f"sudo chronyc add {server[1:-1]}"),) if seen.instance else ()
        return (Command("chronyc tracking"), *sync)
    if seen.clock.daemon == "ntpd":
        return (Command("ntpq -p"),)
    return (Command("sudo timedatectl set-ntp true"), ONLINE)


def _doubted(verdict: Verdict) -> Line:
    """What cannot be true by this clock."""
    message = f"{verdict.reason}; until it is set, no expiry can be told"
    line = Line(Topic.CLOCK, State.WARNING, message, verdict.certainty, verdict.evidence)
    return line._replace(commands=(ONLINE,))


def _skew(clock: Clock, skew: timedelta, seen: Observations) -> Line:
    seconds = abs(round(skew.total_seconds()))
    asked = f" {place(clock.asked)}" if clock.asked else " the server"
    way = "ahead of" if skew > timedelta() else "behind"
    if abs(skew) <= timedelta(seconds=5):
        return Line(Topic.CLOCK, State.OK, f"the clock agrees with{asked}")
    message = f"the clock is {_length(seconds)} {way}{asked}"
    if abs(skew) < TOLERANCE:
        return Line(Topic.CLOCK, State.NOTE, f"{message}, which AWS puts up with")
    message += (
        f"; AWS refuses requests that are {TOLERANCE // timedelta(minutes=1)} minutes off"
        " (`RequestExpired`, `SignatureDoesNotMatch`), and boto3 and the AWS CLI do not correct it"
    )
    evidence = (*_evidence(seen), "whatever is said here of an expiry goes by the server's time")
    return Line(Topic.CLOCK, State.TROUBLE, message, evidence=evidence, commands=_setting(seen))


def _setting(seen: Observations) -> tuple[Command, ...]:
    """What sets the clock right at once."""
    if seen.platform == "win32":
        return (Command("w32tm /resync"),)
    if seen.platform == "darwin":
        return (Command("sudo sntp -sS time.apple.com"),)
    if seen.clock.daemon == "chrony":
        return (Command("sudo chronyc makestep"),)
    return (Command("sudo timedatectl set-ntp true"),)


def _length(seconds: int) -> str:
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    parts = ((hours, "hour"), (minutes, "minute"), (seconds % 60, "second"))
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " and ".join(told[:2])
