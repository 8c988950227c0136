"""Makes key ids, secrets and session tokens at run time, for the demo and for the tests.

Nothing that it makes was ever issued, and no file need hold a real key to show what one does.
All of it is a function of its arguments: the same seed gives the same text.
It is written from the layout, not from the decoder, and shares no code with it.
"""

from __future__ import annotations

import base64
import hashlib
import string
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCOUNT = "123456789012"
ISSUED = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)
_ALPHABET = string.ascii_letters + string.digits + "+/"


def key_id(prefix: str = "AKIA", account: str = ACCOUNT, seed: object = 0) -> str:
    """An access key id of the present generation: prefix, flag, account and four random bytes."""
    head = (1 << 47 | int(account) << 7).to_bytes(6, "big")
    return prefix + base64.b32encode(head + noise(f"id {seed}", 4)).decode()


def secret(seed: object = 0) -> str:
    """A secret access key: forty characters of its alphabet."""
    return "".join(_ALPHABET[byte % 64] for byte in noise(f"secret {seed}", 40))


def token(
    type: int = 33,  # noqa: A002 - it is the layout's own word
    account: str = ACCOUNT,
    region: str = "us-east-1",
    issued: datetime = ISSUED,
    seed: object = 0,
) -> str:
    """A session token of type 21, 23 (version 1) or 2, 33 (version 2), of a realistic length."""
    fields = (
        version_1(type, issued, seed)
        if type in (21, 23)
        else version_2(account, region, issued, seed)
    )
    return encode(type, fields)


def version_1(type: int, issued: datetime, seed: object = 0) -> list[tuple[int, int | bytes]]:  # noqa: A002
    """The fields of a version 1 token."""
    fields: list[tuple[int, int | bytes]] = [
        (1, b"er/aws"),
        (2, -119),
        (3, noise(f"iv {seed}", 12)),
        (4, noise(f"ciphertext {seed}", 176)),
        (5, int(issued.timestamp())),
    ]
    return fields if type == 21 else [*fields, (6, noise(f"tail {seed}", 40))]


def version_2(
    account: str, region: str, issued: datetime, seed: object = 0
) -> list[tuple[int, int | bytes]]:
    """The fields of a version 2 token."""
    return [
        (1, b"origin_ec"),
        (2, -28),
        (3, region.encode()),
        (4, noise(f"signature {seed}", 71)),
        (5, message(user_block(account, seed))),
        (6, int(issued.timestamp())),
        (7, noise(f"auxiliary {seed}", 166)),
    ]


def user_block(account: str, seed: object = 0) -> list[tuple[int, int | bytes]]:
    """The fields of the signed part of a version 2 token."""
    return [
        (1, -12),
        (2, 0),
        (3, account.encode()),
        (4, noise(f"iv {seed}", 12)),
        (5, noise(f"ciphertext {seed}", 244)),
    ]


def encode(type: int, fields: Sequence[tuple[int, int | bytes]]) -> str:  # noqa: A002
    """A token text of a type byte and fields, well formed or not."""
    return base64.b64encode(bytes([type]) + message(fields)).decode()


def message(fields: Sequence[tuple[int, int | bytes]]) -> bytes:
    """A protocol-buffers message: integers as varints, bytes with their length."""
    parts = []
    for number, value in fields:
        if isinstance(value, int):
            parts.append(varint(number << 3) + varint(value))
        else:
            parts.append(varint(number << 3 | 2) + varint(len(value)) + value)
    return b"".join(parts)


def varint(value: int) -> bytes:
    """A varint of 64 bits; negative numbers take ten bytes, as protocol buffers have it."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def noise(seed: str, length: int) -> bytes:
    """Bytes that look random and depend on the seed alone."""
    return hashlib.shake_256(seed.encode()).digest(length)
