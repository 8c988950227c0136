"""`awsconf verify --assume`: chains of roles, codes of devices, and rewrites not yet written."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import encoder
from cli.machine import Machine
from online.asking import (
    ACCOUNT,
    ENDS,
    LENT,
    LONG_TERM,
    MFA,
    ROLE,
    SECRET,
    SESSION,
    TOKEN,
    Ask,
    knowing,
    saying,
)
from online.stubs import Asked, Reply, Stub, refusal

CHAIN = (
    "[profile one]\nrole_arn = arn:aws:iam::111122223333:role/One\nsource_profile = base\n"
    "external_id = x/y\n"
    f"[profile two]\nrole_arn = {ROLE}\nsource_profile = one\n"
    "role_session_name = me\nduration_seconds = 900\n"
)


def test_a_chain_of_roles_is_tried_hop_by_hop(ask: Ask) -> None:
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
def test_the_hop_that_fails_is_named(ask: Ask, code: str, words: str) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        second = asked.form["RoleArn"] == ROLE
        return Reply(403, refusal(code)) if second else knowing(stub, asked)

    ran = ask(answer, CHAIN, f"[base]\n{LONG_TERM}", "two", "--assume")
    assert ran.status == 1
    assert words in ran.out


def test_dead_source_keys_are_told_as_such(ask: Ask) -> None:
    ran = ask(saying("ExpiredToken"), CHAIN, f"[base]\n{SESSION}", "one", "--assume")
    assert "next: awsconf rewrite base" in ran.out


def test_a_profile_that_is_its_own_source(ask: Ask) -> None:
    config = f"[profile a]\nrole_arn = {ROLE}\nsource_profile = a\n"
    ran = ask(knowing, config, f"[a]\n{LONG_TERM}", "a", "--assume")
    assert (ran.status, len(ran.stub.asked)) == (0, 1)


def test_the_rewrite_is_tried_before_it_is_written(ask: Ask, machine: Machine) -> None:
    dead = f"[project1]\n{SESSION}assumed_role = True\nassumed_role_arn = {ROLE}\n"
    credentials = f"[user1]\n{LONG_TERM}{dead}"
    ran = ask(knowing, "", credentials, "project1", "--assume")
    assert ran.status == 0
    assert f"identity  arn:aws:sts::{ACCOUNT}:assumed-role/path/Deploy/" in ran.out
    assert "note: this tries what is not written yet: Rewrite `project1`" in ran.out
    assert (machine.home / ".aws/credentials").read_text() == credentials
    (asked,) = ran.stub.asked
    assert encoder.key_id("AKIA", ACCOUNT) in asked.headers["Authorization"]


CACHED = (
    f'{{"Credentials": {{"AccessKeyId": "{encoder.key_id("ASIA", ACCOUNT)}", "SecretAccessKey":'
    f' "{SECRET}", "SessionToken": "{TOKEN}", "Expiration": "{ENDS}"}}, "AssumedRoleUser":'
    f' {{"Arn": "arn:aws:sts::{ACCOUNT}:assumed-role/Deploy/me"}}}}'
)


@pytest.mark.parametrize("caches", [True, False])
def test_the_rewrite_that_is_tried_is_the_one_that_would_be_written(
    ask: Ask, machine: Machine, caches: bool
) -> None:
    """`awsconf rewrite` learns the role from a cache as well."""
    machine.write(f".aws/cli/cache/{'0a' * 20}.json", CACHED)
    credentials = f"[user1]\n{LONG_TERM}[project1]\n{SESSION}"
    flags = ["--assume"] if caches else ["--assume", "--no-caches"]
    ran = ask(knowing, "", credentials, "project1", *flags)
    roles = [asked.form["RoleArn"] for asked in ran.stub.asked]
    assert roles == [f"arn:aws:iam::{ACCOUNT}:role/Deploy"] * caches


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
    f"[profile a]\n{SESSION}": (
        "it assumes no role, and `awsconf rewrite` cannot tell which: the files do not tell which"
        " role `a` was; say --role-arn ARN"
    ),
    "[profile a]\nregion = eu-west-1\n": "it holds no credentials",
    f"[profile a]\nrole_arn = {ROLE}\nsource_profile = b\nmfa_serial = GAHT12345678\n"
    f"[profile b]\n{LONG_TERM}": "the role of `a` wants an MFA code; add --mfa-code CODE",
}


@pytest.mark.parametrize("config", ROLES_APART)
def test_a_role_that_cannot_be_tried_says_why(ask: Ask, config: str) -> None:
    ran = ask(knowing, config, "", "a", "--assume", "--format", "json")
    assert (ran.status, ran.stub.asked) == (3, [])
    assert ran.profiles[0]["error"]["message"] == ROLES_APART[config]


def test_the_code_of_an_mfa_device_goes_with_the_role(ask: Ask) -> None:
    ran = ask(knowing, MFA, f"[b]\n{LONG_TERM}", "a", "--assume", "--mfa-code", "123456")
    (asked,) = ran.stub.asked
    assert (asked.form["SerialNumber"], asked.form["TokenCode"]) == ("GAHT12345678", "123456")


def test_a_person_at_a_terminal_is_asked_for_it(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
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
