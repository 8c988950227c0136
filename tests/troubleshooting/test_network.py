"""S10, S12, S16, S17, S19: what has to be asked over the network, and only because a person asks.

The servers are on loopback; `tests/online` has more of what they may answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

import encoder
from awsconf.cli import doctor as command
from awsconf.doctor.observations import Clock, Container, Instance, Observations
from fixture import NOW
from online.asking import ACCOUNT, ARN, LONG_TERM, SESSION, knowing, saying
from online.stubs import Asked, Reply, Stub, serving
from troubleshooting.person import Person


@pytest.fixture(autouse=True)
def around(monkeypatch: pytest.MonkeyPatch) -> list[Observations]:
    """What is seen of the system, which a test may change."""
    seen = [Observations(clock=Clock(True, "systemd-timesyncd"))]
    monkeypatch.setattr(command, "observe", lambda _: seen[0])
    return seen


def about(person: Person, words: str, flags: str) -> dict[str, Any]:
    """The one line of the doctor that holds the words."""
    lines = person.types(f"awsconf doctor --format json {flags}").json["lines"]
    found: dict[str, Any]
    (found,) = (line for line in lines if words in line["message"])
    return found


def test_s10_whose_credentials_these_are(person: Person) -> None:
    person.has(credentials=f"[default]\n{LONG_TERM}")
    lines = person.types("awsconf explain default").lines
    assert lines[lines.index("next") + 1] == "awsconf verify default"
    with serving(knowing) as stub:
        person.sets(AWS_ENDPOINT_URL_STS=stub.url)
        said = person.types("awsconf verify default")
    assert said.status == 0
    assert f"account {ACCOUNT}" in said.lines
    assert f"identity {ARN}" in said.lines


def test_s10_the_error_is_explained(person: Person) -> None:
    person.has(credentials=f"[project1]\n{SESSION}")
    with serving(saying("ExpiredToken")) as stub:
        person.sets(AWS_ENDPOINT_URL_STS=stub.url)
        said = person.types("awsconf verify project1")
    assert said.status == 1
    assert "ExpiredToken" in said.out
    assert "`project1`" in said.lines[0]


@pytest.mark.parametrize(
    ("minutes", "state", "words"),
    [
        (0, "ok", "the clock agrees with"),
        (4, "note", "4 minutes ahead of"),
        (20, "trouble", "20 minutes ahead of"),
    ],
)
def test_s12_the_clock_against_that_of_a_server(
    person: Person, minutes: int, state: str, words: str
) -> None:
    date = format_datetime(NOW - timedelta(minutes=minutes), usegmt=True)
    with serving(lambda *_: Reply(302, date=date)) as stub:
        person.has(config="[default]\nregion = eu-west-1\n")
        person.sets(AWS_ENDPOINT_URL_STS=stub.url)
        assert about(person, words, "--online")["state"] == state
    (question,) = stub.asked
    assert (question.method, "Authorization" in question.headers) == ("HEAD", False)


SESSION_OF = """\
[a]
aws_access_key_id = <ASIA a>
aws_secret_access_key = <secret a>
aws_session_token = <token a issued={issued}>
{note}"""


@pytest.mark.parametrize(
    ("ended", "rules"),
    [("11:57", {"expiring-session-token"}), ("11:54", {"expired-session-token"})],
)
def test_s12_five_minutes_are_allowed(person: Person, ended: str, rules: set[str]) -> None:
    note = f"x_security_token_expires = 2026-06-01T{ended}:00Z\n"
    person.has(credentials=SESSION_OF.format(issued="2026-06-01T11:00Z", note=note))
    assert _about_time(person) == rules
    with person.editor() as editor:
        assert all(editor.findings(rule) for rule in rules)


def test_s12_no_verdict_by_a_clock_that_is_provably_wrong(person: Person) -> None:
    person.has(credentials=SESSION_OF.format(issued="2026-06-01T14:00Z", note=""))
    assert _about_time(person) == {"wrong-clock"}
    said = person.types("awsconf explain a --format json").json
    assert said["life"]["state"] == "clock wrong"
    assert said["next"]["command"] == "awsconf doctor --online"


def _about_time(person: Person) -> set[str]:
    """The rules about the end of tokens that find something."""
    found = person.types("awsconf check --format json --exit-zero").json["findings"]
    return {one["rule"] for one in found if one["rule"].endswith(("-session-token", "-clock"))}


@contextmanager
def metadata(answer: Callable[[Stub, Asked], Reply]) -> Iterator[Stub]:
    """A metadata service."""
    with serving(answer) as stub:
        yield stub


def lending(_: Stub, question: Asked) -> Reply:
    """An instance with a role, asked as IMDSv2 has it."""
    if question.method == "PUT":
        return Reply(200, "a-token")
    if question.path.endswith("/security-credentials/"):
        return Reply(200, "Worker")
    lent = {"Code": "Success", "AccessKeyId": encoder.key_id("ASIA")}
    lent |= {"SecretAccessKey": encoder.secret("lent"), "Token": encoder.token(seed="lent")}
    return Reply(200, json.dumps({**lent, "Expiration": "2026-06-01T18:00:00Z"}))


def test_s16_role_and_expiry_of_the_instance(person: Person) -> None:
    with metadata(lending) as stub:
        person.sets(AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url)
        said = person.types("awsconf doctor --metadata")
    told = " ".join(said.lines)
    assert "the role `Worker`, whose keys end at 2026-06-01 18:00 UTC" in told
    assert "IMDSv2" in told
    assert encoder.secret("lent") not in said.out + said.err


def test_s17_a_proxy_without_the_exception(person: Person, around: list[Observations]) -> None:
    around[0] = Observations(instance=Instance("EC2"))
    person.has(config="[default]\nregion = eu-west-1\n")
    person.sets(HTTP_PROXY="http://127.0.0.1:9")
    line = about(person, "is asked by way of a proxy", "")
    assert line["commands"][0]["command"] == 'export NO_PROXY="169.254.169.254"'
    with metadata(lending) as stub:
        proxied = {
            "HTTP_PROXY": "http://127.0.0.1:9",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": stub.url,
        }
        person.sets(**proxied)
        assert about(person, "`HTTP_PROXY` names a proxy", "--metadata")
        person.sets(**proxied, NO_PROXY="127.0.0.1")
        said = person.types("awsconf doctor --metadata")
    assert "names a proxy" not in said.out


def test_s19_the_hop_limit_of_a_container(person: Person, around: list[Observations]) -> None:
    around[0] = Observations(container=Container("there is a file `/.dockerenv`"))

    def silent(stub: Stub, question: Asked) -> Reply:
        if question.method == "PUT":
            stub.hang()
        return Reply(401)

    with metadata(silent) as stub:
        person.sets(AWS_EC2_METADATA_SERVICE_ENDPOINT=stub.url)
        line = about(person, "does not answer in time", "--metadata")
    commands = [one["command"] for one in line["commands"]]
    assert "--http-put-response-hop-limit 2" in commands[0]
    # S18: it may as well need more time.
    assert "AWS_METADATA_SERVICE_TIMEOUT=5" in commands[1]
