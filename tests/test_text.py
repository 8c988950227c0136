"""Coordinates: each offset has a place, each place an offset, and each encoding its columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awsconf.text import Encoding, Place, Source, Span, column, units
from strategies import any_text, encodings, examples, files

texts = st.one_of(files, any_text, st.text(st.sampled_from("ab\r\n😀é\u2028"), max_size=20))
CODECS = {
    Encoding.UTF8: ("utf-8", 1),
    Encoding.UTF16: ("utf-16-le", 2),
    Encoding.UTF32: ("utf-32-le", 4),
}


@examples(200)
@given(texts)
def test_lines_end_at_lf_crlf_and_cr_alone(text: str) -> None:
    starts = [0]
    for index, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            starts.append(index + 1)
    assert Source(text).line_starts == starts


@examples(200)
@given(texts)
def test_every_offset_has_a_place_and_comes_back(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        # Nothing stands between the two characters of one line end.
        inside = text[offset - 1 : offset + 1] == "\r\n" if offset else False
        assert source.offset(source.place(offset)) == offset - inside


@examples(200)
@given(texts)
def test_lines_tile_the_text(text: str) -> None:
    source = Source(text)
    spans = [source.line_span(line) for line in range(len(source.line_starts))]
    ends = [*source.line_starts[1:], len(text)]
    between = [text[span.end : end] for span, end in zip(spans, ends, strict=True)]
    assert set(between[:-1]) <= {"\n", "\r\n", "\r"}
    assert between[-1] == ""
    joined = (text[start:end] + gap for (start, end), gap in zip(spans, between, strict=True))
    assert "".join(joined) == text


@examples(100)
@given(texts, st.integers(-5, 80), st.integers(-5, 80))
def test_what_lies_outside_is_clamped(text: str, line: int, col: int) -> None:
    source = Source(text)
    assert source.place(-1 - abs(line)) == Place(0, 0)
    assert source.place(len(text) + abs(line)) == source.place(len(text))
    offset = source.offset(Place(line, col))
    assert 0 <= offset <= len(text)
    if 0 <= line < len(source.line_starts):
        start, end = source.line_span(line)
        assert offset == sorted((start, start + col, end))[1]


@examples(200)
@given(st.text(max_size=20).filter(lambda text: not {"\r", "\n"} & set(text)), encodings)
def test_units_are_those_of_the_codec(text: str, encoding: Encoding) -> None:
    codec, size = CODECS[encoding]
    assert units(text, encoding) == len(text.encode(codec, "surrogatepass")) // size


@examples(200)
@given(st.text(max_size=20), encodings)
def test_columns_and_units_are_inverse(text: str, encoding: Encoding) -> None:
    counts = [units(text[:index], encoding) for index in range(len(text) + 1)]
    assert [column(text, count, encoding) for count in counts] == list(range(len(text) + 1))
    for count in range(counts[-1] + 3):
        # A count that falls inside a character means the place before it.
        fits = [index for index, used in enumerate(counts) if used <= count]
        assert column(text, count, encoding) == fits[-1]
    assert column(text, -1, encoding) == 0


def test_an_emoji_is_four_bytes_two_units_and_one_character() -> None:
    source = Source("# 😀 note\nregion = é1\n")
    assert [source.units(Place(0, 3), encoding) for encoding in Encoding] == [6, 4, 3]
    assert [source.column(0, 5, encoding) for encoding in Encoding] == [2, 4, 5]
    assert [source.units(Place(1, 99), encoding) for encoding in Encoding] == [12, 11, 11]


def test_a_form_feed_ends_no_line() -> None:
    assert Source("a\x0cb\u2028c\r\nd").line_starts == [0, 7]
    assert Source("a\x0cb\u2028c\r\nd").line_span(0) == Span(0, 5)


def test_a_lone_surrogate_counts_as_its_code_point() -> None:
    assert [units("a\udcffb", encoding) for encoding in Encoding] == [5, 3, 3]


def test_a_line_that_is_not_there_has_column_zero() -> None:
    assert Source("a").column(7, 3, Encoding.UTF16) == 0
