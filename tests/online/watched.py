"""A program for a process of its own: runs awsconf while Python itself tells what is attempted.

Its first argument says what runs: `commands` and a list of command lines in JSON, or `session`
and the frames of a language client in a file. An audit hook cannot be taken off again, and sees
what a patched function would not.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

STARTS = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "subprocess.Popen",
        "webbrowser.open",
        "_winapi.CreateProcess",
    }
)
REACHES = frozenset(
    {
        "http.client.connect",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "urllib.Request",
    }
)

seen: list[tuple[str, str]] = []


class Forbidden(Exception):  # noqa: N818 - it forbids
    """Raised into whatever tries to start a process."""


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what is attempted, and let no process start."""
    if event in STARTS:
        seen.append((event, repr(arguments[:1])))
        raise Forbidden(event)
    if event in REACHES:
        told = arguments[1] if event == "socket.connect" else arguments[:2]
        seen.append((event, repr(told)))


def commands(lines: list[list[str]]) -> list[int]:
    """The statuses of command lines."""
    from awsconf.cli import run

    statuses = []
    for line in lines:
        with contextlib.redirect_stdout(io.StringIO()):
            statuses.append(run(line))
    return statuses


def session(frames: Path) -> list[int]:
    """The exit status of a session that a client's frames make up, and how much was answered."""
    from awsconf.host import Host
    from awsconf.lsp.server import Server

    out = io.BytesIO()
    status = Server(Host.real()).serve(io.BytesIO(frames.read_bytes()).read, out)
    return [status, out.getvalue().count(b'"result"')]


def main() -> None:
    """Run what the arguments say, and tell what was seen."""
    sys.addaudithook(watch)
    what, given = sys.argv[1:]
    done = session(Path(given)) if what == "session" else commands(json.loads(given))
    json.dump({"done": done, "seen": seen}, sys.stdout)


if __name__ == "__main__":
    main()
