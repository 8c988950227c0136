"""`awsconf verify`, spoken with a server on loopback that answers like STS, or unlike it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from email.utils import format_datetime
from importlib.resources import files
from pathlib import Path

import pytest

import awsconf
import encoder
from awsconf.cli import verify as command
from awsconf.verification.outcomes import Outcome
from cli.machine import Machine
from fixture import NOW
from house.tree import REPOSITORY
from online.asking import (
    ACCOUNT,
    ARN,
    LONG_TERM,
    MFA,
    SECRET,
    SESSION,
    TOKEN,
    Ask,
    knowing,
    saying,
)
from online.stubs import Asked, Reply, Stub, caller, refusal, serving


def test_account_and_identity_are_told(ask: Ask) -> None:
    ran = ask(knowing, "[default]\nregion = eu-west-1\n", f"[default]\n{LONG_TERM}")
    assert ran.status == 0
    assert ran.out == (
        f"`default`: accepted\n  account   {ACCOUNT}\n  identity  {ARN}\n"
        f"  asked     {ran.stub.url}/\n"
    )
    (asked,) = ran.stub.asked
    assert f"/{NOW.year}" not in asked.headers["X-Amz-Date"]
    assert "/eu-west-1/sts/aws4_request" in asked.headers["Authorization"]


def test_the_readme_shows_what_is_printed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {
        "user1": Outcome(NOW, "", ACCOUNT, ARN),
        "project1": Outcome(NOW, "", error="ExpiredToken"),
    }
    monkeypatch.setattr(command, "identity", lambda one, *_: found[one.profile])
    page = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = page.partition("$ awsconf verify --all\n")[2].partition("```")[0]
    machine.write(".aws/credentials", f"[user1]\n{LONG_TERM}[project1]\n{SESSION}")
    assert machine.run("verify", "--all") == 1
    assert capsys.readouterr().out == shown


def test_exactly_the_keys_of_the_profile_are_sent(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those of the environment, nor a profile that it chooses, nor its token."""
    others = {
        "AWS_ACCESS_KEY_ID": encoder.key_id("AKIA", "999999999999"),
        "AWS_SECRET_ACCESS_KEY": encoder.secret("other"),
        "AWS_SESSION_TOKEN": "other",
        "AWS_BEARER_TOKEN_STS": "other",
    }
    for name, value in {**others, "AWS_PROFILE": "other"}.items():
        monkeypatch.setenv(name, value)
    ran = ask(knowing, "", f"[a]\n{SESSION}[other]\n{LONG_TERM}", "a", environ=others)
    (asked,) = ran.stub.asked
    assert encoder.key_id("ASIA", ACCOUNT) in asked.headers["Authorization"]
    assert asked.headers["X-Amz-Security-Token"] == TOKEN
    assert "other" not in str(asked.headers)


def test_the_environment_chooses_the_profile(ask: Ask) -> None:
    pair = ("", f"[a]\n{SESSION}[b]\n{LONG_TERM}", "--format", "json")
    ran = ask(knowing, *pair, environ={"AWS_PROFILE": "b"})
    assert [one["profile"] for one in ran.profiles] == ["b"]


def test_what_aws_tells_of_the_role_is_good_for_a_rewrite(ask: Ask, machine: Machine) -> None:
    """The command is told with it, and works; where the files tell the role, without."""
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/Deploy/me"
    answer = lambda *_: Reply(200, caller(arn, ACCOUNT))  # noqa: E731
    base = f"[base]\n{LONG_TERM}"
    ran = ask(answer, "", f"{base}[a]\n{SESSION}", "a")
    command = f"awsconf rewrite a --role-arn arn:aws:iam::{ACCOUNT}:role/Deploy"
    assert f"note: `{command}` would let it get such sessions by itself\n" in ran.out
    assert machine.run(*command.split()[1:]) == 0
    noted = (
        f"{SESSION}assumed_role = True\nassumed_role_arn = arn:aws:iam::{ACCOUNT}:role/x/Deploy\n"
    )
    assert "`awsconf rewrite a` would let" in ask(answer, "", f"{base}[a]\n{noted}", "a").out
    # There is nobody to assume it with.
    assert "rewrite" not in ask(answer, "", f"[a]\n{SESSION}", "a").out


CODES = {
    ("ExpiredToken", SESSION): "the session token has expired; let the profile renew itself",
    ("ExpiredToken", LONG_TERM): "says AWS, though none was sent",
    ("ExpiredToken", f"{LONG_TERM}aws_session_token = {TOKEN}\n"): "delete the token: it is left",
    ("RequestExpired", SESSION): "its session token, or else this computer's clock",
    ("RequestExpired", LONG_TERM): "though it bears no token; set the clock",
    ("InvalidClientTokenId", SESSION): "have died so long ago that AWS has forgotten it",
    ("InvalidClientTokenId", LONG_TERM): "mistyped, deleted or deactivated",
    ("InvalidClientTokenId", SESSION.partition("aws_session")[0]): "with its session token only",
    ("InvalidClientTokenId", f"{LONG_TERM}aws_session_token = {TOKEN}\n"): "takes none",
    ("SignatureDoesNotMatch", LONG_TERM): "most likely the secret is not that of this access key",
    ("AccessDenied", LONG_TERM): "AWS knows the keys, and a policy forbids",
    ("RegionDisabledException", LONG_TERM): "STS is not switched on in `af-south-1`",
    ("Throttling", LONG_TERM): "AWS is asked too much",
    ("SomethingElse", LONG_TERM): "AWS refuses: `SomethingElse`",
}


@pytest.mark.parametrize(("code", "keys"), CODES)
def test_a_refusal_is_explained(ask: Ask, code: str, keys: str) -> None:
    ran = ask(saying(code), "[profile a]\nregion = af-south-1\n", f"[a]\n{keys}", "a")
    assert ran.status == 1
    assert ran.out.startswith(f"`a`: refused ({code})\n")
    assert CODES[code, keys] in ran.out
    # What passes by itself is tried once more.
    assert len(ran.stub.asked) == (2 if code == "Throttling" else 1)


def test_the_next_command_is_told(ask: Ask) -> None:
    ran = ask(saying("ExpiredToken"), "", f"[my own]\n{SESSION}", "my own", "--format", "json")
    assert ran.profiles[0]["error"]["command"] == 'awsconf rewrite "my own"'


OTHER_FILES = {
    "credential_process = x\n": (
        "AWS_SHARED_CREDENTIALS_FILE=~/elsewhere/other aws sts get-caller-identity --profile a"
    ),
    "role_arn = x\nsource_profile = b\n": (
        "awsconf verify a --assume --credentials ~/elsewhere/other"
    ),
    "aws_access_key_id = x\n": "awsconf check --credentials ~/elsewhere/other",
}


@pytest.mark.parametrize("settings", OTHER_FILES)
def test_the_next_command_is_about_the_same_files(
    ask: Ask, machine: Machine, settings: str
) -> None:
    """Without them it would be about the user's own profile of that name."""
    path = machine.write("elsewhere/other", f"[a]\n{settings}")
    ran = ask(knowing, "", LONG_TERM, "a", "--credentials", str(path), "--format", "json")
    assert ran.profiles[0]["error"]["command"] == OTHER_FILES[settings]


@pytest.mark.parametrize("code", ["SignatureDoesNotMatch", "RequestExpired", "AuthFailure"])
@pytest.mark.parametrize("by", [timedelta(minutes=12), timedelta(hours=-3)])
def test_a_wrong_clock_is_seen_by_the_date_of_the_refusal(
    ask: Ask, code: str, by: timedelta
) -> None:
    server = saying(code, date=format_datetime(NOW - by))
    ran = ask(server, "", f"[a]\n{LONG_TERM}", "a")
    words = "12 minutes ahead of" if by > timedelta() else "3 hours behind"
    assert f"this computer's clock is {words} that of the server" in ran.out
    assert "next: awsconf doctor --online" in ran.out


def test_a_clock_that_is_off_is_no_excuse_for_a_dead_token(ask: Ask) -> None:
    server = saying("ExpiredToken", date=format_datetime(NOW - timedelta(hours=1)))
    ran = ask(server, "", f"[a]\n{SESSION}", "a", "--format", "json")
    (found,) = ran.profiles
    assert found["error"]["message"] == "the session token has expired"
    assert found["clock_ahead_seconds"] == 3600


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "<html>sign in here</html>"),
        Reply(200, '{"Account": "1"}'),
        Reply(302, ""),
        Reply(404, "<html>proxy</html>"),
        Reply(200, caller("nobody", ACCOUNT)),
        Reply(200, "<x>" * 20_000),
        Reply(403, "\xff\x00"),
    ],
    ids=lambda reply: f"{reply.status} {reply.body[:12]!r}",
)
def test_an_answer_that_is_none_of_aws(ask: Ask, reply: Reply) -> None:
    ran = ask(lambda *_: reply, "", f"[a]\n{LONG_TERM}", "a", "--format", "json")
    assert ran.status == 1
    (found,) = ran.profiles
    assert (found["status"], found["error"]["code"]) == ("unanswered", None)
    assert "does not speak the language of AWS" in found["error"]["message"]


def test_a_server_in_trouble_is_asked_twice(ask: Ask) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        failing = len(stub.asked) == 1
        return Reply(503, refusal("ServiceUnavailable")) if failing else knowing(stub, asked)

    ran = ask(answer, "", f"[a]\n{LONG_TERM}", "a")
    assert (ran.status, len(ran.stub.asked)) == (0, 2)


@pytest.mark.parametrize("word", ["unset", "refused"])
def test_a_proxy_that_wants_a_password(ask: Ask, word: str) -> None:
    environ = {"HTTP_PROXY": "http://user:hunter2@127.0.0.1:1"} if word == "refused" else {}
    ran = ask(lambda *_: Reply(407), "", f"[a]\n{LONG_TERM}", "a", environ=environ)
    assert "the proxy does not let the request through" in ran.out
    assert "hunter2" not in ran.out + ran.err


def test_a_region_that_nobody_knows(ask: Ask) -> None:
    """`.invalid` is no name anywhere (RFC 2606)."""
    environ = {"AWS_ENDPOINT_URL_STS": "http://sts.eu-wset-1.invalid"}
    config = "[profile a]\nregion = eu-wset-1\n"
    ran = ask(knowing, config, f"[a]\n{LONG_TERM}", "a", environ=environ)
    assert "its name is not known here (DNS); see whether `eu-wset-1` is a Region" in ran.out


APART = {
    "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = b\n": (
        "it assumes a role and holds no keys of its own",
        "awsconf verify a --assume",
    ),
    "[profile a]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n": (
        "it signs in through IAM Identity Center and holds no keys of its own",
        "aws sts get-caller-identity --profile a",
    ),
    "[profile a]\ncredential_process = /bin/false\n": (
        "a program hands out its keys, and no program named in a file is run here",
        "aws sts get-caller-identity --profile a",
    ),
    "[profile a]\nrole_arn = x\nweb_identity_token_file = y\n": (
        "it assumes a role with a web identity, whose token is not read here",
        "aws sts get-caller-identity --profile a",
    ),
    "[profile a]\nlogin_session = x\n": (
        "it signs in with `aws login` and holds no keys of its own",
        "aws sts get-caller-identity --profile a",
    ),
    "[profile a]\nregion = eu-west-1\n": ("it holds no credentials", None),
    "[profile a]\naws_secret_access_key = x\n": (
        "it holds only a part of a key pair",
        "awsconf check",
    ),
    "[profile a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n": (
        "its keys are an example, or still to be filled in",
        "awsconf check",
    ),
    f"[profile a]\n{LONG_TERM}aws_session_token = two\n words\n": (
        "its keys hold blanks, line ends or signs that no request can carry",
        "awsconf check",
    ),
    f"[profile a]\n{LONG_TERM}region = not a region\n": (
        "its Region is none: it can be no part of a host's name",
        "awsconf check",
    ),
    f"[profile a]\n{LONG_TERM}[profile a\n": (
        "the AWS CLI and boto3 cannot read `~/.aws/config`",
        "awsconf check",
    ),
}


@pytest.mark.parametrize("config", APART)
def test_a_profile_without_keys_to_send_says_what_it_is(ask: Ask, config: str) -> None:
    ran = ask(knowing, config, "", "a", "--format", "json")
    (found,) = ran.profiles
    assert (found["error"]["message"], found["error"]["command"]) == APART[config]
    assert (ran.status, found["status"], ran.stub.asked) == (3, "not-asked", [])
    assert ran.err == "awsconf: there was nothing to ask AWS about\n"


def test_keys_that_something_else_hides_are_asked_about_with_a_note(
    ask: Ask,
) -> None:
    config = f"[profile a]\n{LONG_TERM}credential_process = /bin/false\n"
    ran = ask(knowing, config, "", "a")
    assert "note: the AWS CLI and boto3 use another way to sign in" in ran.out
    config = f"[profile a]\n{LONG_TERM}role_arn = arn:aws:iam::1:role/x\nsource_profile = a\n"
    ran = ask(knowing, config, "", "a")
    assert "note: the AWS CLI and boto3 assume its role instead" in ran.out


def test_all_profiles_with_keys_each_set_once(ask: Ask) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        dead = "X-Amz-Security-Token" in asked.headers
        return Reply(403, refusal("ExpiredToken")) if dead else knowing(stub, asked)

    credentials = f"[a]\n{LONG_TERM}[b]\n{SESSION}[c]\n{LONG_TERM}"
    ran = ask(answer, "[profile d]\nregion = eu-west-1\n", credentials, "--all")
    assert ran.status == 1
    assert ran.out.endswith("\n\n2 accepted, 1 refused\n")
    assert re.findall(r"^`(\w)`", ran.out, re.MULTILINE) == ["a", "b", "c"]
    assert len(ran.stub.asked) == 2
    assert ran.err == ""


def test_no_more_than_four_are_on_their_way_at_a_time(ask: Ask) -> None:
    import threading

    waiting, most, lock, full = 0, 0, threading.Lock(), threading.Event()

    def answer(stub: Stub, asked: Asked) -> Reply:
        nonlocal waiting, most
        with lock:
            waiting += 1
            most = max(most, waiting)
            if waiting == 4:
                full.set()
        full.wait(20)
        with lock:
            waiting -= 1
        return knowing(stub, asked)

    keys = [
        f"[p{n}]\naws_access_key_id = {encoder.key_id('AKIA', ACCOUNT, str(n))}\n"
        f"aws_secret_access_key = {SECRET}\n"
        for n in range(9)
    ]
    ran = ask(answer, "", "".join(keys), "--all")
    assert (ran.status, most, len(ran.stub.asked)) == (0, 4, 9)


def test_a_person_at_a_terminal_sees_how_far_it_is(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = ask(knowing, "", f"[a]\n{LONG_TERM}[b]\n{SESSION}", "--all")
    assert "\r\x1b[Kasking AWS: 1 of 2 answered" in ran.err
    assert ran.err.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["nope"], "there is no profile `nope`"),
        (["deflaut"], "did you mean `default`?"),
        (["a", "--all"], "give either PROFILE or --all, not both"),
        (["a", "--assume", "--mfa-code", "12"], "write the six digits"),
        (["a", "c", "--assume", "--mfa-code", "123456"], "good for one role, and several want one"),
        (["--config", "gone"], "does not exist"),
    ],
)
def test_what_is_no_question(ask: Ask, argv: list[str], words: str) -> None:
    config = f"[default]\n{MFA}{MFA.replace('profile a', 'profile c')}"
    ran = ask(knowing, config, f"[b]\n{LONG_TERM}", *argv)
    assert (ran.status, ran.out, ran.stub.asked) == (2, "", [])
    assert words in ran.err


def test_other_files_are_asked_about_without_the_environment(
    ask: Ask, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their own endpoint counts; that of the environment is for the user's own files."""
    with serving(knowing) as stub:
        config = f"[profile x]\nregion = eu-west-1\nendpoint_url = {stub.url}\n{LONG_TERM}"
        path = machine.write("elsewhere/config", config)
        machine.environ = {"AWS_ENDPOINT_URL": "http://sts.invalid", "AWS_PROFILE": "other"}
        assert machine.run("verify", "x", "--config", str(path)) == 0
        assert len(stub.asked) == 1


def test_the_schema_is_in_the_package_list() -> None:
    """The wheel carries it, as it does the other two."""
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert project.count("schemas/verification.schema.json") == 2
    assert files("awsconf").joinpath("online").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="a signal ends a process otherwise there")
def test_a_person_who_interrupts_it_waits_for_nobody(tmp_path: Path) -> None:
    """Four questions hang; the others are not put any more."""

    def hanging(stub: Stub, _: Asked) -> Reply:
        stub.hang()
        return Reply(200)

    machine = Machine(tmp_path)
    keys = [LONG_TERM.replace(SECRET, encoder.secret(number)) for number in range(9)]
    sections = (f"[p{number}]\n{text}" for number, text in enumerate(keys))
    machine.write(".aws/credentials", "".join(sections))
    machine.cwd.mkdir(parents=True)
    with serving(hanging) as stub:
        process = started(machine, stub)
        assert stub.came.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (130, b"", b"")
        assert len(stub.asked) <= 4


def started(machine: Machine, stub: Stub) -> subprocess.Popen[bytes]:
    """`awsconf verify --all` in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    home, package = str(machine.home), str(Path(awsconf.__file__).parents[1])
    own = {"HOME": home, "USERPROFILE": home, "PYTHONPATH": package}
    return subprocess.Popen(
        [sys.executable, "-m", "awsconf", "verify", "--all"],
        env={**kept, **own, "AWS_ENDPOINT_URL": stub.url},
        cwd=machine.cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
