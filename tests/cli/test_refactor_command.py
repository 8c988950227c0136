"""`awsconf rewrite --as`, `--all` and `--list`, run as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from awsconf.cli.rewrite_arguments import DEFAULT, MODES, MODES_TOLD
from awsconf.refactoring.registry import REFACTORINGS
from cli.machine import Machine
from fixture import Marked

Output = pytest.CaptureFixture[str]

CONFIG = """\
[profile dev]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Developer

[profile prod]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 444455556666
sso_role_name = Developer

[profile app]
region = eu-west-1
aws_access_key_id = <AKIA app>
aws_secret_access_key = <secret app>
"""
ROLE = "arn:aws:iam::111122223333:role/Deploy"
BASE = ("--as", "base-and-role", "--role-arn", ROLE)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.write(".aws/config", Marked.read(CONFIG).text)
    return machine


def text(machine: Machine, name: str = "config") -> str:
    return (machine.home / ".aws" / name).read_text()


def test_the_command_line_knows_the_refactorings_by_name() -> None:
    assert (DEFAULT, *(refactoring.name for refactoring in REFACTORINGS)) == MODES
    assert all(f"\n  {mode} " in MODES_TOLD for mode in MODES)


def test_a_diff_comes_first_and_nothing_is_written(machine: Machine, capsys: Output) -> None:
    before = text(machine)
    assert machine.run("rewrite", "dev", "--as", "sso-session") == 0
    out, err = capsys.readouterr()
    assert "+sso_session = corp\n" in out
    assert "Let `dev` sign in through the session `corp`" in err
    assert "aws sso login --sso-session corp" in err
    assert "nothing was written; add --write to do it" in err
    assert text(machine) == before


def test_all_of_them_and_back(machine: Machine, capsys: Output) -> None:
    before = text(machine)
    assert machine.run("rewrite", "--as", "sso-session", "--all", "--write") == 0
    assert text(machine).count("sso_session = corp\n") == 2
    assert text(machine).count("[sso-session corp]\n") == 1
    assert "Let `dev` and `prod` sign in" in capsys.readouterr().err
    assert machine.run("rewrite", "--as", "legacy-sso", "--all", "--write") == 0
    assert text(machine) == before


def test_with_all_every_argument_is_a_path(machine: Machine) -> None:
    machine.write("elsewhere/.aws/config", Marked.read(CONFIG).text)
    folder = str(machine.home / "elsewhere")
    assert machine.run("rewrite", "--as", "sso-session", "--all", "--write", folder) == 0
    assert "sso_session" not in text(machine)
    assert "sso_session" in (machine.home / "elsewhere/.aws/config").read_text()


def test_keys_move_to_a_file_that_is_their_owners_alone(machine: Machine, capsys: Output) -> None:
    assert machine.run("rewrite", "app", "--as", "move-keys", "--write") == 0
    out, err = capsys.readouterr()
    assert "+aws_secret_access_key = ••••\n" in out
    assert encoder.secret("app") not in out + err
    expected = "[app]\naws_access_key_id = <AKIA app>\naws_secret_access_key = <secret app>\n"
    assert text(machine, "credentials") == Marked.read(expected).text
    assert (machine.home / ".aws/credentials").stat().st_mode & 0o777 == 0o600
    assert "aws_secret" not in text(machine)


def test_then_a_base_and_a_role(machine: Machine, capsys: Output) -> None:
    flags = ("--as", "base-and-role", "--role-arn", ROLE, "--duration-seconds", "900")
    assert machine.run("rewrite", "app", *flags) == 2
    assert "first move them with --as move-keys" in capsys.readouterr().err
    assert machine.run("rewrite", "app", "--as", "move-keys", "--write") == 0
    assert machine.run("rewrite", "app", *flags, "--write") == 0
    assert text(machine, "credentials").startswith("[app-base]\n")
    assert text(machine).endswith(
        "[profile app]\nregion = eu-west-1\n"
        f"role_arn = {ROLE}\nsource_profile = app-base\nduration_seconds = 900\n"
    )
    capsys.readouterr()
    assert machine.run("rewrite", "app", *flags, "--write") == 2
    assert "`app` says otherwise by `source_profile` who it is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--as", "sso-session"), "are required: PROFILE"),
        (("--all",), "--all needs --as"),
        (("app", "--as", "split", "--role-arn", ROLE), "--role-arn means nothing to --as split"),
        (("app", "--list", "--write"), "leave out --write"),
        (("app", *BASE, "--mfa-serial", "a b"), "--mfa-serial must be the ARN"),
        (("app", "--as", "split"), "`app` is not its own `source_profile`"),
        (("prodd", "--as", "split"), "there is no profile `prodd`; did you mean `prod`?"),
        (("prodd", "--list"), "there is no profile `prodd`; did you mean `prod`?"),
        (("app", *BASE, "--duration-seconds", "5"), "--duration-seconds must lie between"),
    ],
)
def test_a_refusal_says_why(
    machine: Machine, capsys: Output, flags: tuple[str, ...], message: str
) -> None:
    before = text(machine)
    assert machine.run("rewrite", *flags) == 2
    assert message in capsys.readouterr().err
    assert text(machine) == before


def test_nothing_to_do_for_anybody(machine: Machine, capsys: Output) -> None:
    assert machine.run("rewrite", "--as", "merge", "--all") == 3
    assert "no profile is there for --as merge" in capsys.readouterr().err


def test_of_all_some_are_left_alone(machine: Machine, capsys: Output) -> None:
    half = "[profile half]\naws_secret_access_key = x\n"
    machine.write(".aws/config", Marked.read(CONFIG).text + half)
    assert machine.run("rewrite", "--as", "move-keys", "--all", "--write") == 0
    assert "left alone: `half` holds an incomplete key pair" in capsys.readouterr().err
    assert text(machine).endswith(half)
    assert text(machine, "credentials").startswith("[app]\n")
    assert machine.run("rewrite", "--as", "move-keys", "--all") == 2


def test_an_unknown_mode(machine: Machine, capsys: Output) -> None:
    assert machine.run("rewrite", "app", "--as", "anything") == 2
    assert "invalid choice: 'anything'" in capsys.readouterr().err


def test_what_can_be_done_for_one(machine: Machine, capsys: Output) -> None:
    assert machine.run("rewrite", "dev", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == list(MODES)
    assert lines[1] == "+ sso-session    Let `dev` sign in through the session `corp`"
    assert lines[2] == "- legacy-sso     no: `dev` names no session"


def test_what_can_be_done_for_whom(machine: Machine, capsys: Output) -> None:
    assert machine.run("rewrite", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["- role           nobody", "+ sso-session    `dev`, `prod`"]
    assert "+ move-keys      `app`" in lines
    assert "- merge          nobody" in lines


def test_tokens_are_told_among_what_can_be_done(machine: Machine, capsys: Output) -> None:
    machine.write(
        ".aws/config",
        "[profile old]\nrole_arn = arn:aws:iam::111122223333:role/A\n"
        "credential_source = Environment\n"
        f"aws_access_key_id = {encoder.key_id('ASIA')}\n"
        f"aws_secret_access_key = {encoder.secret()}\naws_session_token = {encoder.token()}\n",
    )
    assert machine.run("rewrite", "--list") == 0
    assert capsys.readouterr().out.splitlines()[0] == "+ role           `old`"


def test_merging_mends_a_file_that_botocore_refuses(machine: Machine) -> None:
    machine.write(".aws/config", "[profile a]\nregion = eu-west-1\n\n[profile a]\noutput = json\n")
    assert machine.run("check", "--select", "duplicate-section") == 1
    assert machine.run("rewrite", "a", "--as", "merge", "--write") == 0
    assert text(machine) == "[profile a]\nregion = eu-west-1\n\noutput = json\n"
    assert machine.run("check", "--select", "duplicate-section") == 0


def test_a_file_with_faults_is_left_alone(machine: Machine, capsys: Output) -> None:
    machine.write(".aws/config", Marked.read(CONFIG).text + "oops\n")
    assert machine.run("rewrite", "dev", "--as", "sso-session", "--write") == 2
    assert "faults that must be mended first" in capsys.readouterr().err
