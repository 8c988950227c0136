"""Session tokens: the known layouts are read, everything else is opaque."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials.tokens import Token, decode_token
from encoder import ACCOUNT, ISSUED

Fields = list[tuple[int, int | bytes]]


@pytest.mark.parametrize(
    ("type_byte", "prefix"),
    [(21, "FQoGZXIvYXdzE"), (23, "FwoGZXIvYXdzE")],
)
def test_version_1(type_byte: int, prefix: str) -> None:
    text = encoder.token(type=type_byte)
    assert text.startswith(prefix)
    assert decode_token(text) == Token(type_byte, "er/aws", 1, None, None, ISSUED)


@pytest.mark.parametrize(
    ("type_byte", "prefix"), [(2, "AgoJb3JpZ2luX2VjE"), (33, "IQoJb3JpZ2luX2VjE")]
)
def test_version_2(type_byte: int, prefix: str) -> None:
    text = encoder.token(type=type_byte, region="ap-southeast-2")
    assert text.startswith(prefix)
    assert 740 <= len(text) <= 780
    assert decode_token(text) == Token(type_byte, "origin_ec", 2, "ap-southeast-2", ACCOUNT, ISSUED)


def test_the_name_of_2016() -> None:
    fields = encoder.version_1(21, ISSUED)
    text = encoder.encode(21, [(1, b"aws"), *fields[1:]])
    assert text.startswith("FQoDYXdzE")
    token = decode_token(text)
    assert token is not None
    assert token.name == "aws"


@given(
    st.sampled_from([21, 23, 2, 33]),
    st.integers(0, 999_999_999_999),
    st.sampled_from(
        ["us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-isob-east-1"]
    ),
    st.datetimes(datetime(2011, 8, 1), datetime(2100, 1, 1)),
    st.integers(),
)
def test_any_token_is_read_back(
    type_byte: int, account: int, region: str, issued: datetime, seed: int
) -> None:
    aware = issued.replace(microsecond=0, tzinfo=timezone.utc)
    token = decode_token(encoder.token(type_byte, f"{account:012}", region, aware, seed))
    assert token is not None
    assert token.issued == aware
    version_2 = type_byte in (2, 33)
    assert token.account == (f"{account:012}" if version_2 else None)
    assert token.region == (region if version_2 else None)


@pytest.mark.parametrize("type_byte", [21, 23, 2, 33])
def test_damaged_tokens_are_opaque(type_byte: int) -> None:
    text = encoder.token(type=type_byte)
    for at in range(len(text)):
        assert decode_token(text[:at]) is None
        assert decode_token(text[:at] + text[at + 1 :]) is None
    assert decode_token(text + "\n") is None
    assert decode_token(text.replace("/", "%2F")) is None
    assert decode_token(f'"{text}"') is None


def _without(fields: Fields, number: int) -> Fields:
    return [field for field in fields if field[0] != number]


def _with(fields: Fields, number: int, value: int | bytes) -> Fields:
    return [(n, value if n == number else old) for n, old in fields]


def _version_2_faults() -> list[Fields]:
    good = encoder.version_2(ACCOUNT, "us-east-1", ISSUED)
    user = encoder.user_block(ACCOUNT)
    early = int(datetime(2011, 7, 31, 23, 59, 59, tzinfo=timezone.utc).timestamp())
    return [
        *(_without(good, number) for number in range(1, 8)),
        [*good, good[-1]],
        [*good, (8, 1)],
        [good[1], good[0], *good[2:]],
        _with(good, 1, "origin_é".encode()),
        _with(good, 1, b""),
        _with(good, 2, b"bytes"),
        _with(good, 3, b"nowhere"),
        _with(good, 3, b"us-east-1\n"),
        _with(good, 4, b"s" * 67),
        _with(good, 4, b"s" * 73),
        _with(good, 6, early),
        _with(good, 6, 1 << 32),
        _with(good, 6, -1),
        _with(good, 7, 7),
        *(_with(good, 5, encoder.message(_without(user, n))) for n in (1, 3, 4, 5)),
        _with(good, 5, encoder.message(_with(user, 2, b"x"))),
        _with(good, 5, encoder.message(_with(user, 3, b"12345678901"))),
        _with(good, 5, encoder.message(_with(user, 3, b"12345678901x"))),
        _with(good, 5, encoder.message(_with(user, 4, b"i" * 11))),
        _with(good, 5, encoder.message([*user, (6, 1)])),
        _with(good, 5, encoder.message(user) + b"\0"),
        _with(good, 5, b""),
    ]


@pytest.mark.parametrize("fields", _version_2_faults())
def test_departures_from_version_2_are_opaque(fields: Fields) -> None:
    assert decode_token(encoder.encode(33, fields)) is None


def test_departures_from_version_1_are_opaque() -> None:
    short, long = encoder.version_1(21, ISSUED), encoder.version_1(23, ISSUED)
    for type_byte, fields in [
        (21, long),
        (23, short),
        (23, _with(long, 6, b"t" * 39)),
        (23, _with(long, 6, 40)),
        (23, [*long, (7, b"")]),
        (21, _with(short, 3, b"i" * 13)),
        *((21, _without(short, number)) for number in range(1, 6)),
    ]:
        assert decode_token(encoder.encode(type_byte, fields)) is None


def test_unknown_types_are_opaque() -> None:
    fields = encoder.version_2(ACCOUNT, "us-east-1", ISSUED)
    read = {number for number in range(256) if decode_token(encoder.encode(number, fields))}
    assert read == {2, 33}


def test_a_zero_that_is_left_out() -> None:
    # Encoders of proto3 leave out integers that are zero.
    user = encoder.message(_without(encoder.user_block(ACCOUNT), 2))
    fields = _with(encoder.version_2(ACCOUNT, "us-east-1", ISSUED), 5, user)
    assert decode_token(encoder.encode(33, fields)) is not None


def test_wild_varints_are_opaque() -> None:
    fields = encoder.message(encoder.version_2(ACCOUNT, "us-east-1", ISSUED))
    key = encoder.varint(2 << 3) + encoder.varint(-28)
    for wild in (b"\x10" + b"\xff" * 9 + b"\x7f", b"\x10" + b"\xff" * 11, b"\x11\0", b"\x90\0\0"):
        text = base64.b64encode(b"\x21" + fields.replace(key, wild)).decode()
        assert decode_token(text) is None


def test_a_future_token_is_told_as_it_is() -> None:
    later = ISSUED + timedelta(days=20_000)
    token = decode_token(encoder.token(issued=later))
    assert token is not None
    assert token.issued == later


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert decode_token(text) is None


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    for type_byte in (21, 23, 2, 33):
        assert decode_token(base64.b64encode(bytes([type_byte]) + data).decode()) is None


@given(st.lists(st.tuples(st.integers(1, 20), st.integers() | st.binary()), max_size=8))
def test_no_message_raises(fields: Fields) -> None:
    for type_byte in (21, 23, 2, 33):
        assert decode_token(encoder.encode(type_byte, fields)) is None


def test_a_huge_text_is_refused_cheaply() -> None:
    assert decode_token("IQoJb3JpZ2luX2VjE" + "A" * 10_000_003) is None
