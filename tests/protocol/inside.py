"""A server inside this process, on pipes: with rules, a clock and a pace of the test's own."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from awsconf.host import Host
from awsconf.lsp.server import Pace, Server
from protocol.client import Client

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
NEVER = Pace(3600, 3600, 3600)


def host(home: Path, environ: dict[str, str] | None = None) -> Host:
    """A machine with a scratch home, at noon."""
    return Host(environ or {}, home, lambda: NOW, timezone.utc, home)


@contextmanager
def running(server: Server) -> Iterator[Client]:
    """The server at work; it is told to end with the block."""
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    stdin, stdout = open(to_server, "rb", buffering=0), open(from_server, "wb", buffering=0)  # noqa: SIM115, PTH123

    # pygls would put the server in the place of a first parameter that may be anything.
    async def settle(_params: None) -> None:
        while server.publisher.is_due:
            await asyncio.sleep(0)

    server.feature("test/settle")(settle)
    thread = threading.Thread(target=server.serve, args=(stdin.read, stdout))
    thread.start()
    client = Client(open(from_client, "wb"), open(to_client, "rb"))  # noqa: SIM115, PTH123
    try:
        yield client
    finally:
        client.notify("exit")
        thread.join(timeout=20)
        client.to.close()
        stdout.close()
        assert not thread.is_alive()
