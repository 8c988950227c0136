"""The variables about credentials of containers and instances, and the proxies in their way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import Command, adding, clearing, order
from awsconf.evidence import Certainty
from awsconf.proxies import proxy_for
from awsconf.redaction import masked_text
from awsconf.resolve.known import FULL_URI, RELATIVE_URI
from awsconf.resolve.steps import is_metadata_off
from awsconf.snapshot import Snapshot

ADDRESS = "169.254.169.254"
SWITCH = "AWS_EC2_METADATA_DISABLED"
NUMBERS = ("AWS_METADATA_SERVICE_TIMEOUT", "AWS_METADATA_SERVICE_NUM_ATTEMPTS")
MODE = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"
AUTHORIZATION_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"


def remote(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is to be said of each of them."""
    environ = snapshot.environ
    shells = order(environ, seen.platform)
    for line in (*_container(environ, seen), *_metadata(environ)):
        yield line._replace(commands=clearing(line.clears, shells))
    yield from _proxy(snapshot, seen)


def misread_numbers(environ: Mapping[str, str]) -> list[str]:
    """The variables that botocore takes for whole numbers, and that are none."""
    is_whole = partial(re.fullmatch, r"\s*[+-]?[0-9]+(_[0-9]+)*\s*")
    return [name for name in NUMBERS if name in environ and not is_whole(environ[name])]


def _line(state: State, message: str, *clears: str) -> Line:
    return Line(Topic.ENVIRONMENT, state, message, clears=clears)


def _container(environ: Mapping[str, str], seen: Observations) -> Iterator[Line]:
    name = next((one for one in (RELATIVE_URI, FULL_URI) if environ.get(one)), None)
    if name is None:
        return
    # It hides nothing, and without it the role is gone, so there is no command.
    message = f"`{name}` offers the role of a container, which is asked for after all static keys"
    yield _line(State.NOTE, message)
    if environ.get(AUTHORIZATION_FILE) and AUTHORIZATION_FILE in seen.unfound:
        message = f"`{AUTHORIZATION_FILE}` names a file that is not there, so the role is refused"
        yield _line(State.TROUBLE, message, AUTHORIZATION_FILE)


def _metadata(environ: Mapping[str, str]) -> Iterator[Line]:
    switch = environ.get(SWITCH, "")
    if switch and switch.lower() not in ("true", "false"):
        message = (
            f"`{SWITCH}` is neither `true` nor `false`: the AWS CLI and boto3 take it for `false`,"
            " JavaScript for `true`; write the one that you mean"
        )
        yield _line(State.WARNING, message, SWITCH)
    elif is_metadata_off(environ):
        message = f"`{SWITCH}` keeps the SDKs from asking for the role of an instance"
        yield _line(State.NOTE, message, SWITCH)
    for name in misread_numbers(environ):
        message = (
            f"`{name}` is no whole number, and every look for credentials of the AWS CLI and"
            " boto3 fails with a `ValueError`, on an instance or not; write one, or unset it"
        )
        yield _line(State.TROUBLE, message, name)
    if MODE in environ and environ[MODE].lower() not in ("ipv4", "ipv6"):
        shown = masked_text(environ[MODE])
        message = f"`{MODE}` (`{shown}`) is neither `ipv4` nor `ipv6`, and the AWS CLI and boto3"
        yield _line(State.TROUBLE, f"{message} fail at every look for credentials", MODE)


def _proxy(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """A proxy through which the metadata service would be asked, where it may well be asked."""
    environ = snapshot.environ
    # The service is asked without TLS, so the proxy for HTTPS is no matter.
    proxy = proxy_for(f"http://{ADDRESS}", environ)
    if proxy is None or not _may_ask(snapshot, seen):
        return
    message = (
        f"through `{proxy.variable}` the metadata service is asked by way of a proxy, which answers"
        f" with a 404 of its own or not at all; add {ADDRESS} to `NO_PROXY`"
    )
    evidence = (seen.instance.evidence,) if seen.instance else ()
    certainty = Certainty.STRONG if seen.instance else Certainty.HINT
    commands = excepting(environ, seen.platform)
    yield Line(Topic.ENVIRONMENT, State.WARNING, message, certainty, evidence, commands)


def excepting(
    environ: Mapping[str, str], platform: str, host: str = ADDRESS
) -> tuple[Command, ...]:
    """What excepts a host, that of the metadata service, from the proxy."""
    # Python prefers the small letters, so where they are in use the address goes there.
    name = "no_proxy" if environ.get("no_proxy") else "NO_PROXY"
    return adding(name, host, bool(environ.get(name)), order(environ, platform))


def _may_ask(snapshot: Snapshot, seen: Observations) -> bool:
    # Of a service that was asked, a line of its own speaks.
    if is_metadata_off(snapshot.environ) or seen.metadata is not None:
        return False
    if seen.instance is not None:
        return True
    sources = (profile.text("credential_source") for profile in snapshot.profiles.values())
    return any(source == "Ec2InstanceMetadata" for source in sources)
