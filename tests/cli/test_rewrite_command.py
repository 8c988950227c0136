"""The commands `rewrite` and `demo`, run as a person runs them."""

from __future__ import annotations

from datetime import timezone
from pathlib import Path

import pytest

import encoder
from awsconf.cli import run
from awsconf.host import Host
from fixture import NOW, Marked

CREDENTIALS = """\
[user1]
aws_access_key_id = <AKIA user1>
aws_secret_access_key = <secret user1>

[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-05-20T12:00Z>
"""
ROLE = "arn:aws:iam::111122223333:role/Deploy"


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A machine whose home holds the pair."""
    folder = tmp_path / ".aws"
    folder.mkdir()
    (folder / "config").write_bytes(b"[profile project1]\r\nregion = eu-west-1\r\n")
    (folder / "credentials").write_text(Marked.read(CREDENTIALS).text, encoding="utf-8")
    return Host({}, tmp_path, lambda: NOW, timezone.utc, tmp_path, "linux")


def test_a_diff_comes_first_and_nothing_is_written(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in (host.home / ".aws").iterdir()}
    assert run(["rewrite", "project1", "--role-arn", ROLE], host) == 0
    out, err = capsys.readouterr()
    assert "+role_arn = " + ROLE in out
    assert "+source_profile = user1" in out
    assert "-aws_session_token = ••••" in out
    assert "nothing was written; add --write" in err
    assert encoder.secret("project1") not in out + err
    assert {file: file.read_bytes() for file in (host.home / ".aws").iterdir()} == before


def test_write_changes_both_files(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    (host.home / ".aws" / "credentials").chmod(0o640)
    assert run(["rewrite", "project1", "--role-arn", ROLE, "--write"], host) == 0
    assert (host.home / ".aws" / "config").read_bytes() == (
        f"[profile project1]\r\nregion = eu-west-1\r\nrole_arn = {ROLE}\r\n"
        "source_profile = user1\r\n"
    ).encode()
    expected = Marked.read(CREDENTIALS.partition("\n[project1]")[0]).text
    assert (host.home / ".aws" / "credentials").read_text(encoding="utf-8") == expected
    assert (host.home / ".aws" / "credentials").stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().err.endswith("awsconf: written\n")


def test_a_config_file_that_is_not_there_is_made_for_its_owner_alone(host: Host) -> None:
    config = host.home / ".aws" / "config"
    config.unlink()
    assert run(["rewrite", "project1", "--role-arn", ROLE, "--write"], host) == 0
    assert config.read_text() == f"[profile project1]\nrole_arn = {ROLE}\nsource_profile = user1\n"
    assert config.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["projekt1"], "there is no profile `projekt1`; did you mean `project1`?"),
        (["project1"], "say --role-arn ARN"),
        (["project1", "--role-arn", ROLE, "--source-profile", "project1"], "its own source"),
        (["user1"], "long-term keys, which do not expire"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(
    flags: list[str], message: str, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (host.home / ".aws" / "credentials").read_bytes()
    assert run(["rewrite", *flags, "--write"], host) == 2
    assert message in capsys.readouterr().err
    assert (host.home / ".aws" / "credentials").read_bytes() == before


def test_it_takes_the_input_flags_of_check(
    host: Host, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lone = tmp_path / "lone"
    lone.write_text(Marked.read(CREDENTIALS).text, encoding="utf-8")
    flags = ["project1", "--credentials", str(lone), "--role-arn", ROLE, "--now", "2026-06-01T12Z"]
    assert run(["rewrite", *flags], host) == 2
    assert "--now" in capsys.readouterr().err
    assert run(["rewrite", *flags[:-1], "2026-06-01T12:00Z"], host) == 0
    assert "--- /dev/null" in capsys.readouterr().out


def test_the_demo_ends_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--color", "never"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for rule in ("expired-session-token", "missing-source-profile", "leftover-session-token"):
        assert f"[{rule}]" in out
    assert "+source_profile = user1" in out
    assert out.endswith("No findings in `~/.aws/config` and `~/.aws/credentials`.\n")
    for name in ("user1", "project1", "ci"):
        assert encoder.secret(name) not in out
