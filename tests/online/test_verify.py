"""`awsconf verify`, spoken with a server on loopback that answers like STS, or unlike it."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.utils import format_datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import encoder
from cli.machine import Machine
from fixture import NOW
from house.tree import REPOSITORY
from online.stubs import Asked, Reply, Stub, caller, refusal, serving, session

ACCOUNT = "111122223333"
ARN = f"arn:aws:iam::{ACCOUNT}:user/alice"
SECRET, TOKEN = encoder.secret("alice"), encoder.token(account=ACCOUNT)
LONG_TERM = (
    f"aws_access_key_id = {encoder.key_id('AKIA', ACCOUNT)}\naws_secret_access_key = {SECRET}\n"
)
SESSION = (
    f"aws_access_key_id = {encoder.key_id('ASIA', ACCOUNT)}\naws_secret_access_key = {SECRET}\n"
    f"aws_session_token = {TOKEN}\n"
)
LENT = (encoder.key_id("ASIA", ACCOUNT, "lent"), encoder.secret("lent"), encoder.token("lent"))
ENDS = "2026-06-01T13:00:00Z"
SCHEMA = json.loads((REPOSITORY / "schemas/verification.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """An empty machine."""
    return Machine(tmp_path)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Any:
    """Whatever is logged at whatever level, no secret is among it."""
    caplog.set_level(logging.DEBUG)
    yield
    for hidden in (SECRET, TOKEN, LENT[1], LENT[2]):
        assert hidden not in caplog.text


def knowing(_: Stub, asked: Asked) -> Reply:
    """Whoever asks is alice; a role lends its keys to anybody."""
    if asked.form["Action"] == "AssumeRole":
        lent = session(asked.form["RoleArn"], asked.form["RoleSessionName"], LENT, ENDS)
        return Reply(200, lent)
    assert asked.form == {"Action": "GetCallerIdentity", "Version": "2011-06-15"}
    return Reply(200, caller(ARN, ACCOUNT))


def saying(code: str, status: int = 403, date: str | None = None) -> Callable[..., Reply]:
    """A server that refuses everything."""
    return lambda *_: Reply(status, refusal(code), date)


class Ran:
    """What came out of a command line."""

    def __init__(self, status: int, out: str, err: str, stub: Stub) -> None:
        self.status, self.out, self.err, self.stub = status, out, err, stub

    @property
    def profiles(self) -> list[dict[str, Any]]:
        found = json.loads(self.out)
        Draft202012Validator(SCHEMA).validate(found)
        return list(found["profiles"])


@pytest.fixture
def ask(machine: Machine, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Write the user's own pair, and ask a server of its profiles."""

    def run(
        answer: Callable[[Stub, Asked], Reply],
        config: str,
        credentials: str,
        *argv: str,
        environ: Mapping[str, str] | None = None,
    ) -> Ran:
        machine.write(".aws/config", config)
        machine.write(".aws/credentials", credentials)
        with serving(answer) as stub:
            machine.environ = {"AWS_ENDPOINT_URL_STS": stub.url, **(environ or {})}
            status = machine.run("verify", *argv)
        ran = Ran(status, *capsys.readouterr(), stub)
        for hidden in (SECRET, TOKEN, LENT[1], LENT[2]):
            assert hidden not in ran.out + ran.err
        return ran

    return run


def test_account_and_identity_are_told(ask: Callable[..., Ran]) -> None:
    ran = ask(knowing, "[default]\nregion = eu-west-1\n", f"[default]\n{LONG_TERM}")
    assert ran.status == 0
    assert ran.out == (
        f"`default`: accepted\n  account   {ACCOUNT}\n  identity  {ARN}\n"
        f"  asked     {ran.stub.url}/\n"
    )
    (asked,) = ran.stub.asked
    assert f"/{NOW.year}" not in asked.headers["X-Amz-Date"]
    assert "/eu-west-1/sts/aws4_request" in asked.headers["Authorization"]


def test_exactly_the_keys_of_the_profile_are_sent(
    ask: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
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


def test_the_environment_chooses_the_profile(ask: Callable[..., Ran]) -> None:
    pair = ("", f"[a]\n{SESSION}[b]\n{LONG_TERM}", "--format", "json")
    ran = ask(knowing, *pair, environ={"AWS_PROFILE": "b"})
    assert [one["profile"] for one in ran.profiles] == ["b"]


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
def test_a_refusal_is_explained(ask: Callable[..., Ran], code: str, keys: str) -> None:
    ran = ask(saying(code), "[profile a]\nregion = af-south-1\n", f"[a]\n{keys}", "a")
    assert ran.status == 1
    assert ran.out.startswith(f"`a`: refused ({code})\n")
    assert CODES[code, keys] in ran.out
    assert len(ran.stub.asked) == 1


def test_the_next_command_is_told(ask: Callable[..., Ran]) -> None:
    ran = ask(saying("ExpiredToken"), "", f"[my own]\n{SESSION}", "my own", "--format", "json")
    assert ran.profiles[0]["error"]["command"] == "awsconf rewrite 'my own'"


@pytest.mark.parametrize("code", ["SignatureDoesNotMatch", "RequestExpired", "AuthFailure"])
@pytest.mark.parametrize("by", [timedelta(minutes=12), timedelta(hours=-3)])
def test_a_wrong_clock_is_seen_by_the_date_of_the_refusal(
    ask: Callable[..., Ran], code: str, by: timedelta
) -> None:
    server = saying(code, date=format_datetime(NOW - by))
    ran = ask(server, "", f"[a]\n{LONG_TERM}", "a")
    words = "12 minutes ahead of" if by > timedelta() else "3 hours behind"
    assert f"this computer's clock is {words} that of the server" in ran.out
    assert "next: awsconf doctor --online" in ran.out


def test_a_clock_that_is_off_is_no_excuse_for_a_dead_token(ask: Callable[..., Ran]) -> None:
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
def test_an_answer_that_is_none_of_aws(ask: Callable[..., Ran], reply: Reply) -> None:
    ran = ask(lambda *_: reply, "", f"[a]\n{LONG_TERM}", "a", "--format", "json")
    assert ran.status == 1
    (found,) = ran.profiles
    assert (found["status"], found["error"]["code"]) == ("unanswered", None)
    assert "does not speak the language of AWS" in found["error"]["message"]


def test_a_server_in_trouble_is_asked_twice(ask: Callable[..., Ran]) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        failing = len(stub.asked) == 1
        return Reply(503, refusal("ServiceUnavailable")) if failing else knowing(stub, asked)

    ran = ask(answer, "", f"[a]\n{LONG_TERM}", "a")
    assert (ran.status, len(ran.stub.asked)) == (0, 2)


@pytest.mark.parametrize("word", ["unset", "refused"])
def test_a_proxy_that_wants_a_password(ask: Callable[..., Ran], word: str) -> None:
    environ = {"HTTP_PROXY": "http://user:hunter2@127.0.0.1:1"} if word == "refused" else {}
    ran = ask(lambda *_: Reply(407), "", f"[a]\n{LONG_TERM}", "a", environ=environ)
    assert "the proxy does not let the request through" in ran.out
    assert "hunter2" not in ran.out + ran.err


def test_a_region_that_nobody_knows(ask: Callable[..., Ran]) -> None:
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
def test_a_profile_without_keys_to_send_says_what_it_is(
    ask: Callable[..., Ran], config: str
) -> None:
    ran = ask(knowing, config, "", "a", "--format", "json")
    (found,) = ran.profiles
    assert (found["error"]["message"], found["error"]["command"]) == APART[config]
    assert (ran.status, found["status"], ran.stub.asked) == (3, "not-asked", [])


def test_keys_that_something_else_hides_are_asked_about_with_a_note(
    ask: Callable[..., Ran],
) -> None:
    config = f"[profile a]\n{LONG_TERM}credential_process = /bin/false\n"
    ran = ask(knowing, config, "", "a")
    assert "note: the AWS CLI and boto3 use another way to sign in" in ran.out
    config = f"[profile a]\n{LONG_TERM}role_arn = arn:aws:iam::1:role/x\nsource_profile = a\n"
    ran = ask(knowing, config, "", "a")
    assert "note: the AWS CLI and boto3 assume its role instead" in ran.out


def test_all_profiles_with_keys_each_set_once(ask: Callable[..., Ran]) -> None:
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


def test_no_more_than_four_are_on_their_way_at_a_time(ask: Callable[..., Ran]) -> None:
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
    ask: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = ask(knowing, "", f"[a]\n{LONG_TERM}[b]\n{SESSION}", "--all")
    assert "\r\x1b[Kasking AWS: 1 of 2 answered" in ran.err
    assert ran.err.endswith("\r\x1b[K")


ROLE = "arn:aws:iam::111122223333:role/path/Deploy"
CHAIN = (
    "[profile one]\nrole_arn = arn:aws:iam::111122223333:role/One\nsource_profile = base\n"
    "external_id = x/y\n"
    f"[profile two]\nrole_arn = {ROLE}\nsource_profile = one\n"
    "role_session_name = me\nduration_seconds = 900\n"
)


def test_a_chain_of_roles_is_tried_hop_by_hop(ask: Callable[..., Ran]) -> None:
    ran = ask(knowing, CHAIN, f"[base]\n{LONG_TERM}", "two", "--assume", "--format", "json")
    (found,) = ran.profiles
    assert ran.status == 0
    assert found["arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/path/Deploy/me"
    assert found["account"] == ACCOUNT
    assert found["expires"] == ENDS
    assert [role["profile"] for role in found["roles"]] == ["one", "two"]
    first, second = ran.stub.asked
    assert first.form == {
        "Action": "AssumeRole",
        "Version": "2011-06-15",
        "RoleArn": "arn:aws:iam::111122223333:role/One",
        "RoleSessionName": "awsconf-verify",
        "ExternalId": "x/y",
    }
    assert (second.form["RoleSessionName"], second.form["DurationSeconds"]) == ("me", "900")
    assert encoder.key_id("AKIA", ACCOUNT) in first.headers["Authorization"]
    assert LENT[0] in second.headers["Authorization"]
    assert second.headers["X-Amz-Security-Token"] == LENT[2]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AccessDenied", "AWS lets these keys not assume the role of `two`"),
        ("ValidationError", "AWS takes a value for the role of `two` for invalid"),
        ("ExpiredToken", "AWS refuses the session that was just opened: `ExpiredToken`"),
    ],
)
def test_the_hop_that_fails_is_named(ask: Callable[..., Ran], code: str, words: str) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        second = asked.form["RoleArn"] == ROLE
        return Reply(403, refusal(code)) if second else knowing(stub, asked)

    ran = ask(answer, CHAIN, f"[base]\n{LONG_TERM}", "two", "--assume")
    assert ran.status == 1
    assert words in ran.out


def test_dead_source_keys_are_told_as_such(ask: Callable[..., Ran]) -> None:
    ran = ask(saying("ExpiredToken"), CHAIN, f"[base]\n{SESSION}", "one", "--assume")
    assert "next: awsconf rewrite base" in ran.out


def test_a_profile_that_is_its_own_source(ask: Callable[..., Ran]) -> None:
    config = f"[profile a]\nrole_arn = {ROLE}\nsource_profile = a\n"
    ran = ask(knowing, config, f"[a]\n{LONG_TERM}", "a", "--assume")
    assert (ran.status, len(ran.stub.asked)) == (0, 1)


def test_the_rewrite_is_tried_before_it_is_written(
    ask: Callable[..., Ran], machine: Machine
) -> None:
    dead = f"[project1]\n{SESSION}assumed_role = True\nassumed_role_arn = {ROLE}\n"
    credentials = f"[user1]\n{LONG_TERM}{dead}"
    ran = ask(knowing, "", credentials, "project1", "--assume")
    assert ran.status == 0
    assert f"identity  arn:aws:sts::{ACCOUNT}:assumed-role/path/Deploy/" in ran.out
    assert "note: this tries what is not written yet: Rewrite `project1`" in ran.out
    assert (machine.home / ".aws/credentials").read_text() == credentials
    (asked,) = ran.stub.asked
    assert encoder.key_id("AKIA", ACCOUNT) in asked.headers["Authorization"]


ROLES_APART = {
    f"[profile a]\nrole_arn = {ROLE}\n": "its role has no `source_profile`",
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\n": (
        "a `source_profile` on the way to its keys does not exist"
    ),
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = a\n": "its `source_profile` leads in a ring",
    f"[profile a]\nrole_arn = {ROLE}\ncredential_source = Environment\n": (
        "its source is the environment, a container or an instance"
    ),
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\n"
    "[profile b]\ncredential_process = touch evil\n": (
        "the keys at its source come from `custom-process`, which is not asked here"
    ),
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\n[profile b]\n"
    "aws_access_key_id = YOUR_KEY\naws_secret_access_key = YOUR_SECRET\n": (
        "of its source `b`: its keys are an example, or still to be filled in"
    ),
    f"[profile a]\nrole_arn =\nsource_profile = b\n[profile b]\n{LONG_TERM}": (
        "the `role_arn` of `a` is empty"
    ),
    f"[profile a]\n{LONG_TERM}": "it assumes no role",
    "[profile a]\nregion = eu-west-1\n": "it holds no credentials",
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\nmfa_serial = GAHT12345678\n"
    f"[profile b]\n{LONG_TERM}": "the role of `a` wants an MFA code; add --mfa-code CODE",
}


@pytest.mark.parametrize("config", ROLES_APART)
def test_a_role_that_cannot_be_tried_says_why(ask: Callable[..., Ran], config: str) -> None:
    ran = ask(knowing, config, "", "a", "--assume", "--format", "json")
    assert (ran.status, ran.stub.asked) == (3, [])
    assert ran.profiles[0]["error"]["message"] == ROLES_APART[config]


MFA = f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\nmfa_serial = GAHT12345678\n"


def test_the_code_of_an_mfa_device_goes_with_the_role(ask: Callable[..., Ran]) -> None:
    ran = ask(knowing, MFA, f"[b]\n{LONG_TERM}", "a", "--assume", "--mfa-code", "123456")
    (asked,) = ran.stub.asked
    assert (asked.form["SerialNumber"], asked.form["TokenCode"]) == ("GAHT12345678", "123456")


def test_a_person_at_a_terminal_is_asked_for_it(
    ask: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["654321\n", "none\n"])
    monkeypatch.setattr(sys, "stdin", _Terminal(lines))
    ran = ask(knowing, MFA, f"[b]\n{LONG_TERM}", "a", "--assume")
    assert "the six digits of the MFA device `GAHT12345678`, for the role of `a`:" in ran.err
    assert ran.stub.asked[0].form["TokenCode"] == "654321"
    ran = ask(knowing, MFA, f"[b]\n{LONG_TERM}", "a", "--assume")
    assert (ran.status, ran.stub.asked) == (2, [])
    assert "these are not six digits" in ran.err


class _Terminal:
    """A terminal at which somebody types."""

    def __init__(self, lines: Any) -> None:
        self.lines = lines

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return str(next(self.lines))


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
def test_what_is_no_question(ask: Callable[..., Ran], argv: list[str], words: str) -> None:
    config = f"[default]\n{MFA}{MFA.replace('profile a', 'profile c')}"
    ran = ask(knowing, config, f"[b]\n{LONG_TERM}", *argv)
    assert (ran.status, ran.out, ran.stub.asked) == (2, "", [])
    assert words in ran.err


def test_other_files_are_asked_about_without_the_environment(
    ask: Callable[..., Ran], machine: Machine, capsys: pytest.CaptureFixture[str]
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
