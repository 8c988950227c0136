"""The metadata service, played on loopback: what is asked, what is kept, what each lack means."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from botocore.utils import InstanceMetadataFetcher

import encoder
from awsconf.doctor.observations import Metadata, Outcome
from awsconf.online.metadata import ask
from fixture import NOW
from online.stubs import Asked, Reply, Stub, serving

SECRET, TOKEN = encoder.secret("instance"), encoder.token()
CREDENTIALS = {
    "Code": "Success",
    "AccessKeyId": encoder.key_id("ASIA"),
    "SecretAccessKey": SECRET,
    "Token": TOKEN,
    "Expiration": "2026-06-01T18:00:00Z",
}
ENDS = datetime(2026, 6, 1, 18, tzinfo=timezone.utc)
ROLES = "/latest/meta-data/iam/security-credentials/"
Answer = Callable[[Stub, Asked], Reply]


def service(
    *,
    token: Reply = Reply(200, "a-token"),  # noqa: B008 - it is frozen
    role: Reply = Reply(200, "Worker"),  # noqa: B008
    lent: Reply = Reply(200, json.dumps(CREDENTIALS)),  # noqa: B008
    date: str | None = None,
) -> Answer:
    """A service whose three pages are these; without the token that it gave, it says 401."""

    def answer(_: Stub, asked: Asked) -> Reply:
        if asked.method == "PUT":
            assert asked.path == "/latest/api/token"
            return token._replace(date=date)
        given = asked.headers.get("x-aws-ec2-metadata-token")
        if token.status == 200 and given != token.body:
            return Reply(401)
        return {ROLES: role, f"{ROLES}Worker": lent}[asked.path]._replace(date=date)

    return answer


def asked(answer: Answer, settings: Mapping[str, str] | None = None) -> tuple[Metadata, Stub]:
    """What is made of a service, and the service."""
    with serving(answer) as stub:
        environ = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": stub.url}
        return ask(environ, settings or {}, lambda: NOW), stub


def test_role_and_expiry_are_told_and_nothing_secret() -> None:
    found, stub = asked(service(date=format_datetime(NOW - timedelta(minutes=7))))
    assert found == Metadata(
        stub.url,
        Outcome.ANSWERED,
        with_token=True,
        role="Worker",
        expires=ENDS,
        status=200,
        code="Success",
        skew=timedelta(minutes=7),
    )
    assert SECRET not in repr(found)
    assert TOKEN not in repr(found)
    assert [one.method for one in stub.asked] == ["PUT", "GET", "GET"]
    assert stub.asked[0].headers["x-aws-ec2-metadata-token-ttl-seconds"] == "60"


def test_botocore_gets_the_role_from_the_same_service() -> None:
    with serving(service()) as stub:
        given = InstanceMetadataFetcher(base_url=stub.url, env={}).retrieve_iam_role_credentials()
    assert given["role_name"] == "Worker"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"role": Reply(401)}, (Outcome.REFUSED, 401)),
        ({"role": Reply(404, "<html>")}, (Outcome.NO_ROLE, 404)),
        ({"role": Reply(200, "")}, (Outcome.NO_ROLE, 200)),
        ({"role": Reply(200, "<html>a proxy</html>")}, (Outcome.NOT_METADATA, 200)),
        ({"role": Reply(302)}, (Outcome.NOT_METADATA, 302)),
        ({"role": Reply(503)}, (Outcome.REFUSED, 503)),
        ({"token": Reply(200, "<html>\n")}, (Outcome.NOT_METADATA, 200)),
        ({"token": Reply(400)}, (Outcome.REFUSED, 400)),
        ({"token": Reply(404), "role": Reply(404)}, (Outcome.NOT_METADATA, 404)),
        ({"token": Reply(403), "role": Reply(403)}, (Outcome.REFUSED, 403)),
        ({"lent": Reply(404)}, (Outcome.NO_CREDENTIALS, 404)),
        ({"lent": Reply(200, "[1]")}, (Outcome.NO_CREDENTIALS, 200)),
        ({"lent": Reply(200, "nothing")}, (Outcome.NOT_METADATA, 200)),
        ({"lent": Reply(200, "[" * 60_000)}, (Outcome.NOT_METADATA, 200)),
    ],
)
def test_what_else_it_may_answer(pages: dict[str, Any], expected: tuple[Outcome, int]) -> None:
    found, _ = asked(service(**pages))
    assert (found.outcome, found.status) == expected


def test_a_role_that_cannot_be_used_says_why() -> None:
    body = json.dumps({"Code": "AssumeRoleUnauthorizedAccess", "Message": "no"})
    found, _ = asked(service(lent=Reply(200, body)))
    assert (found.outcome, found.role) == (Outcome.NO_CREDENTIALS, "Worker")
    assert found.code == "AssumeRoleUnauthorizedAccess"


def test_without_a_token_the_old_way_is_tried_unless_it_is_switched_off() -> None:
    found, _ = asked(service(token=Reply(404)))
    assert (found.outcome, found.with_token) == (Outcome.ANSWERED, False)
    found, stub = asked(service(token=Reply(404)), {"ec2_metadata_v1_disabled": "TRUE"})
    assert found.outcome is Outcome.REFUSED
    assert len(stub.asked) == 1


@pytest.mark.parametrize("then", [401, None], ids=["refused", "silent"])
def test_a_token_that_does_not_come_back_over_too_many_hops(then: int | None) -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        if asked.method == "PUT" or then is None:
            stub.hang()
        return Reply(then or 200)

    found, _ = asked(answer)
    assert (found.outcome, found.hops_suspected) == (Outcome.TIMED_OUT, True)
    assert found.status == then


def test_the_old_way_works_where_only_the_token_is_held_back() -> None:
    def answer(stub: Stub, asked: Asked) -> Reply:
        if asked.method == "PUT":
            stub.hang()
        return service(token=Reply(404))(stub, asked)

    found, _ = asked(answer)
    assert (found.outcome, found.hops_suspected) == (Outcome.ANSWERED, True)


def test_where_nobody_listens(closed_port: int) -> None:
    endpoint = f"http://127.0.0.1:{closed_port}"
    found = ask({"AWS_EC2_METADATA_SERVICE_ENDPOINT": endpoint}, {}, lambda: NOW)
    assert found == Metadata(endpoint, Outcome.UNREACHABLE)


def test_what_does_not_speak_http_is_something_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def greet() -> None:
            other, _ = server.accept()
            with other:
                other.sendall(b"SSH-2.0-something\r\n\r\n")
                other.recv(1 << 16)

        thread = threading.Thread(target=greet)
        thread.start()
        endpoint = f"http://127.0.0.1:{server.getsockname()[1]}"
        settings = {"ec2_metadata_service_endpoint": endpoint, "ec2_metadata_v1_disabled": "true"}
        found = ask({}, settings, lambda: NOW)
        thread.join(20)
    assert found.outcome is Outcome.NOT_METADATA


@pytest.mark.parametrize("word", ["true", "True"])
def test_a_switch_keeps_everybody_quiet(word: str) -> None:
    with serving(service()) as stub:
        environ = {
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": stub.url,
            "AWS_EC2_METADATA_DISABLED": word,
        }
        assert ask(environ, {}, lambda: NOW).outcome is Outcome.DISABLED
    assert stub.asked == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ec2_metadata_service_endpoint_mode": "ipv5"}, "http://169.254.169.254"),
        ({"ec2_metadata_service_endpoint": "here"}, ""),
        ({"ec2_metadata_service_endpoint": "file:///etc/passwd"}, ""),
        ({"ec2_metadata_service_endpoint": "http://[::"}, ""),
    ],
)
def test_settings_that_name_no_address(settings: dict[str, str], named: str) -> None:
    found = ask({}, settings, lambda: NOW)
    assert (found.outcome, found.endpoint) == (Outcome.MISCONFIGURED, named)


def test_the_environment_wins_over_the_file_and_the_number_of_attempts_counts() -> None:
    seen = []

    def answer(stub: Stub, asked: Asked) -> Reply:
        seen.append(asked.method)
        return Reply(503) if len(seen) < 3 else service()(stub, asked)

    with serving(answer) as stub:
        settings = {
            "ec2_metadata_service_endpoint": "http://127.0.0.1:1",
            "metadata_service_num_attempts": "3",
        }
        environ = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": stub.url + "/"}
        assert ask(environ, settings, lambda: NOW).outcome is Outcome.ANSWERED
    assert seen[:3] == ["PUT", "PUT", "PUT"]


def test_a_proxy_is_named_and_never_used(closed_port: int) -> None:
    proxy = f"http://user:word@127.0.0.1:{closed_port}"
    with serving(service()) as stub:
        environ = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": stub.url, "HTTP_PROXY": proxy}
        found = ask(environ, {}, lambda: NOW)
        excepted = ask({**environ, "NO_PROXY": "127.0.0.1"}, {}, lambda: NOW)
    assert (found.outcome, found.proxied_by) == (Outcome.ANSWERED, "HTTP_PROXY")
    assert excepted.proxied_by is None
    assert "word" not in repr(found)


def test_an_answer_without_an_end_is_read_to_a_point() -> None:
    found, _ = asked(service(lent=Reply(200, json.dumps({**CREDENTIALS, "x": "y" * 200_000}))))
    assert found.outcome is Outcome.NOT_METADATA


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port at which nobody listens, held so that nobody else takes it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_the_usual_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not asked here, so the connection is taken away."""
    tried: list[Any] = []

    def refuse(address: Any, *_: Any, **__: Any) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    settings = [{}, {"ec2_metadata_service_endpoint_mode": "IPv6"}, {"imds_use_ipv6": "true"}]
    found = [ask({}, some, lambda: NOW).outcome for some in settings]
    assert found == [Outcome.UNREACHABLE] * 3
    assert tried == [("169.254.169.254", 80), ("fd00:ec2::254", 80), ("fd00:ec2::254", 80)]
