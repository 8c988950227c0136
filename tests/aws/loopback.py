"""An STS and an IAM on loopback, which the tests share: moto keeps one state for the process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

# Whoever lacks it runs all other tests; under CI nothing may skip.
ThreadedMotoServer = pytest.importorskip("moto.server").ThreadedMotoServer

MOTO_KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


@contextmanager
def serving() -> Iterator[str]:
    """The address of a fresh one, which allows every request until `guard` is called."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    # What another test left behind, or forbade, would still hold.
    _reset(endpoint)
    try:
        yield endpoint
    finally:
        _reset(endpoint)
        server.stop()


def guard(endpoint: str) -> None:
    """From now on, every request must be allowed."""
    _ask(f"{endpoint}/moto-api/reset-auth", b"0")


def _reset(endpoint: str) -> None:
    _ask(f"{endpoint}/moto-api/reset-auth", b"inf")
    _ask(f"{endpoint}/moto-api/reset")


def _ask(url: str, body: bytes = b"") -> None:
    request = Request(url, body, {"Content-Type": "text/plain"}, method="POST")
    with urlopen(request, timeout=10) as answer:
        assert answer.status == 200
