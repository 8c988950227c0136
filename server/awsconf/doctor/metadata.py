"""The metadata service of an instance, where it was asked: its role, or what is in the way.

Source: Amazon EC2 User Guide, "Use the Instance Metadata Service to access instance metadata".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from awsconf.credentials.lifetime import TOLERANCE, humanise, show
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Metadata, Observations, Outcome
from awsconf.doctor.redirections import place
from awsconf.doctor.remote import ADDRESS, excepting
from awsconf.doctor.shells import Command, assigning, order
from awsconf.evidence import Certainty
from awsconf.snapshot import Snapshot

MORE_HOPS = (
    "aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID"
    " --http-put-response-hop-limit 2 --http-endpoint enabled"
)
SWITCHED_ON = (
    "aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID --http-endpoint enabled"
)
ATTACHING = (
    "aws ec2 associate-iam-instance-profile --instance-id INSTANCE_ID"
    " --iam-instance-profile Name=PROFILE"
)
PATIENCE = {"AWS_METADATA_SERVICE_TIMEOUT": "5", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"}


def metadata(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What it said, or why it did not; nothing where nobody asked."""
    found = seen.metadata
    if found is None:
        return
    if found.proxied_by is not None and found.outcome is not Outcome.DISABLED:
        yield _proxied(found, snapshot, seen)
    if found.outcome is Outcome.ANSWERED:
        yield _role(found, snapshot)
    elif found.outcome is Outcome.TIMED_OUT or found.hops_suspected:
        yield _late(found, snapshot, seen)
    else:
        yield _other(found, seen)
    yield from _skew(found)


def _line(state: State, message: str, *commands: Command) -> Line:
    return Line(Topic.METADATA, state, message, commands=commands)


def _role(found: Metadata, snapshot: Snapshot) -> Line:
    how = "with a token (IMDSv2)" if found.with_token else "without a token (IMDSv1)"
    until = ""
    if found.expires is not None:
        until = f", whose keys end at {show(found.expires)}, "
        until += humanise(found.expires - snapshot.now)
    message = f"{place(found.endpoint)} answers {how}: the role `{found.role}`{until}"
    if found.expires is not None and found.expires + TOLERANCE < snapshot.now:
        message += "; it hands out dead keys, or this clock is ahead"
        return _line(State.TROUBLE, message, Command("awsconf doctor --online"))
    return _line(State.OK if found.with_token else State.NOTE, message)


def _late(found: Metadata, snapshot: Snapshot, seen: Observations) -> Line:
    """It does not answer in time: in a container for the limit of hops, elsewhere for its load."""
    message = f"{place(found.endpoint)} does not answer in time"
    patient = assigning(PATIENCE, order(snapshot.environ, seen.platform))
    if seen.container is not None or found.hops_suspected:
        message += (
            ": a container is one hop further away, and the usual limit of 1 keeps the token from"
            " it; raise the limit to 2"
        )
        sure = Certainty.STRONG if found.hops_suspected and seen.container else Certainty.HINT
        evidence = (seen.container.evidence,) if seen.container else ()
        if found.hops_suspected:
            evidence = (*evidence, "it was reached, and the token alone did not come")
        commands = (Command(MORE_HOPS), *patient)
        # Where not even the reason is sure, there may be no service at all, as on no instance.
        state = State.WARNING if sure is Certainty.HINT else State.TROUBLE
        return Line(Topic.METADATA, state, message, sure, evidence, commands)
    if seen.instance is None:
        message += "; most likely this is no instance of EC2, and there is none"
        return _line(State.UNKNOWN, message)._replace(certainty=Certainty.HINT)
    message += "; let the SDKs wait longer and ask again"
    line = _line(State.TROUBLE, message, *patient)
    return line._replace(certainty=Certainty.STRONG, evidence=(seen.instance.evidence,))


def _proxied(found: Metadata, snapshot: Snapshot, seen: Observations) -> Line:
    host = _host(found.endpoint)
    message = (
        f"`{found.proxied_by}` names a proxy, by way of which the SDKs would ask `{host}`, and it"
        " may answer with a 404 of its own; except that from it"
    )
    return _line(State.WARNING, message, *excepting(snapshot.environ, seen.platform, host))


def _host(endpoint: str) -> str:
    """The host of the service; the usual one where a shell would see more in it."""
    try:
        host = urlsplit(endpoint).hostname or ""
    except ValueError:
        host = ""
    return host if re.fullmatch(r"[\w.:-]+", host, re.ASCII) else ADDRESS


def _other(found: Metadata, seen: Observations) -> Line:
    status = f" (HTTP {found.status})" if found.status is not None else ""
    code = f": `{found.code}`" if found.code is not None else ""
    message = f"{place(found.endpoint)}: {found.outcome.value}{code}{status}"
    if found.outcome is Outcome.DISABLED:
        return _line(State.NOTE, message)
    if found.outcome is Outcome.UNREACHABLE and seen.instance is None:
        message += "; most likely this is no instance of EC2"
        return _line(State.UNKNOWN, message)._replace(certainty=Certainty.HINT)
    remedy, *commands = _REMEDIES.get(found.outcome, ("",))
    state = State.WARNING if found.outcome is Outcome.NO_ROLE else State.TROUBLE
    return _line(state, f"{message}; {remedy}" if remedy else message, *map(Command, commands))


_REMEDIES = {
    Outcome.NO_ROLE: ("attach one", ATTACHING),
    Outcome.REFUSED: ("switch it on for the instance", SWITCHED_ON),
    Outcome.NO_CREDENTIALS: ("see whether the role still exists, and trusts `ec2.amazonaws.com`",),
    Outcome.NOT_METADATA: ("see what answers there, a proxy most likely",),
    Outcome.MISCONFIGURED: ("see its endpoint and mode, in the files and the environment",),
}


def _skew(found: Metadata) -> Iterator[Line]:
    """The service is nearby and has the right time."""
    if found.skew is None or abs(found.skew) < TOLERANCE:
        return
    by = humanise(abs(found.skew)).removeprefix("in ")
    way = "ahead of" if found.skew > timedelta() else "behind"
    message = f"this clock is {by} {way} that of the metadata service"
    line = _line(State.TROUBLE, message, Command("awsconf doctor --online"))
    yield line._replace(certainty=Certainty.STRONG)
