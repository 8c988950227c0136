"""A raw JSON-RPC client of the server, in a process of its own or inside this one.

It sends what a well-behaved client refuses to send, waits for messages rather than for time,
and keeps every byte that came out, for the search for secrets.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

SERVER = Path(__file__).parents[2] / "server"
TIMEOUT = 60.0
"""Seconds; a wait ends with what it waits for, and a machine may be busy with other workers."""

Json = dict[str, Any]


class Client:
    """One end of the wire."""

    def __init__(self, to: IO[bytes], from_: IO[bytes]) -> None:
        self.to, self.bytes_out = to, bytearray()
        self.seen: list[Json] = []
        self._came: queue.Queue[Json | None] = queue.Queue()
        self._last = 0
        threading.Thread(target=self._read, args=(from_,), daemon=True).start()

    def send(self, *messages: Json | bytes) -> None:
        """Send messages in one write; bytes go out as a body that is not looked at."""
        bodies = [m if isinstance(m, bytes) else json.dumps(m).encode() for m in messages]
        self.to.write(b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(b), b) for b in bodies))
        self.to.flush()

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Json:
        """Send a request and wait for its response, whole."""
        self._last += 1
        identifier = self._last
        self.send({"jsonrpc": "2.0", "id": identifier, "method": method, "params": params})
        return self.until(lambda m: m.get("id") == identifier and "method" not in m)

    def until(self, wanted: Callable[[Json], bool]) -> Json:
        """The next message that is wanted; those before it are kept in `seen`."""
        while True:
            message = self._came.get(timeout=TIMEOUT)
            assert message is not None, "the server closed its stream"
            self.seen.append(message)
            if wanted(message):
                return message

    def published(self, uri: str) -> Json:
        """The parameters of the next publication for `uri`."""
        method = "textDocument/publishDiagnostics"
        message = self.until(lambda m: m.get("method") == method and m["params"]["uri"] == uri)
        return dict(message["params"])

    def settle(self) -> list[Json]:
        """All that the server has to say by now; `inside` registers the request for that."""
        start = len(self.seen)
        reply = self.ask("test/settle")
        # A process of its own does not know the request, and is done with what came before.
        assert reply.get("error", {}).get("code") in (None, -32601)
        return self.seen[start:-1]

    def initialize(self, capabilities: Json | None = None, **params: Any) -> Json:
        """Shake hands; the result of `initialize`."""
        reply = self.ask(
            "initialize", {"processId": None, "capabilities": capabilities or {}, **params}
        )
        self.notify("initialized", {})
        return dict(reply["result"])

    def open(self, uri: str, text: str, language: str = "ini", version: int = 1) -> None:
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, version: int, *changes: Json) -> None:
        document = {"uri": uri, "version": version}
        params = {"textDocument": document, "contentChanges": list(changes)}
        self.notify("textDocument/didChange", params)

    def _read(self, stream: IO[bytes]) -> None:
        while line := stream.readline():
            self.bytes_out += line
            length = int(line.split(b":")[1])
            assert stream.readline() == b"\r\n"
            self.bytes_out += (body := stream.read(length))
            self._came.put(json.loads(body))
        self._came.put(None)


@contextmanager
def process(home: Path, *arguments: str) -> Iterator[tuple[Client, subprocess.Popen[bytes]]]:
    """A server in a process of its own, in an empty environment with a scratch home."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "PYTHON"))}
    env = keep | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(SERVER)}
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "awsconf.lsp", *arguments]
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=pipe) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield Client(server.stdin, server.stdout), server
        finally:
            server.kill()
