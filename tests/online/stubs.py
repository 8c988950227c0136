"""Servers on loopback that answer as a test says; one that hangs waits until it is let go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs


class Asked(NamedTuple):
    """A request that came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        """The parameters of a request to STS."""
        return {name: values[0] for name, values in parse_qs(self.body).items()}


class Reply(NamedTuple):
    """What is answered; a `date` of None is no header at all."""

    status: int
    body: str = ""
    date: str | None = None
    headers: Mapping[str, str] = {}


Answering = Callable[[Asked], Reply]


@dataclass
class Stub:
    """A server at work: where it is, what it was asked, and the gate at which it hangs."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    came: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> None:
        """Let the request wait until the test is over."""
        self.came.set()
        self.gate.wait(60)


@contextmanager
def serving(answer: Callable[[Stub, Asked], Reply]) -> Iterator[Stub]:
    """A server that answers each request by a function."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            asked = Asked(self.command, self.path, dict(self.headers), body)
            stub.asked.append(asked)
            reply = answer(stub, asked)
            data = reply.body.encode()
            self.send_response_only(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            if reply.date is not None:
                self.send_header("Date", reply.date)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_PUT = do_POST = do_HEAD = do_CONNECT = _any  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """A client that left is no error."""

    server = Quiet(("127.0.0.1", 0), Handler)
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(20)


def refusal(code: str) -> str:
    """A refusal of STS."""
    return (
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>'
        f"<Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error>"
        "<RequestId>x</RequestId></ErrorResponse>"
    )


def caller(arn: str, account: str) -> str:
    """The answer to `GetCallerIdentity`."""
    return (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
        f"<GetCallerIdentityResult><Arn>{arn}</Arn><UserId>x</UserId>"
        f"<Account>{account}</Account></GetCallerIdentityResult>"
        "<ResponseMetadata><RequestId>x</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    )


def session(role: str, name: str, keys: tuple[str, str, str], ends: str) -> str:
    """The answer to `AssumeRole`."""
    arn = role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + f"/{name}"
    return (
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>'
        f"<AssumedRoleUser><AssumedRoleId>x</AssumedRoleId><Arn>{arn}</Arn></AssumedRoleUser>"
        f"<Credentials><AccessKeyId>{keys[0]}</AccessKeyId>"
        f"<SecretAccessKey>{keys[1]}</SecretAccessKey><SessionToken>{keys[2]}</SessionToken>"
        f"<Expiration>{ends}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
    )
