"""The command `doctor`, run as a person runs it, on machines that a test makes up.

Its rows of the support articles bear their numbers.
"""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import encoder
from awsconf.cli import doctor as command
from awsconf.doctor.observations import Clock, Container, Instance, Observations, Program
from awsconf.host import Host
from awsconf.host.observing import observe
from cli.machine import Machine
from fixture import NOW, Marked
from house.tree import REPOSITORY
from online.stubs import Asked, Reply, Stub, serving

Output = pytest.CaptureFixture[str]

CONFIG = """\
[default]
region = eu-central-1

[profile dev]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
"""
CREDENTIALS = """\
[base]
aws_access_key_id = <AKIA base>
aws_secret_access_key = <secret base>
"""
STALE = {
    "AWS_ACCESS_KEY_ID": "<ASIA work>",
    "AWS_SECRET_ACCESS_KEY": "<secret work>",
    "AWS_SESSION_TOKEN": "<token work issued=2026-06-01T11:00Z>",
    "AWS_SECURITY_TOKEN": "<token work issued=2026-05-20T11:00Z>",
    "AWS_VAULT": "work",
}
STEM, OTHER = "dda22e5c4c68c511b1d57d2606a7a067ecec2156", "21feccf1e57d4460d7ad60509636e5d167f0bbf4"
CLOCK = Clock(True, "systemd-timesyncd")
SCHEMA = REPOSITORY / "schemas" / "doctor.schema.json"


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> Observations:
    """A system of our own around the home of a test: its clock is kept, and it is no container."""
    around = Observations(clock=CLOCK)

    def seen(host: Host) -> Observations:
        return observe(host, host.home / "nowhere")._replace(clock=around.clock)

    monkeypatch.setattr(command, "observe", seen)
    return around


@pytest.fixture
def home(machine: Machine) -> Machine:
    """A machine whose home holds the pair, to its owner alone."""
    machine.write(".aws/config", Marked.read(CONFIG).text)
    machine.write(".aws/credentials", Marked.read(CREDENTIALS).text).chmod(0o600)
    return machine


def with_environment(machine: Machine, **environ: str) -> Machine:
    """The same machine in another shell."""
    texts = {name: Marked.read(value).text for name, value in environ.items()}
    return Machine(machine.root, {"SHELL": "/bin/bash", **texts})


def asked(machine: Machine, capsys: Output, *argv: str, status: int = 0) -> list[dict[str, Any]]:
    """The lines as JSON, whose shape is that of the schema."""
    assert machine.run("doctor", *argv, "--format", "json") == status
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines: list[dict[str, Any]] = report["lines"]
    assert sum(report["summary"].values()) == len(lines)
    return lines


def about(lines: list[dict[str, Any]], words: str) -> dict[str, Any]:
    """The one line that holds the words."""
    (found,) = (line for line in lines if words in line["message"])
    return found


def cached(machine: Machine, stem: str, expires: str) -> Path:
    """Credentials of a role in the cache of the AWS CLI."""
    text = json.dumps(
        {
            "Credentials": {
                "AccessKeyId": encoder.key_id("ASIA", seed=stem),
                "SecretAccessKey": encoder.secret(stem),
                "SessionToken": encoder.token(seed=stem),
                "Expiration": expires,
            },
            "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/Deploy/me"},
        }
    )
    return machine.write(f".aws/cli/cache/{stem}.json", text)


def test_a_machine_without_anything_is_well(machine: Machine, capsys: Output) -> None:
    assert machine.run("doctor") == 0
    out = capsys.readouterr().out
    assert "there is no config file `~/.aws/config`" in out
    assert out.endswith("Nothing is wrong that can be seen from here.\n")


def test_a_well_kept_home(home: Machine, capsys: Output) -> None:
    lines = asked(home, capsys, "--profile", "dev")
    assert {line["state"] for line in lines} == {"ok", "note", "unknown"}
    assert about(lines, "asked for `dev`")["message"].endswith(
        "from `assume-role` through `base` (`shared-credentials-file`)"
    )


def test_s3_the_files_by_their_variables(home: Machine, capsys: Output) -> None:
    other = home.write("elsewhere/conf", "[profile x]\nregion = eu-west-1\n")
    lines = asked(with_environment(home, AWS_CONFIG_FILE=str(other)), capsys)
    line = about(lines, "the config file is `~/elsewhere/conf`")
    assert "(`AWS_CONFIG_FILE` names it)" in line["message"]
    gone = with_environment(home, AWS_CONFIG_FILE="/nowhere/config")
    line = about(asked(gone, capsys, status=1), "as if it were empty")
    assert line["state"] == "trouble"
    assert {"command": "unset AWS_CONFIG_FILE", "shell": "bash", "lasting": False} in (
        line["commands"]
    )


def test_s8_dead_entries_are_told(home: Machine, capsys: Output) -> None:
    dead, alive = (
        cached(home, STEM, "2026-05-01T00:00:00Z"),
        cached(home, OTHER, "2026-06-02T00:00:00Z"),
    )
    line = about(asked(home, capsys), "1 file of the caches is dead")
    assert STEM in line["evidence"][0]
    assert OTHER not in json.dumps(line)
    by_shell = {one["shell"]: one["command"] for one in line["commands"]}
    assert by_shell["bash"] == f"rm -- ~/.aws/cli/cache/{STEM}.json"
    assert by_shell["powershell"] == f'Remove-Item -LiteralPath "$HOME/.aws/cli/cache/{STEM}.json"'
    assert by_shell[None] == "awsconf doctor --clear-cache"
    # Nobody asked for it.
    assert dead.exists()
    assert alive.exists()


def test_s8_just_these_are_removed(home: Machine, capsys: Output) -> None:
    dead, alive = (
        cached(home, STEM, "2026-05-01T00:00:00Z"),
        cached(home, OTHER, "2026-06-02T00:00:00Z"),
    )
    assert home.run("doctor", "--clear-cache", "--yes") == 0
    assert f"removed `~/.aws/cli/cache/{STEM}.json`" in capsys.readouterr().err
    assert (dead.exists(), alive.exists()) == (False, True)
    assert home.run("doctor", "--clear-cache", "--yes") == 0
    assert "nothing in the caches is dead" in capsys.readouterr().err


def test_s8_nothing_goes_without_a_terminal(home: Machine, capsys: Output) -> None:
    dead = cached(home, STEM, "2026-05-01T00:00:00Z")
    assert home.run("doctor", "--clear-cache") == 2
    assert "without a terminal, add --yes" in capsys.readouterr().err
    assert home.run("doctor", "--yes") == 2
    assert dead.exists()


@pytest.mark.parametrize(("answer", "stays"), [("y\n", False), ("n\n", True), ("", True)])
def test_s8_a_person_is_asked(
    home: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch, answer: str, stays: bool
) -> None:
    dead = cached(home, STEM, "2026-05-01T00:00:00Z")
    monkeypatch.setattr(command, "_may_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert home.run("doctor", "--clear-cache") == 0
    assert "remove this file? [y/N]" in capsys.readouterr().err
    assert dead.exists() is stays


def test_s8_a_key_id_in_a_name_is_not_shown(home: Machine, capsys: Output) -> None:
    key = encoder.key_id(seed="awsume")
    text = {"AccessKeyId": encoder.key_id("ASIA"), "Expiration": "2026-05-01 00:00:00"}
    text |= {"SecretAccessKey": encoder.secret(), "SessionToken": encoder.token()}
    path = home.write(f".awsume/cache/aws-credentials-{key}", json.dumps(text))
    assert home.run("doctor", "--clear-cache", "--yes") == 0
    output = capsys.readouterr()
    assert key not in output.out + output.err
    assert f"aws-credentials-AKIA…{key[-4:]}" in output.err
    assert not path.exists()


def test_s9_the_command_of_each_shell(home: Machine, capsys: Output) -> None:
    dead = {**STALE, "AWS_SESSION_TOKEN": STALE["AWS_SECURITY_TOKEN"]}
    lines = asked(with_environment(home, **dead, AWS_PROFILE="gone"), capsys, status=1)
    last = about(lines, "to clear the 5 variables")
    found = {one["shell"]: one["command"] for one in last["commands"] if not one["lasting"]}
    assert found.keys() == {"bash", "zsh", "fish", "powershell", "cmd"}
    names = {*list(STALE)[:4], "AWS_PROFILE"}
    assert found["bash"].split()[0] == "unset"
    assert set(found["bash"].split()[1:]) == names
    assert all(name in text for name in names for text in found.values())


def test_s14_what_hides_the_files(home: Machine, capsys: Output) -> None:
    keys = {name: STALE[name] for name in list(STALE)[:3]}
    lines = asked(with_environment(home, **keys, AWS_PROFILE="dev"), capsys)
    assert about(lines, "instead of the profile `dev`")["state"] == "warning"
    assert about(lines, "JavaScript takes those for `dev` from `assume-role`")
    assert "aws.accessKeyId" in about(lines, "Java asks its system properties")["message"]


def test_s20_two_tokens(home: Machine, capsys: Output) -> None:
    line = about(asked(with_environment(home, **STALE), capsys, status=1), "are two tokens")
    assert line["state"] == "trouble"
    assert line["commands"][0]["command"] == "unset AWS_SECURITY_TOKEN"


def test_s22_what_aws_vault_left(home: Machine, capsys: Output) -> None:
    dead = {**STALE, "AWS_SESSION_TOKEN": STALE["AWS_SECURITY_TOKEN"]}
    del dead["AWS_SECURITY_TOKEN"]
    shell = with_environment(home, **dead, AWS_SESSION_EXPIRATION="2026-05-20T12:00:00Z")
    lines = asked(shell, capsys, status=1)
    assert "no SDK reads it" in about(lines, "`AWS_SESSION_EXPIRATION` says")["message"]
    line = about(lines, "the session in the environment is dead")
    assert [one["command"] for one in line["commands"][:2]] == ["exit", "aws-vault exec work"]


def dated(by: timedelta) -> Reply:
    """An answer of a server whose clock is off by so much."""
    return Reply(302, date=format_datetime(NOW + by, usegmt=True))


@pytest.mark.parametrize(
    ("by", "state", "words"),
    [
        (timedelta(), "ok", "the clock agrees with"),
        (timedelta(minutes=4), "note", "4 minutes behind"),
        (timedelta(minutes=-20), "trouble", "20 minutes ahead of"),
    ],
)
def test_s12_the_clock_is_measured(
    home: Machine, capsys: Output, by: timedelta, state: str, words: str
) -> None:
    with serving(lambda *_: dated(by)) as stub:
        shell = with_environment(home, AWS_ENDPOINT_URL_STS=stub.url)
        lines = asked(shell, capsys, "--online", status=int(state == "trouble"))
    assert about(lines, words)["state"] == state
    assert stub.url in about(lines, words)["message"]
    (question,) = stub.asked
    assert question.method == "HEAD"
    assert "Authorization" not in question.headers


def test_s12_without_any_files(machine: Machine, capsys: Output) -> None:
    with serving(lambda *_: dated(timedelta())) as stub:
        shell = with_environment(machine, AWS_ENDPOINT_URL_STS=stub.url)
        assert about(asked(shell, capsys, "--online"), "the clock agrees with")
        assert len(stub.asked) == 1


def test_s12_a_server_that_is_not_there(home: Machine, capsys: Output) -> None:
    with serving(lambda *_: dated(timedelta())) as stub:
        pass
    lines = asked(with_environment(home, AWS_ENDPOINT_URL_STS=stub.url), capsys, "--online")
    assert about(lines, "could not be asked for its time")["state"] == "unknown"


def test_s13_nothing_keeps_the_clock(
    home: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Observations(clock=Clock(False, "the kernel"), instance=Instance("EC2"))
    monkeypatch.setattr(command, "observe", lambda _: seen)
    line = about(asked(home, capsys), "nothing keeps the clock right")
    assert (line["state"], line["certainty"]) == ("warning", "strong")
    assert line["commands"][0]["command"] == "sudo timedatectl set-ntp true"
    assert "169.254.169.123" in line["evidence"][0]


@contextmanager
def metadata(status: int = 200) -> Iterator[Stub]:
    """A metadata service on loopback: its token, its role, its credentials; or a refusal."""

    def answer(_: Stub, question: Asked) -> Reply:
        if status != 200:
            return Reply(status)
        if question.method == "PUT":
            return Reply(200, "a-token")
        if question.path.endswith("/security-credentials/"):
            return Reply(200, "Worker")
        lent = {"Code": "Success", "AccessKeyId": encoder.key_id("ASIA")}
        lent |= {"SecretAccessKey": encoder.secret("lent"), "Token": encoder.token(seed="lent")}
        return Reply(200, json.dumps({**lent, "Expiration": "2026-06-01T18:00:00Z"}))

    with serving(answer) as stub:
        yield stub


def test_s16_the_role_of_the_instance(machine: Machine, capsys: Output) -> None:
    with metadata() as stub:
        shell = with_environment(machine, AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url)
        lines = asked(shell, capsys, "--metadata")
    line = about(lines, "the role `Worker`, whose keys end at 2026-06-01 18:00 UTC, in 6 hours")
    assert line["state"] == "ok"
    assert "(IMDSv2)" in line["message"]
    assert encoder.secret("lent") not in json.dumps(lines)
    assert about(lines, "and so the role of the instance does")["state"] == "ok"


def test_s16_a_refusal(machine: Machine, capsys: Output) -> None:
    with metadata(403) as stub:
        shell = with_environment(machine, AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url)
        line = about(asked(shell, capsys, "--metadata", status=1), "it refuses (HTTP 403)")
    assert line["commands"][0]["command"].endswith("--http-endpoint enabled")


def test_s17_a_proxy_without_the_exception(machine: Machine, capsys: Output) -> None:
    with metadata() as stub:
        shell = with_environment(
            machine,
            HTTP_PROXY="http://me:hidden@127.0.0.1:9",
            AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url,
        )
        lines = asked(shell, capsys, "--metadata")
    line = about(lines, "`HTTP_PROXY` names a proxy")
    assert line["commands"][0]["command"] == 'export NO_PROXY="127.0.0.1"'
    assert "hidden" not in json.dumps(lines)


def test_s18_s19_in_a_container_the_token_does_not_come(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = Observations(container=Container("there is a file `/.dockerenv`"))
    monkeypatch.setattr(command, "observe", lambda _: inside)

    def answer(stub: Stub, question: Asked) -> Reply:
        if question.method == "PUT":
            stub.hang()
        return Reply(401)

    with serving(answer) as stub:
        shell = with_environment(machine, AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url)
        line = about(asked(shell, capsys, "--metadata", status=1), "does not answer in time")
    texts = [one["command"] for one in line["commands"]]
    assert "--http-put-response-hop-limit 2" in texts[0]
    assert "AWS_METADATA_SERVICE_TIMEOUT=5" in texts[1]
    assert line["certainty"] == "strong"


def test_s11_the_aws_cli_on_the_path(home: Machine, capsys: Output) -> None:
    script = home.write("bin/aws", "#!/usr/bin/env python3\nraise SystemExit('never run')\n")
    script.chmod(0o755)
    (home.home / "lib/python3.11/site-packages/awscli-2.9.19.dist-info").mkdir(parents=True)
    shell = with_environment(home, PATH=str(script.parent), AWS_ENDPOINT_URL="http://localhost:1")
    lines = asked(shell, capsys)
    assert about(lines, "the AWS CLI on the path is `~/bin/aws`, version 2.9.19")
    line = about(lines, "version 2.9.19 knows neither `AWS_ENDPOINT_URL`")
    assert line["state"] == "warning"


def test_nothing_is_started_and_the_network_is_let_be(
    home: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("out of bounds")

    for place, names in (
        (socket, ("create_connection", "getaddrinfo")),
        (socket.socket, ("connect", "connect_ex")),
        (subprocess, ("Popen",)),
        (os, ("system", "fork", "execv", "execve", "posix_spawn")),
    ):
        for name in names:
            monkeypatch.setattr(place, name, refuse)
    monkeypatch.setattr(command, "observe", observe)
    process = "[profile p]\ncredential_process = /bin/false\n"
    home.write(".aws/config", CONFIG + process)
    script = home.write("bin/aws", "#!/bin/sh\n")
    script.chmod(0o755)
    shell = with_environment(home, **STALE, PATH=str(script.parent))
    assert shell.run("doctor", "--profile", "p") == 1
    assert shell.run("doctor", "--clear-cache", "--yes", "--format", "json") == 1
    assert "internal error" not in capsys.readouterr().err


def test_no_secret_of_files_environment_or_caches_is_told(home: Machine, capsys: Output) -> None:
    cached(home, STEM, "2026-05-01T00:00:00Z")
    secrets = [encoder.secret("canary"), encoder.token(seed="canary")]
    names = [*STALE, "AWS_SECRET_KEY", "AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_X"]
    names += ["AWS_CA_BUNDLE", "HTTP_PROXY", "AWS_BEARER_TOKEN_BEDROCK", "AWS_RETRY_MODE"]
    names += [
        "AWS_CREDENTIAL_EXPIRATION",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "AWSUME_PROFILE",
    ]
    for secret in secrets:
        hidden = Machine(home.root, {**dict.fromkeys(names, secret), f"AWS_{secret[:40]}": "x"})
        for flags in ((), ("--format", "json"), ("--color", "always"), ("--profile", secret)):
            assert hidden.run("doctor", *flags) == 1
            output = capsys.readouterr()
            assert secret[:12] not in output.out + output.err
    everything = json.dumps(asked(with_environment(home, **STALE), capsys, status=1))
    for mark in ("<secret base>", "<secret work>", STALE["AWS_SESSION_TOKEN"]):
        assert Marked.read(mark).text[:12] not in everything
    assert encoder.secret(STEM)[:12] not in everything
    assert encoder.token(seed=STEM)[:30] not in everything


def test_names_do_no_harm(machine: Machine, capsys: Output) -> None:
    environ = {"AWS_PROFILE": "x\x1b[31m\n$(reboot)", "AWS_\x1b[31m": "1", "AWS_VAULT": "`id`"}
    assert Machine(machine.root, environ).run("doctor", "--color", "never") == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    typed = [line for line in out.splitlines() if line.lstrip().startswith("$ ")]
    assert not any("reboot" in line or "`id`" in line for line in typed)


def test_a_half_that_cannot_be_read(
    home: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.home / ".aws/config").unlink()
    (home.home / ".aws/config").symlink_to("config")
    lines = asked(with_environment(home, **STALE), capsys, status=1)
    assert about(lines, "the config file `~/.aws/config` cannot be read")["state"] == "trouble"
    assert about(lines, "are two tokens")["state"] == "trouble"


def test_the_readme_shows_what_is_printed(
    home: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = observe(Host({}, home.home, lambda: NOW, timezone.utc, home.cwd, "linux"), home.root)
    cli = Program("/usr/local/bin/aws", "2.31.0")
    monkeypatch.setattr(command, "observe", lambda _: seen._replace(clock=CLOCK, programs=(cli,)))
    page = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = page.partition("$ awsconf doctor\n")[2].partition("```")[0]
    cached(home, STEM, "2026-05-01T00:00:00Z")
    keys = {name: STALE[name] for name in ("AWS_SECURITY_TOKEN", *list(STALE)[:3])}
    assert with_environment(home, **keys).run("doctor") == 1
    assert shown == capsys.readouterr().out


def test_s8_a_clock_that_is_ahead_clears_nothing_that_lives(home: Machine, capsys: Output) -> None:
    # By the server it is the day before, when that session was still alive.
    kept = cached(home, STEM, "2026-06-01T10:00:00Z")
    with serving(lambda *_: dated(timedelta(days=-1))) as stub:
        shell = with_environment(home, AWS_ENDPOINT_URL_STS=stub.url)
        assert shell.run("doctor", "--online", "--clear-cache", "--yes") == 1
    output = capsys.readouterr()
    assert "nothing in the caches is dead" in output.err
    assert kept.exists()


def test_s16_the_setting_that_takes_effect_is_obeyed(machine: Machine, capsys: Output) -> None:
    with metadata() as stub:
        setting = "ec2_metadata_service_endpoint = "
        machine.write(".aws/credentials", f"[default]\n{setting}{stub.url}\n").chmod(0o600)
        machine.write(".aws/config", f"[default]\n{setting}http://127.0.0.1:9\n")
        lines = asked(machine, capsys, "--metadata")
    assert about(lines, "the role `Worker`")["state"] == "ok"


def test_s12_a_server_at_the_end_of_time(home: Machine, capsys: Output) -> None:
    last = Reply(302, date="Fri, 31 Dec 9999 23:59:59 GMT")
    with serving(lambda *_: last) as stub:
        shell = with_environment(home, **STALE, AWS_ENDPOINT_URL_STS=stub.url)
        assert about(asked(shell, capsys, "--online", status=1), "the clock is")
