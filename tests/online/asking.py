"""What the tests of `verify` share: keys, servers that answer like STS, and a way to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator

import encoder
from house.tree import REPOSITORY
from online.stubs import Asked, Reply, Stub, caller, refusal, session

ACCOUNT = "111122223333"
ARN = f"arn:aws:iam::{ACCOUNT}:user/alice"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/path/Deploy"
SECRET, TOKEN = encoder.secret("alice"), encoder.token(account=ACCOUNT)
LONG_TERM = (
    f"aws_access_key_id = {encoder.key_id('AKIA', ACCOUNT)}\naws_secret_access_key = {SECRET}\n"
)
SESSION = (
    f"aws_access_key_id = {encoder.key_id('ASIA', ACCOUNT)}\naws_secret_access_key = {SECRET}\n"
    f"aws_session_token = {TOKEN}\n"
)
MFA = f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\nmfa_serial = GAHT12345678\n"
"""The role of `a`, which wants the code of a device, and its source is `b`."""

LENT = (
    encoder.key_id("ASIA", ACCOUNT, "lent"),
    encoder.secret("lent"),
    encoder.token(seed="lent"),
)
HIDDEN = (SECRET, TOKEN, LENT[1], LENT[2])
"""What must come out nowhere."""

ENDS = "2026-06-01T13:00:00Z"
SCHEMA = json.loads((REPOSITORY / "schemas/verification.schema.json").read_text(encoding="utf-8"))

Answer = Callable[[Stub, Asked], Reply]


def knowing(_: Stub, asked: Asked) -> Reply:
    """Whoever asks is alice; a role lends its keys to anybody."""
    if asked.form["Action"] == "AssumeRole":
        lent = session(asked.form["RoleArn"], asked.form["RoleSessionName"], LENT, ENDS)
        return Reply(200, lent)
    assert asked.form == {"Action": "GetCallerIdentity", "Version": "2011-06-15"}
    return Reply(200, caller(ARN, ACCOUNT))


def saying(code: str, status: int = 403, date: str | None = None) -> Answer:
    """A server that refuses everything."""
    return lambda *_: Reply(status, refusal(code), date)


class Ran:
    """What came out of a command line."""

    def __init__(self, status: int, out: str, err: str, stub: Stub) -> None:
        self.status, self.out, self.err, self.stub = status, out, err, stub

    @property
    def profiles(self) -> list[dict[str, Any]]:
        """The answers of JSON, which are of the published shape."""
        found = json.loads(self.out)
        Draft202012Validator(SCHEMA).validate(found)
        return list(found["profiles"])


Ask = Callable[..., Ran]
