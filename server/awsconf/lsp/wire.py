"""The base protocol: frames of JSON on two streams, read by a thread of its own.

That thread learns of a cancellation while its request still waits, which is what makes the
cancelling of queued requests work at all.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any, Final, TypeGuard

from awsconf.undecodable import decoded

MessageId = int | str

_CHUNK = 1 << 16
# What is left of a body that was longer than announced stands before the next header, on its line.
_LENGTH = re.compile(
    rb"(?<!-)Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)


class Broken:
    """What stands in the queue for a body that is not JSON."""


class End:
    """What stands in the queue for the end of the stream."""


BROKEN: Final = Broken()
END: Final = End()


class Inbox:
    """Messages in the order in which they came, and the ids of requests cancelled by now."""

    def __init__(self) -> None:
        self.messages: deque[Any] = deque()
        self.cancelled: set[MessageId] = set()

    def listen(self, read: Callable[[int], bytes], wake: Callable[[], None]) -> None:
        """Read on a thread that ends with the process; `wake` is called for each message."""
        Thread(target=self._listen, args=(read, wake), name="reader", daemon=True).start()

    def _listen(self, read: Callable[[int], bytes], wake: Callable[[], None]) -> None:
        for body in frames(read):
            self._take(_decoded(body))
            wake()
        self.messages.append(END)
        wake()

    def _take(self, message: Any) -> None:
        target = cancelled_by(message)
        if target is not None:
            self.cancelled.add(target)
        self.messages.append(message)


def is_id(value: object) -> TypeGuard[MessageId]:
    """Whether a request may bear it."""
    return isinstance(value, int | str) and not isinstance(value, bool)


def cancelled_by(message: Any) -> MessageId | None:
    """The id of the request that a message cancels; None of any other message."""
    if not isinstance(message, dict) or message.get("method") != "$/cancelRequest":
        return None
    params = message.get("params")
    target = params.get("id") if isinstance(params, dict) else None
    return target if is_id(target) else None


def frames(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """The bodies in a stream; a header without a length is followed by an empty one.

    `read` gives at most as many bytes as asked for, and none at the end.
    """
    held, length, looked = bytearray(), None, 0
    while chunk := _read(read):
        held += chunk
        while True:
            if length is None:
                end = held.find(b"\r\n\r\n", looked)
                if end < 0:
                    looked = max(0, len(held) - 3)
                    break
                looked = 0
                length = _length(bytes(held[:end]))
                del held[: end + 4]
            if len(held) < length:
                break
            yield bytes(held[:length])
            del held[:length]
            length = None


def frame(message: object) -> bytes:
    """A message with its header; U+FFFD where the JSON of many a client ends at a lone surrogate.

    Such a one stands for an undecodable byte. Its escape is refused by serde_json, to name one.
    """
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    body = decoded(text).encode("utf-8")
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _read(read: Callable[[int], bytes]) -> bytes:
    try:
        return read(_CHUNK)
    except (OSError, ValueError):
        # A stream that is torn down has ended.
        return b""


def _length(header: bytes) -> int:
    found = _LENGTH.findall(header)
    return int(found[-1]) if found else 0


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return BROKEN
