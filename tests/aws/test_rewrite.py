"""The quick fix against the real AWS CLI and boto3, with an STS-speaking server on loopback.

The pair holds an expired session of a role that exists. Before the fix nobody gets an answer;
the fix is then taken from the language server and applied as an editor does, and both answer
with the assumed role.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

import encoder
from aws.loopback import MOTO_KEYS, guard, serving
from fixture import NOW
from protocol.client import Client, Json, process

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/Deploy"
CAPABILITIES = {
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
        }
    },
}


@dataclass(frozen=True)
class Account:
    """An account with one user who may assume one role."""

    endpoint: str
    key_id: str
    secret: str


@pytest.fixture
def account() -> Iterator[Account]:
    """The account; from the moment it is handed out, every request must be allowed."""
    with serving() as endpoint:
        iam = boto3.client("iam", "us-east-1", endpoint_url=endpoint, **MOTO_KEYS)
        iam.create_user(UserName="user1")
        key = iam.create_access_key(UserName="user1")["AccessKey"]
        _allow(iam, "user1")
        iam.create_role(RoleName="Deploy", AssumeRolePolicyDocument=_trust())
        guard(endpoint)
        yield Account(endpoint, key["AccessKeyId"], key["SecretAccessKey"])


@pytest.fixture
def home(tmp_path: Path, account: Account) -> Path:
    """A home whose `project1` is a session of the role that died long ago."""
    folder = tmp_path / ".aws"
    folder.mkdir()
    (folder / "config").write_text("[profile project1]\nregion = us-east-1\n")
    (folder / "credentials").write_text(
        f"[user1]\naws_access_key_id = {account.key_id}\n"
        f"aws_secret_access_key = {account.secret}\n\n"
        f"[project1]\naws_access_key_id = {encoder.key_id('ASIA', ACCOUNT)}\n"
        f"aws_secret_access_key = {encoder.secret('project1')}\n"
        f"aws_session_token = {encoder.token(account=ACCOUNT, issued=encoder.ISSUED)}\n"
        f"assumed_role = True\nassumed_role_arn = {ROLE}\nexpiration = 2026-01-01 13:00:00\n"
    )
    return tmp_path


def test_the_quick_fix_makes_the_real_clients_answer(home: Path, account: Account) -> None:
    assert encoder.ISSUED < NOW
    before = aws(home, account)
    assert before.returncode != 0
    assert "InvalidClientTokenId" in before.stderr
    assert "InvalidClientTokenId" in by_boto3(home, account).stderr

    apply_quick_fix(home)
    credentials = (home / ".aws" / "credentials").read_text()
    assert "[project1]" not in credentials
    assert account.secret in credentials

    after = aws(home, account)
    assert after.returncode == 0, after.stderr
    identity = json.loads(after.stdout)
    assert identity["Account"] == ACCOUNT
    assert identity["Arn"].startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/Deploy/")
    answer = by_boto3(home, account)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/Deploy/")


def test_the_cache_of_the_cli_leads_the_rewrite_of_a_copy(home: Path, account: Account) -> None:
    """What was copied out of the CLI's own cache becomes the profile that the CLI cached it for."""
    path = "/team/app/"
    iam = boto3.client("iam", "us-east-1", endpoint_url=account.endpoint, **by_user(account))
    iam.create_role(RoleName="Nested", Path=path, AssumeRolePolicyDocument=_trust())
    nested = f"arn:aws:iam::{ACCOUNT}:role{path}Nested"
    config = home / ".aws/config"
    deploy = f"[profile deploy]\nregion = us-east-1\nrole_arn = {nested}\nsource_profile = user1\n"
    config.write_text(f"{config.read_text()}\n{deploy}external_id = demo\n")
    assert aws(home, account, "deploy").returncode == 0
    copy_from_cache(home)

    program = [sys.executable, "-m", "awsconf", "rewrite", "project1", "--caches", "--write"]
    done = run(program, home, account)
    assert done.returncode == 0, done.stderr
    title = "Use profile `deploy` instead of the copied token: let `project1` assume `Nested`"
    assert title in done.stderr
    settings = f"role_arn = {nested}\nsource_profile = user1\nexternal_id = demo\n"
    assert f"[profile project1]\nregion = us-east-1\n{settings}" in config.read_text()
    assert "[project1]" not in (home / ".aws/credentials").read_text()

    shutil.rmtree(home / ".aws/cli")
    after = aws(home, account)
    assert after.returncode == 0, after.stderr
    assert ":assumed-role/Nested/" in json.loads(after.stdout)["Arn"]


def copy_from_cache(home: Path) -> None:
    """Put the session that the CLI keeps into `project1`, as people do, and nothing beside it."""
    (kept,) = (home / ".aws/cli/cache").glob("*.json")
    keys = json.loads(kept.read_text())["Credentials"]
    credentials = home / ".aws/credentials"
    others = credentials.read_text().partition("[project1]")[0]
    credentials.write_text(
        f"{others}[project1]\naws_access_key_id = {keys['AccessKeyId']}\n"
        f"aws_secret_access_key = {keys['SecretAccessKey']}\n"
        f"aws_session_token = {keys['SessionToken']}\n"
    )


def by_user(account: Account) -> dict[str, str]:
    """The keys of the user, as boto3 takes them."""
    return {"aws_access_key_id": account.key_id, "aws_secret_access_key": account.secret}


def apply_quick_fix(home: Path) -> None:
    """Take the rewrite that the server offers for the dead token, and save it, as editors do."""
    path = home / ".aws" / "credentials"
    uri, text = path.as_uri(), path.read_text()
    with process(home) as (client, _):
        client.initialize(CAPABILITIES)
        client.open(uri, text)
        actions = quick_fixes(client, uri)
    titles = [action["title"] for action in actions]
    rewrite = next(action for action in actions if action["title"].startswith("Rewrite"))
    assert (
        rewrite["title"] == "Rewrite `project1` to assume `Deploy` with the credentials of `user1`"
    ), titles
    changes = rewrite["edit"]["documentChanges"]
    assert {Path(change["textDocument"]["uri"]).name for change in changes} == {
        "config",
        "credentials",
    }
    for change in changes:
        file = home / ".aws" / Path(change["textDocument"]["uri"]).name
        file.write_text(edited(file.read_text(), change["edits"]))


def quick_fixes(client: Client, uri: str) -> list[Json]:
    """The quick fixes for the dead token."""
    found = client.published(uri)["diagnostics"]
    dead = next(one for one in found if one["code"] == "expired-session-token")
    params = {
        "textDocument": {"uri": uri},
        "range": dead["range"],
        "context": {"diagnostics": [dead], "only": ["quickfix"]},
    }
    actions = client.ask("textDocument/codeAction", params)["result"]
    return [dict(action) for action in actions]


def edited(text: str, edits: list[Json]) -> str:
    """The text after an editor has made the edits, which are ASCII here."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for edit in sorted(edits, key=lambda edit: offset(starts, edit["range"]["start"]))[::-1]:
        start, end = (offset(starts, edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def offset(starts: list[int], position: Json) -> int:
    return int(starts[position["line"]] + position["character"])


def aws(
    home: Path, account: Account, profile: str = "project1"
) -> subprocess.CompletedProcess[str]:
    """`aws sts get-caller-identity` as a profile."""
    program = shutil.which("aws", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    assert program is not None, "awscli is not installed"
    command = [program, "sts", "get-caller-identity", "--profile", profile, "--output", "json"]
    return run(command, home, account)


def by_boto3(home: Path, account: Account) -> subprocess.CompletedProcess[str]:
    """The same in Python, in a fresh process."""
    script = (
        "import boto3; session = boto3.Session(profile_name='project1');"
        "print(session.client('sts').get_caller_identity()['Arn'])"
    )
    return run([sys.executable, "-c", script], home, account)


def run(command: list[str], home: Path, account: Account) -> subprocess.CompletedProcess[str]:
    """Run a client in an environment that holds nothing of AWS but what is given here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = kept | {
        "HOME": str(home),
        "AWS_ENDPOINT_URL": account.endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def _allow(iam: Any, user: str) -> None:
    document = {"Effect": "Allow", "Action": ["sts:*", "iam:CreateRole"], "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [document]})
    iam.put_user_policy(UserName=user, PolicyName="assume", PolicyDocument=policy)


def _trust() -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/user1"},
        "Action": "sts:AssumeRole",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
