"""What an AWS session token tells in clear: who issued it for whom, where and when.

The layout is undocumented, so the walk is strict: whatever departs from it by one byte is opaque,
and opaque means "nothing is known", never "this is wrong".
The expiry is in the encrypted part; nobody can read it from a token.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from datetime import datetime, timezone
from typing import NamedTuple


class Token(NamedTuple):
    """The clear part of a session token, without any of its bytes.

    `issued` is aware and in UTC. `region` and `account` (12 digits) stand in version 2 only.
    """

    type_byte: int
    name: str
    version: int
    region: str | None
    account: str | None
    issued: datetime


def decode_token(text: str) -> Token | None:
    """The clear part of the token `text`, or None if its layout is not exactly a known one.

    An issue time in the future is handed back as it is: only a caller has a clock to judge it by.
    Layout from talbeerysec/STS-token-decoder (`proto/aws_session.proto`) and "Revealing the Inner
    Structure of AWS Session Tokens" (Tal Be'ery).
    """
    if len(text) > _LONGEST or len(text) % 4 or not _BASE64.fullmatch(text):
        return None
    data = a2b_base64(text)
    read = _LAYOUTS.get(data[0])
    fields = _fields(data, 1) if read else None
    clear = read(fields) if read and fields else None
    if clear is None or not _NAME.fullmatch(clear.name):
        return None
    if not _EARLIEST <= clear.issued <= _LATEST:
        return None
    issued = datetime.fromtimestamp(clear.issued, timezone.utc)
    name = clear.name.decode("ascii")
    return Token(data[0], name, clear.version, clear.region, clear.account, issued)


# Known tokens have at most some 1,500 characters; the bound keeps a pasted novel cheap.
_LONGEST = 16_384
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_NAME = re.compile(rb"[!-~]{1,32}")
_ACCOUNT = re.compile(rb"[0-9]{12}")
_REGION = re.compile(rb"[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}")
# 2011-08-01, when STS began, and the end of the 32 bits that the issue time has.
_EARLIEST = 1_312_156_800
_LATEST = 0xFFFF_FFFF
_IV_LENGTH = 12
_TYPE_23_TAIL = 40

_Fields = dict[int, int | bytes]


class _Clear(NamedTuple):
    """What a layout yields before the gates that all layouts share."""

    name: bytes
    version: int
    region: str | None
    account: str | None
    issued: int


def _fields(data: bytes, at: int) -> _Fields | None:
    """The fields of a protocol-buffers message that fills `data` from `at` to its very end.

    None unless each field is a varint or bytes and the numbers strictly ascend, which refuses
    repeated and out-of-order fields. Field numbers above 15 need two bytes; no layout has them.
    """
    fields: _Fields = {}
    last, end = 0, len(data)
    while at < end:
        tag = data[at]
        number, wire = tag >> 3, tag & 7
        value, at = varint(data, at + 1)
        if at < 0 or tag > 0x7F or number <= last:
            return None
        last = number
        if wire == 0:
            fields[number] = value
        elif wire == 2 and at + value <= end:
            fields[number] = data[at : at + value]
            at += value
        else:
            return None
    return fields


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The varint of at most 64 bits at `at` and the offset after it, which is -1 if it is none."""
    end = len(data)
    if at < end and data[at] < 0x80:
        return data[at], at + 1
    value = 0
    for shift in range(0, 70, 7):
        if at >= end:
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return (value, at) if value >> 64 == 0 else (0, -1)
    return 0, -1


def _version_1(fields: _Fields, tail: int | None) -> _Clear | None:
    """Name, encryption key id, IV, ciphertext and issue time; type 23 adds a tail of 40 bytes."""
    match fields:
        case {1: bytes(name), 2: int(), 3: bytes(iv), 4: bytes(), 5: int(issued), **rest}:
            lengths = {number: _length(value) for number, value in rest.items()}
            if len(iv) == _IV_LENGTH and lengths == ({} if tail is None else {6: tail}):
                return _Clear(name, 1, None, None, issued)
    return None


def _version_2(fields: _Fields) -> _Clear | None:
    """Name, key id, region, signature, user block, issue time and an auxiliary blob."""
    if len(fields) != 7:
        return None
    match fields:
        case {
            1: bytes(name),
            2: int(),
            3: bytes(region),
            4: bytes(signature),
            5: bytes(user),
            6: int(issued),
            7: bytes(),
        } if 68 <= len(signature) <= 72 and _REGION.fullmatch(region):
            account = _account_of_user(user)
            if account is not None:
                return _Clear(name, 2, region.decode("ascii"), account, issued)
    return None


def _account_of_user(user: bytes) -> str | None:
    # Field 2 is a small integer, which an encoder of proto3 may leave out when it is zero.
    fields = _fields(user, 0) or {}
    if not {1, 3, 4, 5} <= fields.keys() <= {1, 2, 3, 4, 5}:
        return None
    match fields:
        case {1: int(), 3: bytes(account), 4: bytes(iv), 5: bytes()}:
            plain = isinstance(fields.get(2, 0), int) and len(iv) == _IV_LENGTH
            return account.decode("ascii") if plain and _ACCOUNT.fullmatch(account) else None
    return None


def _length(value: int | bytes) -> int:
    return len(value) if isinstance(value, bytes) else -1


# Type 1 (until about 2016) is absent: no unaltered sample of it is known.
_LAYOUTS = {
    21: lambda fields: _version_1(fields, None),
    23: lambda fields: _version_1(fields, _TYPE_23_TAIL),
    2: _version_2,
    33: _version_2,
}
