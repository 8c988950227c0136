"""One request to a server nearby, without a proxy: a small answer, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import urlsplit

LARGEST = 1 << 16
"""Of a longer answer the rest is not read."""


class Answered(NamedTuple):
    """The answer of a server; `text` may hold a secret."""

    status: int
    text: str
    date: str | None

    def __repr__(self) -> str:
        return f"<Answered {self.status}>"


class NoAnswer(NamedTuple):
    """Why there was none, and whether there was a connection by then."""

    error: Exception
    connected: bool

    @property
    def timed_out(self) -> bool:
        """Whether it took too long."""
        return isinstance(self.error, TimeoutError)


class Connector(NamedTuple):
    """How to reach a server: each request has a connection of its own, and may be tried again."""

    endpoint: str
    timeout: float
    attempts: int = 1

    def ask(self, method: str, path: str, headers: Mapping[str, str]) -> Answered | NoAnswer:
        """The answer to one request."""
        found: Answered | NoAnswer = self._once(method, path, headers)
        for _ in range(self.attempts - 1):
            if isinstance(found, Answered) and found.status < 500:
                break
            found = self._once(method, path, headers)
        return found

    def _once(self, method: str, path: str, headers: Mapping[str, str]) -> Answered | NoAnswer:
        parts, connected = urlsplit(self.endpoint), False
        secure = parts.scheme == "https"
        # Without a port, the last colon of an IPv6 address would be taken for its sign.
        port = parts.port or (443 if secure else 80)
        kind = HTTPSConnection if secure else HTTPConnection
        connection = kind(parts.hostname or "", port, timeout=self.timeout)
        try:
            connection.connect()
            connected = True
            connection.request(method, parts.path + path, headers=dict(headers))
            answer = connection.getresponse()
            text = answer.read(LARGEST).decode("utf-8", "replace")
            return Answered(answer.status, text, answer.getheader("Date"))
        except (OSError, HTTPException, ValueError) as error:
            return NoAnswer(error, connected)
        finally:
            connection.close()
