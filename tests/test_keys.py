"""Access key ids, secrets and placeholders; the vectors are published ones or made at run time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.credentials import keys
from awsconf.credentials.keys import IdKind

DOCUMENTED_ID = "AKIAIOSFODNN7EXAMPLE"
DOCUMENTED_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


@pytest.mark.parametrize(
    ("prefix", "rest", "account"),
    [
        # Published by Steele and Be'ery, by trufflehog's tests and by LocalStack's docstrings; in
        # two parts, so that no scanner takes them for somebody's key.
        ("ASIA", "Y34FZKBOKMUTVV7A", "609629065308"),
        ("ASIA", "QNZGKIQY56JQ7WML", "029608264753"),
        ("AKIA", "ZAVB57H55F3T4BKH", "619888638459"),
        ("AKIA", "RZPUZDIKGB2VALC4", "123456789012"),
        ("ASIA", "QAAAAAAAGMKEM7X5", "000000000000"),
        ("ASIA", "RZPUZDIKAAAAAAAA", "123456789012"),
        # The old generation, and a sign outside the alphabet.
        ("AKIA", "IOSFODNN7EXAMPLE", None),
        ("ASIA", "IOSFODNN7EXAMPLE", None),
        ("AKIA", "I44QH8DHBEXAMPLE", None),
        ("AKIA", "J" + "A" * 15, None),
        # Placeholders, other prefixes, other lengths.
        ("ASIA", "RZPUZDIKAEXAMPLE", None),
        ("AROA", "RZPUZDIKAAAAAAAA", None),
        ("ASIA", "RZPUZDIKAAAAAAA", None),
        ("asia", "rzpuzdikaaaaaaaa", None),
        # Forty bits can hold more than twelve digits.
        ("ASIA", "7" * 15 + "A", None),
        ("", "", None),
    ],
)
def test_account_of(prefix: str, rest: str, account: str | None) -> None:
    assert keys.account_of(prefix + rest) == account


@given(st.integers(0, 999_999_999_999), st.integers())
def test_account_of_any_new_id(account: int, seed: int) -> None:
    digits = f"{account:012}"
    made = encoder.key_id("ASIA", digits, seed)
    assert keys.account_of(made) == digits
    assert keys.id_kind(made) is IdKind.TEMPORARY


@pytest.mark.parametrize(
    ("key_id", "kind"),
    [
        (DOCUMENTED_ID, IdKind.LONG_TERM),
        ("ASIAIOSFODNN7EXAMPLE", IdKind.TEMPORARY),
        *((encoder.key_id(prefix), IdKind.RESOURCE) for prefix in (
            "AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA",
        )),
        (encoder.key_id("ABIA"), IdKind.BEARER),
        (encoder.key_id("ACCA"), IdKind.CONTEXT),
        ("ABSK" + encoder.secret(1), IdKind.BEDROCK),
        ("bedrock-api-key-" + encoder.secret(1), IdKind.BEDROCK),
        (encoder.key_id("LKIA"), IdKind.EMULATOR),
        (encoder.key_id("LSIA"), IdKind.EMULATOR),
        ("test", IdKind.EMULATOR),
        ("123456789012", IdKind.EMULATOR),
        ("022QF06E7MXBSH9DHM02", IdKind.LEGACY),
        ("A3TX" + "B" * 16, IdKind.LEGACY),
        ("minioadmin", IdKind.OTHER),
        ("AKIA", IdKind.OTHER),
        ("", IdKind.OTHER),
    ],
)  # fmt: skip
def test_id_kind(key_id: str, kind: IdKind) -> None:
    assert keys.id_kind(key_id) is kind


def test_masked_id() -> None:
    assert keys.masked_id(DOCUMENTED_ID) == "AKIA…MPLE"
    assert keys.masked_id("AROA3XFRBF535EXAMPLE") == "AROA…MPLE"
    assert keys.masked_id("AKIA") == "<unrecognised value>"
    assert keys.masked_id("123456789012") == "<emulator's access key id>"
    assert keys.masked_id(DOCUMENTED_SECRET) == "<unrecognised value>"


@given(st.text(st.sampled_from("ABCXYZ0123456789abcxyz/+"), min_size=3))
def test_masked_id_shows_nothing_of_other_values(text: str) -> None:
    shown = keys.masked_id("bedrock-api-key-" + text)
    assert shown == "<Bedrock API key>"
    capitals = ("AKIA" + text.upper() * 40)[:40]
    assert keys.masked_id(capitals).startswith("<")


@given(st.text())
def test_nothing_raises_on_any_text(text: str) -> None:
    keys.id_kind(text)
    keys.account_of(text)
    keys.masked_id(text)
    for judged in (keys.is_placeholder_id, keys.is_placeholder_secret, keys.is_placeholder_token):
        assert judged(text) in (True, False)
    problem = keys.secret_problem(text)
    assert (problem is None) == keys.looks_like_secret(text.strip())
    assert keys.fingerprint(text) == keys.fingerprint(text)


def test_looks_like() -> None:
    assert keys.looks_like_id(DOCUMENTED_ID)
    assert not keys.looks_like_id(DOCUMENTED_ID[:-1])
    assert not keys.looks_like_id(DOCUMENTED_SECRET)
    assert keys.looks_like_secret(DOCUMENTED_SECRET)
    assert not keys.looks_like_secret(DOCUMENTED_SECRET + "A")
    assert not keys.looks_like_secret(DOCUMENTED_ID)


SECRET = encoder.secret("problem").replace("/", "A")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SECRET, None),
        (f"  {SECRET}\t", None),
        ("", "is empty"),
        (SECRET[:-1], "has 39 characters"),
        (SECRET + "=", "has 41 characters"),
        (SECRET[:-1] + "_", "other than letters"),
        (f'"{SECRET}"', "quotes"),
        (f"'{SECRET}'", "quotes"),
        (f"{SECRET} # rotated", "comment"),
        (f"{SECRET} ; rotated", "comment"),
        (SECRET[:20] + "%2F" + SECRET[20:], "URL escapes"),
        (SECRET[:20] + " " + SECRET[20:], "blanks"),
        (SECRET[:20] + "\n" + SECRET[20:], "several lines"),
        (encoder.key_id(), "the form of an access key id"),
    ],
)
def test_secret_problem(text: str, words: str | None) -> None:
    problem = keys.secret_problem(text)
    if words is None:
        assert problem is None
    else:
        assert problem is not None
        assert words in problem


def test_secret_problem_knows_the_other_values() -> None:
    made = encoder.key_id()
    assert keys.secret_problem(made, key_id=made) == "is the same text as the access key id"
    assert keys.secret_problem(SECRET, token=SECRET) == "is the same text as the session token"


@given(st.text(min_size=4), st.text("x \"'#;%2F", max_size=6))
def test_secret_problem_tells_no_part(noise: str, around: str) -> None:
    canary = "Kq7Zw9"
    problem = keys.secret_problem(noise + canary + around)
    assert problem is not None
    assert canary not in problem


PLACEHOLDERS = (
    "YOUR_ACCESS_KEY", "your-key-here", "YOURKEY", "<access key>", "<redacted>", "xxxx", "XXXXXXXX",
    "changeme", "CHANGE_ME", "REPLACE_ME", "ReplaceWithYours", "****", "****************ABCD",
    "...",
    "{{ vault_aws }}", "${AWS_ACCESS_KEY_ID}", "$AWS_ACCESS_KEY_ID", "[your value]", "TODO",
    "placeholder", "insert-here", "my_key", "aws_secret_access_key", "____", "----", "AKIA...",
)  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders_of_every_kind(text: str) -> None:
    assert keys.is_placeholder_id(text)
    assert keys.is_placeholder_secret(text)
    assert keys.is_placeholder_token(text)


def test_documentation_examples_are_placeholders() -> None:
    assert keys.is_placeholder_id(DOCUMENTED_ID)
    assert keys.is_placeholder_id("AKIAI44QH8DHBEXAMPLE")
    assert keys.is_placeholder_id("AKIAXXXXXXXXXXXXXXXX")
    assert keys.is_placeholder_id("ASIA****************")
    assert keys.is_placeholder_secret(DOCUMENTED_SECRET)
    assert keys.is_placeholder_secret("x" * 40)
    assert keys.is_placeholder_token("IQoJb3JpZ2luX2" * 4)
    assert keys.is_placeholder_token("AQoEXAMPLEH4aoAH0gNCAPy")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "test",
        "000000000000",
        "123456789012",
        "ASIA" + "RZPUZDIKAAAAAAAA",
        "minioadmin",
        "key",
        "dummy",
    ],
)
def test_values_that_are_no_placeholder_ids(text: str) -> None:
    assert not keys.is_placeholder_id(text)


def test_no_random_value_is_a_placeholder() -> None:
    draw = random.Random(20260101)
    for seed in range(3000):
        account = f"{draw.randrange(10**12):012}"
        assert not keys.is_placeholder_id(encoder.key_id("AKIA", account, seed))
        assert not keys.is_placeholder_secret(encoder.secret(seed))
    for seed in range(300):
        assert not keys.is_placeholder_token(
            encoder.token(type=(21, 23, 2, 33)[seed % 4], seed=seed)
        )


@pytest.mark.parametrize("word", ["your", "YOUR", "changeme", "example", "dummy", "insert"])
def test_a_word_inside_a_well_formed_secret_is_chance(word: str) -> None:
    assert not keys.is_placeholder_secret(word + SECRET[len(word) :])


def test_long_texts_take_no_long_time() -> None:
    # Quadratic patterns would take minutes here.
    for text in ("<" * 200_000, "{{" * 100_000, "${" * 100_000, "x " * 100_000, "%" * 200_000):
        told = {test(text) for test in (keys.is_placeholder_id, keys.is_placeholder_secret)}
        assert told | {keys.is_placeholder_token(text)} <= {True, False}
        assert keys.secret_problem(text) is not None
        assert keys.masked_id(text) == "<unrecognised value>"


def test_fingerprint() -> None:
    one, same, other = (keys.fingerprint(text) for text in (SECRET, SECRET, SECRET[::-1]))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert f"{one} {one!r}" == "<redacted> <redacted>"
    assert keys.fingerprint("\udcff") != keys.fingerprint("?")
