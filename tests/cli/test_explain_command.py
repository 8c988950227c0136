"""The command `explain`, run as a person runs it."""

from __future__ import annotations

import json
import os
from typing import Any

import jsonschema
import pytest

from cli.machine import Machine
from fixture import NOW, Marked
from house.tree import REPOSITORY

Output = pytest.CaptureFixture[str]

CONFIG = """\
[profile project1]
region = ap-northeast-1
aws_access_key_id = <AKIA old>
aws_secret_access_key = <secret old>

[profile dev]
role_arn = arn:aws:iam::111122223333:role/Dev
source_profile = user1

[profile login]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin

[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.awsapps.com/start

[profile empty]
region = eu-west-1
"""
CREDENTIALS = """\
[project1]
aws_access_key_id = <ASIA p1>
aws_secret_access_key = <secret p1>
aws_session_token = <token p1 issued=2026-05-20T12:00Z>
assumed_role_arn = arn:aws:sts::111122223333:assumed-role/Reader/me

[user1]
aws_access_key_id = <AKIA user1>
aws_secret_access_key = <secret user1>

[mfa]
aws_access_key_id = <ASIA mfa>
aws_secret_access_key = <secret mfa>
aws_session_token = <token mfa issued=2026-05-20T12:00Z>
expiration = 2026-05-20 13:00:00
assumed_role = False

[fresh]
aws_access_key_id = <ASIA fresh>
aws_secret_access_key = <secret fresh>
aws_session_token = <token fresh issued=2026-06-01T11:30Z>
aws_expiration = 2026-06-01T12:42:00Z

[copied]
aws_access_key_id = <ASIA copied>
aws_secret_access_key = <secret copied>
aws_session_token = <token copied issued=2026-05-20T12:00Z>
assumed_role_arn = arn:aws:sts::123456789012:assumed-role/Reader/me
"""
ENVIRON = {
    "AWS_ACCESS_KEY_ID": Marked.read("<AKIA env>").text,
    "AWS_SECRET_ACCESS_KEY": Marked.read("<secret env>").text,
}
SCHEMA = json.loads((REPOSITORY / "schemas" / "explanation.schema.json").read_text("utf-8"))


@pytest.fixture
def home(machine: Machine) -> Machine:
    """A machine whose home holds the pair, written before the clock of the test."""
    for name, text in (("config", CONFIG), ("credentials", CREDENTIALS)):
        path = machine.write(f".aws/{name}", Marked.read(text).text)
        os.utime(path, (NOW.timestamp() - 60, NOW.timestamp() - 60))
        path.chmod(0o600)
    return machine


def told(machine: Machine, capsys: Output, *argv: str, status: int = 0) -> Any:
    """The explanation as JSON, whose shape is that of the schema."""
    assert machine.run("explain", *argv, "--format", "json") == status
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, SCHEMA)
    return report


def page(machine: Machine, capsys: Output, *argv: str, status: int = 0) -> list[str]:
    """The lines of the page, blanks evened out."""
    assert machine.run("explain", *argv) == status
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def shown(mark: str) -> str:
    """What may be shown of a key id."""
    text = Marked.read(mark).text
    return f"{text[:4]}…{text[-4:]}"


def test_the_page_of_a_dead_token(home: Machine, capsys: Output) -> None:
    lines = page(home, capsys, "project1", status=1)
    assert lines[0] == "`project1` for the AWS CLI and boto3: shared-credentials-file"
    key, old = shown("<ASIA p1>"), shown("<AKIA old>")
    assert f"aws_access_key_id {key} shared-credentials-file ~/.aws/credentials:2" in lines
    assert f"config-file ~/.aws/config:3 aws_access_key_id = {old}" in lines
    verdict = "expired: issued 12 days ago; no AWS session token lives longer than 36 hours"
    assert any(line.startswith(verdict) for line in lines)
    assert any("[expired-session-token]" in line for line in lines)
    order = ["credentials", "life", "comes too late", "next", "findings", "settings", "other SDKs"]
    assert [line for line in lines if line in order] == order
    # A rewrite would take the other pair along, so there is none to be shown.
    assert lines[lines.index("next") + 1] == "awsconf check"


def test_the_next_step_of_a_dead_token_is_the_rewrite(home: Machine, capsys: Output) -> None:
    lines = page(home, capsys, "copied", status=1)
    assert lines[lines.index("next") + 1] == "awsconf rewrite copied"
    assert lines.index("next") < 16, "on the first screen, whatever comes after it"
    assert "JavaScript, Go, Rust, Java and the C runtime the same" in lines


def test_the_token_behind_a_role(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", CONFIG.replace("source_profile = user1", "source_profile = fresh"))
    lines = page(home, capsys, "dev")
    assert any(line.startswith("the token of `fresh`: expires") for line in lines)


def test_a_live_token_has_time_left(home: Machine, capsys: Output) -> None:
    report = told(home, capsys, "fresh")
    life = report["life"]
    assert (life["state"], life["expires"]) == ("alive", "2026-06-01T12:42:00Z")
    assert "in 42 minutes" in life["reason"]
    assert "42 minutes left, until 2026-06-01 12:42 UTC" in page(home, capsys, "fresh")
    assert report["next"]["command"] == "awsconf verify fresh"


def test_keys_in_the_environment(home: Machine, capsys: Output) -> None:
    machine = Machine(home.root, ENVIRON)
    by_name = told(machine, capsys, "user1")
    assert by_name["origin"]["path"] == "~/.aws/credentials"
    (shadowed,) = by_name["shadowed"]
    assert (shadowed["provider"], shadowed["by"]["variable"]) == ("env", "AWS_ACCESS_KEY_ID")
    differing = [other["reader"] for other in by_name["others"] if not other["agrees"]]
    assert differing == ["rust", "java", "c"]
    chosen = told(machine, capsys, "user1", "--chosen-by", "environment")
    assert chosen["origin"]["variable"] == "AWS_ACCESS_KEY_ID"
    assert [each["provider"] for each in chosen["shadowed"]] == ["shared-credentials-file"]
    assert chosen["shadowed"][0]["by"]["line"] == 8


def test_a_dead_session_in_the_environment(home: Machine, capsys: Output) -> None:
    dead = {
        "AWS_ACCESS_KEY_ID": Marked.read("<ASIA env>").text,
        "AWS_SECRET_ACCESS_KEY": Marked.read("<secret env>").text,
        "AWS_SESSION_TOKEN": Marked.read("<token env issued=2026-05-20T12:00Z>").text,
    }
    report = told(Machine(home.root, dead), capsys, status=1)
    assert (report["provider"], report["life"]["state"]) == ("env", "expired")
    assert report["next"]["command"].startswith("unset AWS_ACCESS_KEY_ID ")


def test_the_chains_of_every_sdk(home: Machine, capsys: Output) -> None:
    report = told(home, capsys, "dev")
    assert [hop["profile"] for hop in report["chain"]] == ["dev", "user1"]
    assert report["life"] == {"state": "long-term"}
    chains = {chain["reader"]: chain["steps"] for chain in report["default_chains"]}
    assert list(chains) == ["python", "js", "go", "rust", "java", "c"]
    assert chains["java"][0]["provider"] == "system-properties"
    assert chains["java"][0]["found"] == "cannot-tell"
    lines = page(home, capsys, "dev")
    assert [line for line in lines if line.startswith("default chain")] == [
        "default chain of the AWS CLI and boto3"
    ]
    assert lines[-1].startswith("`--chains` shows")
    lines = page(home, capsys, "dev", "--chains")
    assert "default chain of Java" in lines
    assert any(line.startswith("system-properties cannot tell `aws.accessKeyId`") for line in lines)


def test_the_chain_of_an_sdk_that_differs(home: Machine, capsys: Output) -> None:
    lines = page(Machine(home.root, ENVIRON), capsys, "user1")
    assert "JavaScript and Go the same" in lines
    assert "Java differs env $AWS_ACCESS_KEY_ID" in lines
    assert "default chain of Java" in lines
    assert "default chain of Go" not in lines


def test_another_reader_comes_first(home: Machine, capsys: Output) -> None:
    report = told(home, capsys, "dev", "--reader", "go")
    assert report["reader"] == "go"
    assert report["default_chains"][0]["reader"] == "go"


@pytest.mark.parametrize(
    ("profile", "command", "status"),
    [
        ("login", "aws sso login --profile login", 0),
        ("empty", "aws configure sso --profile empty", 1),
        ("projekt1", "awsconf explain project1", 1),
        ("zzz", "awsconf check", 1),
        ("mfa", "aws configure mfa-login --profile mfa", 1),
        ("dev", "awsconf verify dev --assume", 0),
    ],
)
def test_what_to_type_next(
    home: Machine, capsys: Output, profile: str, command: str, status: int
) -> None:
    assert told(home, capsys, profile, status=status)["next"]["command"] == command


def test_files_that_are_not_ones_own(home: Machine, capsys: Output) -> None:
    home.write("work/x/credentials", Marked.read(CREDENTIALS).text)
    report = told(home, capsys, "user1", "x/credentials")
    assert report["next"]["command"] == "awsconf verify user1 --credentials x/credentials"


def test_a_file_that_is_refused(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", "[profile dev]\nregion\n")
    report = told(home, capsys, "dev", status=1)
    assert report["error"]["type"] == "ConfigParseError"
    assert report["next"]["command"] == "awsconf check"
    assert any(other["provider"] == "none" for other in report["others"])


def test_no_files_at_all(machine: Machine, capsys: Output) -> None:
    report = told(machine, capsys, status=1)
    assert (report["profile"], report["provider"]) == ("default", "none")
