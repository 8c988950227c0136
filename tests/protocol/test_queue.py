"""Cancellation: what waits and is cancelled never runs, what runs ends, and ids in are ids out."""

from __future__ import annotations

import asyncio
import io
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from awsconf.lsp.server import Server
from protocol.inside import NEVER, host, running

INTERNAL = {"code": -32603, "message": "internal error"}


class Feed:
    """A stdin that says when all that it holds has been read."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.drained = threading.Event()
        self.done = threading.Event()
        bodies = [json.dumps(message).encode() for message in messages]
        self._chunks = self._all(
            [b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies]
        )

    def read(self, _size: int) -> bytes:
        return next(self._chunks, b"")

    def _all(self, chunks: list[bytes]) -> Iterator[bytes]:
        yield from chunks
        # Asked for more, the reader has dealt with what it was given.
        self.drained.set()
        self.done.wait(20)


def request(identifier: Any, method: str) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": identifier, "method": method, "params": {}}


def test_a_burst_of_cancelled_requests_is_skipped(home: Path) -> None:
    hello = request("hello", "initialize") | {"params": {"capabilities": {}}}
    cancels = [
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": n}} for n in range(60)
    ]
    burst = [request(n, "test/slow") for n in range(60)]
    last = [request("last", "test/slow"), {"jsonrpc": "2.0", "method": "exit"}]
    feed = Feed(hello, request("first", "test/wait"), *burst, *cancels, *last)
    server, ran = Server(host(home), pace=NEVER), []

    server.feature("test/wait")(lambda _params: feed.drained.wait(20))
    server.feature("test/slow")(lambda _params: ran.append(1))
    out = io.BytesIO()
    status = server.serve(feed.read, out)
    feed.done.set()

    replies = [json.loads(body) for body in _bodies(out.getvalue())]
    assert [reply["id"] for reply in replies] == ["hello", "first", *range(60), "last"]
    assert {reply["error"]["code"] for reply in replies[2:62]} == {-32800}
    assert (len(ran), status, server.protocol.inbox.cancelled) == (1, 1, set())


def test_a_running_request_is_cancelled_and_others_are_not(home: Path) -> None:
    server = Server(host(home), pace=NEVER)

    async def forever(params: Any) -> None:
        await asyncio.Event().wait()

    server.feature("test/forever")(forever)
    with running(server) as client:
        client.initialize()
        client.send(request("a", "test/forever"), request("b", "test/forever"))
        client.notify("$/cancelRequest", {"id": "a"})
        client.notify("$/cancelRequest", {"id": "nobody"})
        client.notify("$/cancelRequest", {"id": []})
        reply = client.until(lambda m: m.get("id") in ("a", "b"))
        assert (reply["id"], reply["error"]["code"]) == ("a", -32800)
        client.ask("shutdown")
        replies = [m for m in client.seen if m.get("id") == "b"]
        reply = replies[0] if replies else client.until(lambda m: m.get("id") == "b")
        assert reply["error"]["code"] == -32800


def test_the_client_is_asked_and_may_refuse(home: Path) -> None:
    server = Server(host(home), pace=NEVER)

    async def relays(params: Any) -> Any:
        return [await server.protocol.ask("test/ask", params["what"])]

    server.feature("test/relays")(relays)
    with running(server) as client:
        client.initialize()
        answers: dict[str, dict[str, Any]] = {"a": {"result": 1}, "b": {"error": INTERNAL}}
        for what, answer in answers.items():
            client.send(request(what, "test/relays") | {"params": {"what": what}})
            asked = client.until(lambda m: m.get("method") == "test/ask")
            assert asked["params"] == what
            client.send({"jsonrpc": "2.0", "id": asked["id"]} | answer)
            reply = client.until(lambda m: "method" not in m)
            assert reply["id"] == what
            assert (reply.get("result"), reply.get("error")) == (
                ([1], None) if what == "a" else (None, INTERNAL)
            )
        client.send({"jsonrpc": "2.0", "id": "nobody asked", "result": 1})
        assert client.settle() == []


def test_a_client_that_stops_reading_is_borne(home: Path) -> None:
    nobody_reads, stdout = os.pipe()
    os.close(nobody_reads)
    feed = Feed(*[request(n, "test/unknown") for n in range(9)])
    feed.done.set()
    with io.FileIO(stdout, "wb") as stream:
        assert Server(host(home), pace=NEVER).serve(feed.read, stream) == 1


def test_an_internal_error_says_nothing(home: Path, caplog: Any) -> None:
    server = Server(host(home), pace=NEVER)

    def fails(params: Any) -> None:
        raise ValueError("the secret text")

    server.feature("test/fails")(fails)
    with running(server) as client, caplog.at_level("DEBUG"):
        client.initialize()
        reply = client.ask("test/fails", {"a": "the secret text"})
        assert reply["error"] == INTERNAL
        assert client.settle() == []
    assert "test/fails failed: ValueError" in caplog.text
    assert "secret" not in caplog.text


def _bodies(stream: bytes) -> Iterator[bytes]:
    while stream:
        header, stream = stream.split(b"\r\n\r\n", 1)
        length = int(header.split(b":")[1])
        yield stream[:length]
        stream = stream[length:]
