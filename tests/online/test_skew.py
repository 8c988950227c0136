"""How far the clock is off, by what a server says; and the ways in which none can be asked."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest

from awsconf.doctor.observations import Clock
from awsconf.online.skew import measure, skew
from awsconf.verification.troubles import Trouble
from fixture import NOW
from online.stubs import Asked, Reply, Stub, serving


@pytest.mark.parametrize("by", [timedelta(minutes=11), timedelta(minutes=-11), timedelta()])
def test_the_date_of_an_answer_tells(by: timedelta) -> None:
    """Whatever the answer is: AWS sends who knocks at STS to a page."""
    with serving(lambda *_: Reply(302, date=format_datetime(NOW - by))) as stub:
        assert measure(stub.url, lambda: NOW, {}) == Clock(skew=by, asked=stub.url)
    (asked,) = stub.asked
    assert asked.method == "HEAD"
    assert "Authorization" not in asked.headers


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_an_answer_without_a_date(date: str | None) -> None:
    with serving(lambda *_: Reply(200, date=date)) as stub:
        found = measure(stub.url, lambda: NOW, {})
    assert found == Clock(asked=stub.url, trouble="its answer bears no date")


def test_a_server_that_is_silent() -> None:
    def answer(stub: Stub, _: Asked) -> Reply:
        stub.hang()
        return Reply(200)

    with serving(answer) as stub:
        found = measure(stub.url, lambda: NOW, {}, timeout=0.2)
    assert found.trouble == Trouble.TIMED_OUT.value


def test_a_name_that_is_none() -> None:
    found = measure("http://sts.invalid", lambda: NOW, {})
    assert found.trouble == Trouble.NAME_UNKNOWN.value


def test_a_port_at_which_nobody_listens() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        assert measure(url, lambda: NOW, {}).trouble == Trouble.UNREACHABLE.value
        environ = {"HTTPS_PROXY": url.replace("//", "//user:word@")}
        found = measure("https://sts.invalid", lambda: NOW, environ)
    assert found.trouble == Trouble.PROXY.value
    assert "word" not in repr(found)


def test_a_server_that_does_not_speak_tls() -> None:
    with serving(lambda *_: Reply(200)) as stub:
        found = measure(stub.url.replace("http:", "https:"), lambda: NOW, {})
    assert found.trouble == Trouble.CERTIFICATE.value


def test_certificates_that_are_not_there() -> None:
    with serving(lambda *_: Reply(200)) as stub:
        url = stub.url.replace("http:", "https:")
        found = measure(url, lambda: NOW, {"AWS_CA_BUNDLE": "absent.pem"})
    assert found.trouble in (Trouble.CERTIFICATE.value, Trouble.OTHER.value)


def test_a_proxy_of_the_environment_is_used() -> None:
    with serving(lambda *_: Reply(200, date=format_datetime(NOW))) as proxy:
        found = measure("http://sts.invalid", lambda: NOW, {"http_proxy": proxy.url})
    assert found.skew == timedelta()
    assert proxy.asked[0].path == "http://sts.invalid/"


@pytest.mark.parametrize("date", ["", "Mon, 1 Jan 0001 00:00:00 GMT", "x" * 100])
def test_no_date_does_harm(date: str) -> None:
    found = skew(date, NOW)
    assert found is None or abs(found) > timedelta(days=300)
