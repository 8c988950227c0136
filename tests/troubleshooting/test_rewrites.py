"""S5, S7, S21: copied credentials become a profile that renews itself."""

from __future__ import annotations

import pytest

from troubleshooting.person import Person

KEYS = "aws_access_key_id = <AKIA user1>\naws_secret_access_key = <secret user1>\n"
JSON = """\
{
    "Credentials": {
        "AccessKeyId": "<ASIA role>",
        "SecretAccessKey": "<secret role>",
        "SessionToken": "<token role>",
        "Expiration": "2026-06-01T13:00:00+00:00"
    },
    "AssumedRoleUser": {
        "AssumedRoleId": "AROAIOSFODNN7EXAMPLE:alice",
        "Arn": "arn:aws:sts::111122223333:assumed-role/Developer/alice"
    }
}
"""
SHELLS = {
    "bash": (
        "export AWS_ACCESS_KEY_ID=<ASIA role>\nexport AWS_SECRET_ACCESS_KEY=<secret role>\n"
        "export AWS_SESSION_TOKEN=<token role>\n"
    ),
    "cmd": (
        "setx AWS_ACCESS_KEY_ID <ASIA role>\nsetx AWS_SECRET_ACCESS_KEY <secret role>\n"
        "setx AWS_SESSION_TOKEN <token role>\n"
    ),
    "powershell": (
        '$Env:AWS_ACCESS_KEY_ID="<ASIA role>"\n$Env:AWS_SECRET_ACCESS_KEY="<secret role>"\n'
        '$Env:AWS_SESSION_TOKEN="<token role>"\n'
    ),
}
COPIED = """\
[project1]
region = ap-northeast-1
aws_access_key_id = <ASIA project1>
aws_secret_access_key = <secret project1>
aws_session_token = <token project1 issued=2026-05-20T12:00Z>
"""
ROLE = "arn:aws:iam::111122223333:role/Reader"


def test_s05_pasted_json_becomes_a_profile(person: Person) -> None:
    person.has(credentials=f"[user1]\n{KEYS}\n[dev]\n{JSON}")
    with person.editor() as editor:
        assert editor.findings("foreign-format")
        offered = editor.actions("credentials", "[dev]\n{")
        plain = editor.after(offered["Write them as settings"])["credentials"]
        (role,) = (title for title in offered if title.startswith("Let `dev` assume `Developer`"))
        better = editor.after(offered[role])
    assert "x_security_token_expires = 2026-06-01T13:00:00Z\n" in plain
    assert "{" not in plain
    assert "role_arn = arn:aws:iam::111122223333:role/Developer\n" in better["config"]
    assert "source_profile = user1\n" in better["config"]
    assert "[dev]" not in better["credentials"]


@pytest.mark.parametrize("shell", SHELLS)
def test_s05_pasted_lines_of_a_shell_become_a_profile(person: Person, shell: str) -> None:
    person.has(credentials=f"[dev]\n{SHELLS[shell]}")
    said = person.types("awsconf check --fix --unsafe-fixes")
    assert "foreign-format" not in said.out
    (answer,) = person.types("awsconf resolve dev --format json").json["profiles"]
    names = {row["name"] for row in answer["settings"]}
    assert answer["provider"] == "shared-credentials-file"
    assert {"aws_access_key_id", "aws_secret_access_key", "aws_session_token"} <= names


def test_s07_the_profile_assumes_its_role_with_the_keys_of_the_user(person: Person) -> None:
    person.has(credentials=f"{COPIED}\n[user1]\n{KEYS}")
    said = person.types(f"awsconf rewrite project1 --role-arn {ROLE} --source-profile user1")
    assert "+[profile project1]" in said.lines
    assert f"+role_arn = {ROLE}" in said.lines
    assert "[project1]" in person.text("credentials")
    person.types(f"awsconf rewrite project1 --role-arn {ROLE} --source-profile user1 --write")
    assert person.text("config").startswith("[profile project1]\n")
    assert f"role_arn = {ROLE}\nsource_profile = user1\n" in person.text("config")
    assert "aws_session_token" not in person.text("credentials")
    assert "region = ap-northeast-1\n" in person.text("config") + person.text("credentials")
    answer = person.types("awsconf explain project1 --format json").json
    assert (answer["provider"], answer["life"]) == ("assume-role", {"state": "long-term"})


def test_s07_role_and_source_are_found_by_evidence(person: Person) -> None:
    marks = f"assumed_role_arn = {ROLE}\n"
    person.has(credentials=f"{COPIED}{marks}\n[user1]\n{KEYS}")
    with person.editor() as editor:
        (shown,) = editor.findings("expired-session-token")
        offered = editor.actions("credentials", "aws_session_token = IQ")
        (title,) = (each for each in offered if each.startswith("Rewrite `project1` to assume"))
        after = editor.after(offered[title])
    assert "holds a dead session token" in shown["message"]
    assert "`Reader` with the credentials of `user1`" in title
    assert f"role_arn = {ROLE}\n" in after["config"]
    assert "aws_session_token" not in after["credentials"]
    person.types("awsconf check --fix --unsafe-fixes")
    assert "aws_session_token" not in person.text("credentials")
    assert f"role_arn = {ROLE}\n" in person.text("config")


DEVICE = "arn:aws:iam::111122223333:mfa/ann"


def test_s21_the_mfa_device_is_carried_over(person: Person) -> None:
    sibling = f"[profile other]\nrole_arn = {ROLE}\nsource_profile = user1\nmfa_serial = {DEVICE}\n"
    person.has(config=sibling, credentials=f"{COPIED}assumed_role_arn = {ROLE}\n\n[user1]\n{KEYS}")
    said = person.types("awsconf rewrite project1 --write")
    assert said.status == 0, said.err
    mine = person.text("config").partition("[profile project1]")[2]
    assert f"mfa_serial = {DEVICE}\n" in mine


def test_s21_the_mfa_device_on_the_wrong_profile(person: Person) -> None:
    config = f"[profile dev]\nrole_arn = {ROLE}\nsource_profile = user1\n"
    person.has(config=config, credentials=f"[user1]\n{KEYS}mfa_serial = {DEVICE}\n")
    with person.editor() as editor:
        (shown,) = editor.findings("mfa-on-source")
        offered = editor.actions("credentials", "mfa_ser")
    assert "mfa_serial" in shown["message"]
    assert any("mfa_serial" in title for title in offered)


def test_s21_the_mfa_device_of_another_account(person: Person) -> None:
    other = DEVICE.replace("111122223333", "444455556666")
    config = f"[profile dev]\nrole_arn = {ROLE}\nsource_profile = user1\nmfa_serial = {other}\n"
    person.has(config=config, credentials=f"[user1]\n{KEYS}")
    found = person.types("awsconf check --format json --exit-zero").json["findings"]
    assert "mfa-of-another-account" in [one["rule"] for one in found]
    with person.editor() as editor:
        assert editor.findings("mfa-of-another-account")
