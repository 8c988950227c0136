"""What the real AWS CLI keeps of a role that it assumed, and what a copy of it is known by.

The CLI assumes the role of a profile at an STS on loopback and writes its own cache. The same
credentials are then copied into the credentials file, as people do, and are known again.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import boto3
import pytest

from aws.loopback import MOTO_KEYS, serving
from awsconf.caches.dead import dead
from awsconf.caches.entries import Source
from awsconf.caches.names import by_stem
from awsconf.cli import run
from awsconf.cli.arguments import parse
from awsconf.cli.inputs import pairs
from awsconf.credentials.key_facts import key_facts
from awsconf.host import Host
from awsconf.host.caches import caches, remove
from awsconf.snapshot import Snapshot
from awsconf.text import Role

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/Deploy"
DEVICE = f"arn:aws:iam::{ACCOUNT}:mfa/user1"
PLAIN = f"role_arn = {ROLE}\nsource_profile = user1\n"
FULL = (
    f"role_arn = {ROLE}\nsource_profile = user1\nexternal_id = x-1\nduration_seconds = 3600\n"
    "role_session_name = me\n"
)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """An STS on loopback."""
    with serving() as url:
        yield url


@pytest.fixture
def home(tmp_path: Path, endpoint: str) -> Path:
    """A home with a user's keys, and nothing in the caches."""
    iam = boto3.client("iam", "us-east-1", endpoint_url=endpoint, **MOTO_KEYS)
    iam.create_user(UserName="user1")
    key = iam.create_access_key(UserName="user1")["AccessKey"]
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/credentials").write_text(
        f"[user1]\naws_access_key_id = {key['AccessKeyId']}\n"
        f"aws_secret_access_key = {key['SecretAccessKey']}\n"
    )
    return tmp_path


@pytest.mark.parametrize("settings", [PLAIN, FULL], ids=["role alone", "all settings"])
def test_a_copy_of_what_the_cli_keeps_is_known(home: Path, endpoint: str, settings: str) -> None:
    began = datetime.now(timezone.utc).replace(microsecond=0)
    configure(home, settings)
    kept = assume(home, endpoint)
    copy(home, kept["Credentials"])
    snapshot = known(home)
    facts = key_facts(snapshot.profiles["project1"])
    assert facts is not None
    entry = snapshot.entry(facts)
    assert entry is not None

    assert entry.source is Source.ROLE
    assert entry.account == ACCOUNT
    assert entry.arn == kept["AssumedRoleUser"]["Arn"]
    # Older versions write `UTC`, newer ones `Z`.
    written = kept["Credentials"]["Expiration"].removesuffix("UTC").removesuffix("Z")
    assert entry.expires == datetime.fromisoformat(f"{written}+00:00")
    assert began <= entry.expires - timedelta(hours=1) <= datetime.now(timezone.utc)
    sessions = snapshot.readings[Role.CONFIG].sessions
    behind = by_stem(snapshot.profiles, sessions)[entry.stem]
    assert [profile.name for profile in behind] == ["deploy"]
    assert snapshot.testimony(facts).cached == entry.expires


def test_what_the_cli_keeps_is_taken_away_once_it_is_dead(home: Path, endpoint: str) -> None:
    configure(home, PLAIN)
    assume(home, endpoint)
    (path,) = (home / ".aws/cli/cache").glob("*.json")
    now = datetime.now(timezone.utc)
    assert dead(caches(machine(home)), now) == ()
    gone = dead(caches(machine(home)), now + timedelta(hours=2))
    assert remove(gone, machine(home)).removed == (f"~/.aws/cli/cache/{path.name}",)
    assert not path.exists()


def test_check_tells_the_end_of_the_copy(
    home: Path, endpoint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(home, PLAIN)
    kept = assume(home, endpoint)
    copy(home, kept["Credentials"])
    later = machine(home)._replace(now=lambda: datetime.now(timezone.utc) + timedelta(minutes=70))
    asked = ["--format", "json", "--select", "expired-session-token"]
    assert run(["check", *asked], later) == 0
    capsys.readouterr()
    assert run(["check", "--caches", *asked], later) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    end = kept["Credentials"]["Expiration"][: len("2026-06-01T12:00")].replace("T", " ")
    assert end in json.dumps(found)


def configure(home: Path, settings: str) -> None:
    """Write a config file with the role's profile and others that are like it."""
    (home / ".aws/config").write_text(
        f"[profile deploy]\n{settings}\n"
        f"[profile with-device]\n{PLAIN}mfa_serial = {DEVICE}\n\n"
        f"[profile other]\nrole_arn = {ROLE}2\nsource_profile = user1\n"
    )


def assume(home: Path, endpoint: str) -> dict[str, Any]:
    """Have the AWS CLI use the role's profile, and return what it has written of it."""
    program = shutil.which("aws", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    assert program is not None, "awscli is not installed"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = kept | {
        "HOME": str(home),
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    command = [program, "sts", "get-caller-identity", "--profile", "deploy"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    (path,) = (home / ".aws/cli/cache").glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    return dict(json.loads(path.read_text()))


def copy(home: Path, keys: dict[str, str]) -> None:
    """Paste credentials into the credentials file as `project1`."""
    with (home / ".aws/credentials").open("a") as file:
        file.write(
            f"\n[project1]\naws_access_key_id = {keys['AccessKeyId']}\n"
            f"aws_secret_access_key = {keys['SecretAccessKey']}\n"
            f"aws_session_token = {keys['SessionToken']}\n"
        )


def known(home: Path) -> Snapshot:
    """The user's own pair, with what the caches say of it."""
    (pair,) = pairs(parse(["check", "--caches"]), machine(home))
    return pair.snapshot


def machine(home: Path) -> Host:
    """This machine with that home."""
    return Host({}, home, lambda: datetime.now(timezone.utc), timezone.utc, home, "linux")
