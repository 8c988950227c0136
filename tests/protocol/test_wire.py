"""The bytes under the messages: headers that lie, and bodies in more pieces than one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from awsconf.lsp.wire import frames
from protocol.client import Client, Json

GOOD = b'{"jsonrpc":"2.0","id":"good","method":"no/such/method"}'


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def bodies(stream: bytes, size: int = 1 << 16) -> list[bytes]:
    pieces: Iterator[bytes] = (stream[at : at + size] for at in range(0, len(stream), size))
    return list(frames(lambda _most: next(pieces, b"")))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 16])
@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: 4\r\n\r\n",
        b"content-length:4\r\n\r\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:\t 4 \r\n\r\n",
        b"X-Content-Length: 9\r\nContent-Length: 4\r\nX: y\r\n\r\n",
    ],
)
def test_headers_and_bodies_in_pieces(header: bytes, size: int) -> None:
    assert bodies((header + b"\r\n\r\n") * 3, size) == [b"\r\n\r\n"] * 3


@pytest.mark.parametrize(
    "lie",
    [
        b"X: y\r\n\r\n" + GOOD,
        b"Content-Length: 5\r\n\r\n" + GOOD,
        b"Content-Length: 60\r\n\r\n" + GOOD + framed(GOOD),
        b"Content-Length: -5\r\n\r\n" + GOOD,
        b"Content-Length: %b\r\n\r\n" % (b"9" * 5000) + GOOD,
        b"Content-Length: 50\n\n" + GOOD,
        b"x" * 2_000_000,
    ],
)
def test_after_a_lie_the_next_header_is_found(lie: bytes) -> None:
    assert bodies(lie + framed(GOOD) + framed(GOOD))[-2:] == [GOOD, GOOD]


@pytest.mark.parametrize(
    "cancel",
    [
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": True}},
        {"jsonrpc": "2.0", "id": "x", "method": "$/cancelRequest", "params": {"id": 1}},
        {"method": "$/cancelRequest", "params": {"id": 1}},
    ],
)
def test_what_is_no_cancellation_cancels_nothing_later(client: Client, cancel: Json) -> None:
    client.send(cancel)
    assert "capabilities" in client.initialize()
