"""Whose keys these are, by AWS's own word, and whether they can assume a role."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any

from awsconf.online import sts
from awsconf.online.skew import skew
from awsconf.online.transport import Failed, Route
from awsconf.verification.outcomes import Outcome
from awsconf.verification.roles import Hop, Trial
from awsconf.verification.subjects import Keys, Subject
from awsconf.verification.targets import Target
from awsconf.verification.troubles import Trouble

Now = Callable[[], datetime]
Stopped = Callable[[], bool]


def identity(
    subject: Subject,
    environ: Mapping[str, str],
    now: Now,
    stopped: Stopped = lambda: False,
    timeout: float = sts.TIMEOUT,
) -> Outcome:
    """What `sts:GetCallerIdentity` answers to exactly these keys.

    `environ` names proxies and certificates, and nothing else of it counts. `stopped` is asked
    before each request.
    """
    asking = _Asking(subject.target, environ, now, stopped, timeout)
    said = asking.call(subject.keys, "get_caller_identity", {})
    return said if isinstance(said, Outcome) else asking.known(said, said.result.get("Arn"))


def assumed(
    trial: Trial,
    codes: Mapping[str, str],
    environ: Mapping[str, str],
    now: Now,
    stopped: Stopped = lambda: False,
    timeout: float = sts.TIMEOUT,
) -> Outcome:
    """What becomes of assuming one role after another; the credentials are dropped at once.

    `codes` are those of MFA devices by the profile that names the device.
    """
    asking = _Asking(trial.source.target, environ, now, stopped, timeout)
    keys, outcome = trial.source.keys, asking.failed(Trouble.CANCELLED)
    for number, hop in enumerate(trial.hops):
        said = asking.call(keys, "assume_role", _parameters(hop, codes))
        if isinstance(said, Outcome):
            return said._replace(hop=number)
        lent, role = said.result.get("Credentials") or {}, said.result.get("AssumedRoleUser") or {}
        outcome = asking.known(said, role.get("Arn"), lent.get("Expiration"))._replace(hop=number)
        if not outcome.is_accepted:
            return outcome
        keys = Keys(*(str(lent.get(name, "")) for name in _LENT))
    return outcome


# Whoever answers could put anything there, the token that it was sent too.
_ARN = r"arn:aws[a-z-]*:(?:iam|sts)::(?P<account>[0-9]{12}):[\w+=,.@/-]{1,640}"
_LENT = ("AccessKeyId", "SecretAccessKey", "SessionToken")


def _parameters(hop: Hop, codes: Mapping[str, str]) -> dict[str, str | int]:
    wished = {
        "RoleArn": hop.role,
        "RoleSessionName": hop.session_name,
        "ExternalId": hop.external_id,
        "SerialNumber": hop.mfa_serial,
        "TokenCode": codes.get(hop.profile) if hop.mfa_serial else None,
        "DurationSeconds": hop.duration,
    }
    return {name: value for name, value in wished.items() if value is not None}


class _Asking:
    """One conversation with one endpoint."""

    def __init__(
        self,
        target: Target,
        environ: Mapping[str, str],
        now: Now,
        stopped: Stopped,
        timeout: float,
    ) -> None:
        self.now, self.stopped = now, stopped
        self.service = sts.service(target)
        self.place = sts.place(self.service)
        self.url = "" if isinstance(self.place, Failed) else self.place.url
        self.route = Route.of(self.url, environ, timeout, target.certificates)

    def call(
        self, keys: Keys, operation: str, parameters: Mapping[str, str | int]
    ) -> sts.Said | Outcome:
        """What STS says; an outcome where it says no, or nothing."""
        if isinstance(self.place, Failed):
            return self.failed(self.place.trouble)
        if self.stopped():
            return self.failed(Trouble.CANCELLED)
        said = sts.call(self.service, self.route, keys, operation, parameters)
        if isinstance(said, Failed):
            return self.failed(said.trouble)
        if said.error is None:
            return said
        at = self.now()
        return Outcome(at, self.url, error=said.error, skew=skew(said.date, at))

    def known(self, said: sts.Said, arn: Any, expires: Any = None) -> Outcome:
        """That AWS knows who that is."""
        found = re.fullmatch(_ARN, arn, re.ASCII) if isinstance(arn, str) else None
        if found is None:
            return self.failed(Trouble.NOT_AWS)
        at = self.now()
        ends = expires.astimezone(timezone.utc) if isinstance(expires, datetime) else None
        off = skew(said.date, at)
        return Outcome(at, self.url, found["account"], arn, skew=off, expires=ends)

    def failed(self, trouble: Trouble) -> Outcome:
        """That there is no answer."""
        return Outcome(self.now(), self.url, trouble=trouble)
