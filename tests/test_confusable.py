"""Characters that are not what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.values.confusable import confusables, confusables_of_line, in_plain


@pytest.mark.parametrize(
    ("text", "plain", "title"),
    [
        ("eu-west-1\u200b", "eu-west-1", "U+200B (zero width space)"),
        ("eu\u2013west-1", "eu-west-1", "U+2013 (en dash)"),
        ("a\u00a0b", "a b", "U+00A0 (no-break space)"),
        ("\u2019x", "'x", "U+2019 (right single quotation mark)"),
        ("\u2065x", "x", "U+2065 (unnamed)"),
    ],
)
def test_each_has_its_plain_form(text: str, plain: str, title: str) -> None:
    assert in_plain(text) == plain
    assert [one.title for one in confusables(text)] == [title]


@pytest.mark.parametrize("text", ["", "region", "café", "日本", "😀", "\udce9", "a\tb"])
def test_what_looks_like_itself_is_left_alone(text: str) -> None:
    assert list(confusables(text)) == []
    assert in_plain(text) == text


@given(st.text())
def test_plain_text_holds_none(text: str) -> None:
    assert list(confusables(in_plain(text))) == []
    for one in confusables(text):
        assert text[one.offset] == one.character


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("region = \u201ceu-west-1\u201d\n", ["", ""]),
        ("x = --profile \u201cours\u201d\n", ['"', '"']),
        ("x = \u201d\n", ['"']),
        ("region = eu-west-1\n", []),
    ],
)
def test_quotes_around_a_value_are_to_go(line: str, plain: list[str]) -> None:
    assert [one.plain for one in confusables_of_line(line)] == plain
