"""A session token that was cut or altered is told; a whole one, and what may be newer, never."""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials.damage import damage, repairs
from awsconf.credentials.tokens import decode_token

TYPES = (2, 21, 23, 33)


@pytest.mark.parametrize("kind", TYPES)
def test_a_whole_token_is_none(kind: int) -> None:
    """Of every known layout, and of every length that padding allows."""
    for region in ("us-east-1", "ap-south-1", "eu-central-1"):
        assert damage(encoder.token(type=kind, region=region, seed=region)) is None


@pytest.mark.parametrize("kind", TYPES)
def test_every_cut_is_seen(kind: int) -> None:
    """From the length on at which nobody would type it as a sample."""
    token = encoder.token(type=kind, region="ap-south-1")
    assert all(damage(token[:length]) for length in range(64, len(token)))


@pytest.mark.parametrize("kind", TYPES)
def test_every_lost_character_is_seen(kind: int) -> None:
    """One lost character makes the length wrong, wherever it stood after the beginning."""
    token = encoder.token(type=kind)
    assert all(damage(token[:at] + token[at + 1 :]) for at in range(17, len(token)))


def test_further_fields_may_be_newer_than_we_are() -> None:
    """A field more, or one of another length, is nothing that we know to be wrong."""
    fields = encoder.version_2("111122223333", "us-east-1", encoder.ISSUED)
    longer = encoder.encode(33, [*fields, (8, b"new")])
    other = encoder.encode(33, [*fields[:3], (4, bytes(90)), *fields[4:]])
    assert decode_token(longer) is decode_token(other) is None
    assert damage(longer) is damage(other) is None


def test_what_emulators_make_up_is_never_judged() -> None:
    """moto and LocalStack write the start of an old sample, and noise behind it."""
    noise = base64.b64encode(encoder.noise("moto", 266)).decode()
    start = "FQoGZXIvYXdzEBYaD"
    assert damage(start + noise[len(start) :]) is None
    assert damage("FQoGZXIvYXdzEBYbD" + noise[len(start) :])


@pytest.mark.parametrize("first", [1, 5, 34, 255])
def test_another_type_is_never_judged(first: int) -> None:
    """Nobody has seen one, so that nothing is known of it."""
    data = bytes([first]) + base64.b64decode(encoder.token())[1:200]
    assert damage(base64.b64encode(data).decode()) is None


@pytest.mark.parametrize("seed", range(20))
def test_what_a_url_does_is_undone(seed: int) -> None:
    """All of its escapes, and the blanks that a form has for `+`."""
    token = encoder.token(region="ap-south-1", seed=seed)
    for altered in (quote(token, safe=""), quote(token, safe="+=")):
        assert damage(altered) == "holds URL escapes such as those for `/` and `+`"
        (repair,) = repairs(altered)
        assert re.sub(repair.form, repair.plain, altered) == token
    assert [repair.title for repair in repairs(token.rstrip("="))] == ["Add the `=` at the end"]


@given(st.text(max_size=300), st.integers(0, 764), st.integers(0, 40))
def test_no_text_makes_it_raise(text: str, at: int, width: int) -> None:
    """Whatever stands in the midst of a token."""
    token = encoder.token()
    altered = token[:at] + text + token[at + width :]
    assert damage(altered) != ""
    assert all(decode_token(re.sub(way.form, way.plain, altered)) for way in repairs(altered))
