"""The flags that say where else to look: the caches, and the memory of first-seen tokens."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone

import pytest

from awsconf.cli import run
from awsconf.cli.arguments import parse
from awsconf.cli.inputs import pairs
from awsconf.credentials.keys import fingerprint
from awsconf.facts import NO_FACTS, Facts
from awsconf.host import Host
from awsconf.host.seen import NAME
from cli.machine import Machine
from fixture import NOW, Marked

ROLE = "arn:aws:iam::111122223333:role/Deploy"
CONFIG = f"[profile deploy]\nrole_arn = {ROLE}\nsource_profile = user1\n"
CREDENTIALS = """\
[user1]
aws_access_key_id = <AKIA user1>
aws_secret_access_key = <secret user1>

[project1]
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1>
"""
CACHED = """\
{"Credentials": {"AccessKeyId": "<ASIA project1>", "SecretAccessKey": "<secret project1>",
  "SessionToken": "<token project1>", "Expiration": "2026-06-01T11:30:00UTC"},
 "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/Deploy/me"}}
"""
SECRETS = "<secret user1> <secret project1> <ASIA project1>"
TOKEN = Marked.read("<token project1>").text
ENDED = datetime(2026, 6, 1, 11, 30, tzinfo=timezone.utc)


@pytest.fixture
def home(machine: Machine) -> Machine:
    """A machine with a pair of its own, and another beside it."""
    for folder in (".aws", "work/repository/.aws"):
        machine.write(f"{folder}/config", CONFIG)
        path = machine.write(f"{folder}/credentials", Marked.read(CREDENTIALS).text)
        # Written an hour ago, by the clock of these tests.
        os.utime(path, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))
    machine.write(f".aws/cli/cache/{'0a' * 20}.json", Marked.read(CACHED).text)
    return machine


@pytest.mark.parametrize(
    ("argv", "environ", "looks"),
    [
        (["check"], {}, False),
        (["check", "--caches"], {}, True),
        (["check", "--caches"], {"CI": "true"}, True),
        (["check", "--caches", "--no-caches"], {}, False),
        (["rewrite", "project1"], {}, True),
        (["rewrite", "project1"], {"CI": "true"}, False),
        (["rewrite", "project1"], {"CI": "false"}, True),
        (["rewrite", "project1", "--caches"], {"CI": "1"}, True),
        (["rewrite", "project1", "--no-caches"], {}, False),
        (["resolve", "project1"], {}, True),
        (["resolve", "project1"], {"CI": "true"}, False),
        (["resolve", "project1", "--no-caches"], {}, False),
        (["verify", "project1", "--assume"], {}, True),
        (["verify", "project1", "--assume", "--no-caches"], {}, False),
    ],
)
def test_where_a_command_looks(
    home: Machine, argv: list[str], environ: dict[str, str], looks: bool
) -> None:
    found = facts(home, argv, environ)
    assert (found.caches is not None) is looks
    ends = [entry.expires for entry in found.caches.entries] if found.caches else []
    assert ends == [ENDED] * looks


def test_a_check_with_the_caches_tells_the_exact_end(
    home: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["check", "--select", "expired-session-token", "--format", "concise"]
    assert run(asked, host(home, NOW)) == 0
    assert capsys.readouterr().out == ""
    assert run([*asked, "--caches"], host(home, NOW)) == 1
    assert "expired at 2026-06-01 11:30 UTC" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "--caches", "--remember"],
        ["check", "--caches", "--format", "json"],
        ["check", "--caches", "--diff", "--unsafe-fixes"],
        ["rewrite", "project1"],
        ["resolve", "project1", "--format", "json"],
    ],
)
def test_nothing_of_a_cache_that_is_secret_is_shown(
    home: Machine, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(argv, host(home, NOW))
    shown = "".join(capsys.readouterr())
    assert shown
    assert not any(secret in shown for secret in (TOKEN, *Marked.read(SECRETS).text.split()))


@pytest.mark.parametrize("command", [["check", "--caches", "--remember"], ["rewrite", "project1"]])
def test_nothing_is_looked_for_beside_a_repository(home: Machine, command: list[str]) -> None:
    assert facts(home, [*command, "repository"]) is NO_FACTS
    assert not (home.home / ".local").exists()


def test_the_own_pair_is_known_by_its_paths_too(home: Machine) -> None:
    assert facts(home, ["check", "--caches", str(home.home / ".aws")]).caches is not None


def test_nothing_is_remembered_unless_asked_for(home: Machine) -> None:
    home.run("check")
    home.run("rewrite", "project1", "--role-arn", ROLE)
    home.run("resolve", "project1")
    assert not (home.home / ".local").exists()


def test_remembering_is_asked_for(home: Machine) -> None:
    seen = {fingerprint(TOKEN): NOW}
    assert facts(home, ["check", "--remember"]).seen == seen
    assert facts(home, ["check", "--remember"], now=NOW + timedelta(days=3)).seen == seen
    text = (home.home / ".local/state/awsconf" / NAME).read_text()
    assert TOKEN not in text


def test_a_clock_that_is_behind_the_file_dates_nothing(home: Machine) -> None:
    """What it noted would be taken for proof of an age, once it is set right."""
    behind = NOW - timedelta(days=3)
    assert facts(home, ["check", "--remember"], now=behind).seen == {}
    assert not (home.home / ".local").exists()
    assert facts(home, ["check", "--remember"]).seen == {fingerprint(TOKEN): NOW}
    assert facts(home, ["check", "--remember"], now=behind).seen == {}
    assert facts(home, ["check", "--remember"]).seen == {fingerprint(TOKEN): NOW}


def test_as_of_an_earlier_time_nothing_was_seen_yet(home: Machine) -> None:
    facts(home, ["check", "--remember"])
    assert facts(home, ["check", "--remember", "--now", "2026-05-01T12:00Z"]).seen == {}


def test_a_token_without_an_age_is_dead_a_day_and_a_half_after_it_was_seen(
    home: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Marked.read(CREDENTIALS).text.replace(TOKEN, "Opaque+Token/" * 10)
    argv = ["check", "--remember", "--select", "expired-session-token", "--format", "json"]
    found = []
    for moment in (NOW, NOW + timedelta(hours=35), NOW + timedelta(hours=37)):
        # What is written again and again is always young.
        path = home.write(".aws/credentials", text)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
        run(argv, host(home, moment))
        found.append(len(json.loads(capsys.readouterr().out)["findings"]))
    assert found == [0, 0, 1]


def facts(
    machine: Machine,
    argv: list[str],
    environ: dict[str, str] | None = None,
    now: datetime = NOW,
) -> Facts:
    """What a command line lets be known of the one pair that it means."""
    (pair,) = pairs(parse(argv), host(machine, now, environ))
    return pair.snapshot.facts


def host(machine: Machine, now: datetime, environ: dict[str, str] | None = None) -> Host:
    """The machine at a moment."""
    machine.cwd.mkdir(parents=True, exist_ok=True)
    return Host(environ or {}, machine.home, lambda: now, timezone.utc, machine.cwd, "linux")
