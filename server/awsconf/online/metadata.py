"""Asking the instance metadata service which role an instance has, and until when it lasts.

It is asked as an SDK asks it, but never through a proxy, and no credential is kept of its answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from awsconf.doctor.observations import Metadata, Outcome
from awsconf.online.plain import Answered, Connector, NoAnswer
from awsconf.online.skew import skew
from awsconf.proxies import proxy_for

IPV4, IPV6 = "http://169.254.169.254", "http://[fd00:ec2::254]"
TOKEN = "/latest/api/token"  # noqa: S105 - a path
ROLE = "/latest/meta-data/iam/security-credentials/"


def ask(
    environ: Mapping[str, str], settings: Mapping[str, str], now: Callable[[], datetime]
) -> Metadata:
    """What the metadata service says.

    `settings` are those of the profile by name, over which the environment wins. It takes a few
    seconds at most. Source: boto/botocore: botocore/utils.py, `InstanceMetadataFetcher`.
    """
    wishes = _wishes(environ, settings)
    if wishes.endpoint is None:
        return Metadata(wishes.named, Outcome.MISCONFIGURED)
    proxy = proxy_for(wishes.endpoint, environ)
    base = Metadata(wishes.endpoint, Outcome.DISABLED, proxied_by=proxy and proxy.variable)
    if environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true":
        return base
    return _ask(Connector(wishes.endpoint, wishes.timeout, wishes.attempts), wishes, base, now)


class _Wishes(NamedTuple):
    """How the settings say to ask; no endpoint where what is `named` is no address."""

    named: str
    endpoint: str | None
    timeout: float
    attempts: int
    version_1: bool


LONGEST_TIMEOUT, MOST_ATTEMPTS = 10, 5
"""Whatever the settings say: a person waits for the answer."""


def _wishes(environ: Mapping[str, str], settings: Mapping[str, str]) -> _Wishes:
    def wish(name: str, variable: str) -> str:
        return environ.get(variable, settings.get(name, "")).strip()

    mode = wish("ec2_metadata_service_endpoint_mode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
    old_switch = wish("imds_use_ipv6", "AWS_IMDS_USE_IPV6").lower() == "true"
    usual = IPV6 if mode.lower() == "ipv6" or (old_switch and not mode) else IPV4
    named = wish("ec2_metadata_service_endpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT") or usual
    sound = mode.lower() in ("", "ipv4", "ipv6") and _is_address(named)
    timeout = _number(wish("metadata_service_timeout", "AWS_METADATA_SERVICE_TIMEOUT"))
    attempts = _number(wish("metadata_service_num_attempts", "AWS_METADATA_SERVICE_NUM_ATTEMPTS"))
    version_1 = wish("ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED")
    return _Wishes(
        named if _is_address(named) else mode,
        named.rstrip("/") if sound else None,
        min(timeout, LONGEST_TIMEOUT),
        min(attempts, MOST_ATTEMPTS),
        version_1.lower() != "true",
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _number(text: str) -> int:
    """A positive number; botocore's own 1 for all else."""
    return max(1, int(text)) if re.fullmatch("[0-9]{1,9}", text) else 1


def _ask(
    service: Connector, wishes: _Wishes, base: Metadata, now: Callable[[], datetime]
) -> Metadata:
    given = service.ask("PUT", TOKEN, {"x-aws-ec2-metadata-token-ttl-seconds": "60"})
    if isinstance(given, NoAnswer):
        # Only the answer to this one request is held back by a limit of hops.
        if not given.connected:
            return base._replace(outcome=_lost(given))
        base = base._replace(hops_suspected=given.timed_out)
        token = None
    else:
        base = _stamped(base, given, now)
        token = given.text if given.status == 200 else None
        if given.status == 200 and not re.fullmatch(r"[!-~]{1,2048}", given.text):
            return base._replace(outcome=Outcome.NOT_METADATA)
        if given.status == 400:
            return base._replace(outcome=Outcome.REFUSED)
    if token is None and not wishes.version_1:
        return base._replace(
            outcome=_lost(given) if isinstance(given, NoAnswer) else Outcome.REFUSED
        )
    return _role(service, base._replace(with_token=token is not None), token, now)


def _role(
    service: Connector, base: Metadata, token: str | None, now: Callable[[], datetime]
) -> Metadata:
    headers = {} if token is None else {"x-aws-ec2-metadata-token": token}
    found = service.ask("GET", ROLE, headers)
    if isinstance(found, NoAnswer):
        return base._replace(outcome=_lost(found))
    base = _stamped(base, found, now)
    if found.status != 200:
        return base._replace(outcome=_refusal(found.status, base))
    role = found.text.strip().partition("\n")[0].strip()
    if not role:
        return base._replace(outcome=Outcome.NO_ROLE)
    if not re.fullmatch(r"[\w+=,.@-]{1,64}", role, re.ASCII):
        return base._replace(outcome=Outcome.NOT_METADATA)
    lent = service.ask("GET", ROLE + role, headers)
    if isinstance(lent, NoAnswer):
        return base._replace(outcome=_lost(lent), role=role)
    return _lent(base._replace(role=role, status=lent.status), lent)


def _lent(base: Metadata, lent: Answered) -> Metadata:
    """What is kept of the answer that holds credentials: its code, and when they end."""
    if lent.status != 200:
        return base._replace(outcome=Outcome.NO_CREDENTIALS)
    try:
        answer: Any = json.loads(lent.text)
    except (ValueError, RecursionError):
        return base._replace(outcome=Outcome.NOT_METADATA)
    code, ends = (answer.get(name) if isinstance(answer, dict) else None for name in _KEPT)
    code = code if isinstance(code, str) and re.fullmatch("[A-Za-z]{1,64}", code) else None
    expires = _moment(ends) if isinstance(ends, str) else None
    works = code in ("Success", None) and expires is not None
    outcome = Outcome.ANSWERED if works else Outcome.NO_CREDENTIALS
    return base._replace(outcome=outcome, code=code, expires=expires)


_KEPT = ("Code", "Expiration")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def _stamped(base: Metadata, answer: Answered, now: Callable[[], datetime]) -> Metadata:
    off: timedelta | None = skew(answer.date, now())
    return base._replace(status=answer.status, skew=base.skew if off is None else off)


def _refusal(status: int, base: Metadata) -> Outcome:
    if status == 404:
        # Without a token first, whoever knows neither page is some other server.
        return Outcome.NO_ROLE if base.with_token else Outcome.NOT_METADATA
    if base.hops_suspected:
        return Outcome.TIMED_OUT
    return Outcome.REFUSED if status in (401, 403, 429) or status >= 500 else Outcome.NOT_METADATA


def _lost(answer: NoAnswer) -> Outcome:
    if answer.timed_out:
        return Outcome.TIMED_OUT
    is_other = answer.connected and isinstance(answer.error, HTTPException)
    return Outcome.NOT_METADATA if is_other else Outcome.UNREACHABLE
