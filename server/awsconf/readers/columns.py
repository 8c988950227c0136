"""The lines of the SDK specification, where the first column decides what a line is.

Rust, Java and C follow it and differ in what a line end, a blank and a comment are.
Sources: smithy-lang/smithy-rs: aws-runtime/src/env_config/parse.rs;
aws/aws-sdk-java-v2: core/profiles/.../internal/ProfileFileReader.java;
awslabs/aws-c-sdkutils: source/aws_profile.c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.readers.dialects import Dialect
from awsconf.text import Span

UNICODE_BLANKS = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What Rust and Go take for white space; Python's own notion has four more."""

_CONTROLS = "".join(map(chr, range(0x21)))


class Columns(NamedTuple):
    """How one SDK looks at a line.

    `blanks` begin a continued line, `trimmed` is cut off at both ends of what it reads, and
    `comment` is the pattern of what ends a setting. A name is all of `identifier`.
    """

    blanks: str
    trimmed: str
    comment: str
    identifier: str


_IDENTIFIER = r"[A-Za-z0-9_\-/.%@:+]*"

COLUMNS = {
    Dialect.RUST: Columns(" \t", " \t", rf"(?<=[{UNICODE_BLANKS}])[#;]", _IDENTIFIER),
    Dialect.JAVA: Columns(" \t", _CONTROLS, r"[ \t][#;]", _IDENTIFIER),
    Dialect.C: Columns(" \t\r", " \t\r\n", r"[ \t\r][#;]", r"[A-Za-z0-9_\-/.%@:+\\]*"),
}


def lines(text: str, dialect: Dialect) -> Iterator[Span]:
    """The lines of a text without their ends."""
    if dialect is Dialect.JAVA:
        yield from _universal_lines(text)
        return
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start)
        following = size + 1 if end < 0 else end + 1
        end = following - 1
        if dialect is Dialect.C:
            yield Span(start, start + len(text[start:end].rstrip("\r")))
        else:
            # Rust leaves a return at the very end of a text where it stands.
            returns = text[end - 1 : end] == "\r" and end > start
            yield Span(start, end - (returns and (end < size or dialect is not Dialect.RUST)))
        start = following


def _universal_lines(text: str) -> Iterator[Span]:
    start = 0
    for match in re.finditer(r"\r\n|\n|\r", text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def trim(text: str, span: Span, blanks: str) -> Span:
    """A stretch of a text without the blanks at both its ends."""
    piece = text[span.start : span.end]
    end = span.start + len(piece.rstrip(blanks))
    return Span(min(span.end - len(piece.lstrip(blanks)), end), end)


def uncommented(text: str, span: Span, pattern: str) -> Span:
    """A line up to the comment in it."""
    match = re.search(pattern, text[span.start : span.end])
    return span if match is None else Span(span.start, span.start + match.start())


class Cut(NamedTuple):
    """A line cut at its first equals sign, both halves trimmed; None where it has none."""

    name: Span
    value: Span | None


def cut(text: str, span: Span, blanks: str, delimiter: int) -> Cut:
    """Cut a line at `delimiter`, the offset of its sign; -1 if there is none."""
    if delimiter < 0:
        return Cut(trim(text, span, blanks), None)
    name = trim(text, Span(span.start, delimiter), blanks)
    value = trim(text, Span(delimiter + 1, span.end), blanks)
    # What is empty stands right after the sign.
    return Cut(name, value if value.start < value.end else Span(delimiter + 1, delimiter + 1))
