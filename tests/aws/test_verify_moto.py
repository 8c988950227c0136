"""`awsconf verify` against moto with authorization on: who is known, who is refused, and why.

What moto cannot do (tokens that expire, clocks) is played in `tests/online`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import boto3
import pytest

import awsconf
import encoder
from aws.loopback import MOTO_KEYS, guard, serving

ACCOUNT = "123456789012"
USER = f"arn:aws:iam::{ACCOUNT}:user/user1"


class Account(NamedTuple):
    """An account whose user may assume `One`, which may assume `Two`; neither may `Closed`."""

    endpoint: str
    key_id: str
    secret: str


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """The account; from the moment it is handed out, every request must be allowed."""
    with serving() as endpoint:
        iam = boto3.client("iam", "us-east-1", endpoint_url=endpoint, **MOTO_KEYS)
        iam.create_user(UserName="user1")
        key = iam.create_access_key(UserName="user1")["AccessKey"]
        policy = _policy(Action="sts:*", Resource="*")
        iam.put_user_policy(UserName="user1", PolicyName="sts", PolicyDocument=policy)
        # To moto, whoever comes with a role is the session and not the role.
        session = f"arn:aws:sts::{ACCOUNT}:assumed-role/One/awsconf-verify"
        trusted = {"One": USER, "Two": session, "Closed": f"arn:aws:iam::{ACCOUNT}:user/nobody"}
        for name, whom in trusted.items():
            trust = _policy(Action="sts:AssumeRole", Principal={"AWS": whom})
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
            iam.put_role_policy(RoleName=name, PolicyName="sts", PolicyDocument=policy)
        guard(endpoint)
        yield Account(endpoint, key["AccessKeyId"], key["SecretAccessKey"])


@pytest.fixture
def home(tmp_path: Path, account: Account) -> Path:
    """A home with good keys, bad ones, roles that work and one that does not."""
    folder = tmp_path / ".aws"
    folder.mkdir()
    roles = "".join(
        f"[profile {name.lower()}]\nrole_arn = arn:aws:iam::{ACCOUNT}:role/{name}\n"
        f"source_profile = {source}\n"
        for name, source in (("One", "user1"), ("Two", "one"), ("Closed", "user1"))
    )
    (folder / "config").write_text(f"[profile user1]\nregion = eu-west-1\n{roles}")
    (folder / "credentials").write_text(
        _keys("user1", account.key_id, account.secret)
        + _keys("mistyped", account.key_id, encoder.secret("mistyped"))
        + _keys("unknown", encoder.key_id("AKIA", ACCOUNT), encoder.secret("unknown"))
        + _keys("session", encoder.key_id("ASIA", ACCOUNT), encoder.secret("session"))
        + f"aws_session_token = {encoder.token(account=ACCOUNT)}\nassumed_role = True\n"
        f"assumed_role_arn = arn:aws:iam::{ACCOUNT}:role/One\nexpiration = 2026-01-01 13:00:00\n"
    )
    return tmp_path


def test_good_keys_are_known(home: Path, account: Account) -> None:
    status, (found,) = verify(home, account, "user1")
    assert (status, found["status"], found["arn"]) == (0, "accepted", USER)
    assert found["account"] == ACCOUNT


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("mistyped", "SignatureDoesNotMatch"),
        ("unknown", "InvalidClientTokenId"),
        ("session", "InvalidClientTokenId"),
    ],
)
def test_bad_keys_are_refused(home: Path, account: Account, name: str, code: str) -> None:
    status, (found,) = verify(home, account, name)
    assert (status, found["status"], found["error"]["code"]) == (1, "refused", code)


def test_all_at_once(home: Path, account: Account) -> None:
    status, found = verify(home, account, "--all")
    assert status == 1
    assert {one["profile"]: one["status"] for one in found} == {
        "user1": "accepted",
        "mistyped": "refused",
        "unknown": "refused",
        "session": "refused",
    }


@pytest.mark.parametrize("name", ["One", "Two"])
def test_a_role_and_a_chain_of_roles_are_assumed(home: Path, account: Account, name: str) -> None:
    status, (found,) = verify(home, account, name.lower(), "--assume")
    assert (status, found["status"]) == (0, "accepted")
    assert found["arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/awsconf-verify"
    assert found["expires"] is not None


def test_a_role_that_trusts_others_is_refused(home: Path, account: Account) -> None:
    status, (found,) = verify(home, account, "closed", "--assume")
    assert (status, found["error"]["code"]) == (1, "AccessDenied")
    assert "trust policy" in found["error"]["remedy"]


def test_the_rewrite_of_a_dead_session_is_tried_and_not_written(
    home: Path, account: Account
) -> None:
    """One source is left to choose, as `awsconf rewrite` wants it."""
    path = home / ".aws/credentials"
    session = path.read_text().partition("[session]")
    text = _keys("user1", account.key_id, account.secret) + "".join(session[1:])
    path.write_text(text)
    status, (found,) = verify(home, account, "session", "--assume")
    assert (status, found["status"]) == (0, "accepted")
    assert found["arn"].startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/One/")
    assert found["notes"][0].startswith("this tries what is not written yet: Rewrite `session`")
    assert path.read_text() == text


def verify(home: Path, account: Account, *argv: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit status, and what is said of each profile; never a secret."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    own = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "AWS_ENDPOINT_URL": account.endpoint,
        "PYTHONPATH": str(Path(awsconf.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "awsconf", "verify", *argv, "--format", "json"],
        env={**kept, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert account.secret not in done.stdout + done.stderr
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)["profiles"]


def _keys(name: str, key_id: str, secret: str) -> str:
    return f"[{name}]\naws_access_key_id = {key_id}\naws_secret_access_key = {secret}\n"


def _policy(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})
