"""Any changes of any text, in any encoding, leave the server with the text that the editor has.

The reference is naive: lines are cut by hand, and units are counted by encoding each character.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from awsconf.lsp.buffer import Buffer
from awsconf.text import Encoding, Source

CODECS = {Encoding.UTF8: "utf-8", Encoding.UTF16: "utf-16-le", Encoding.UTF32: "utf-32-le"}
UNIT = {Encoding.UTF8: 1, Encoding.UTF16: 2, Encoding.UTF32: 4}
PIECES = ["\r", "\n", "\r\n", "a", "[p]", "é", "€", "😀", "\f", "\v", "\x85", "\u2028", "\x1c"]

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
positions = st.fixed_dictionaries({"line": st.integers(0, 9), "character": st.integers(0, 9)})
ranges = st.fixed_dictionaries({"start": positions, "end": positions})
edits = st.fixed_dictionaries({"text": texts}, optional={"range": ranges})
batches = st.lists(st.lists(edits, min_size=1, max_size=3), max_size=6)


def lines(text: str) -> list[str]:
    """The lines with their ends, as the protocol cuts them; the last one has none."""
    found, current = [], ""
    for index, character in enumerate(text):
        current += character
        in_pair = character == "\r" and text[index + 1 : index + 2] == "\n"
        if character in "\r\n" and not in_pair:
            found.append(current)
            current = ""
    return [*found, current]


def index(text: str, position: dict[str, int], encoding: Encoding) -> int:
    cut = lines(text)
    if position["line"] >= len(cut):
        return len(text)
    before = len("".join(cut[: position["line"]]))
    left = position["character"]
    for character in cut[position["line"]].rstrip("\r\n"):
        left -= len(character.encode(CODECS[encoding])) // UNIT[encoding]
        if left < 0:
            break
        before += 1
    return before


def reference(text: str, change: dict[str, Any], encoding: Encoding) -> str:
    if "range" not in change:
        return str(change["text"])
    start = index(text, change["range"]["start"], encoding)
    end = max(start, index(text, change["range"]["end"], encoding))
    return str(text[:start] + change["text"] + text[end:])


@settings(max_examples=400, deadline=None)
@given(text=texts, batches=batches, encoding=st.sampled_from(Encoding))
def test_changes_one_after_the_other(
    text: str, batches: list[list[dict[str, Any]]], encoding: Encoding
) -> None:
    buffer = Buffer("file:///x", 0, Source(text))
    for version, changes in enumerate(batches, 1):
        for change in changes:
            text = reference(text, change, encoding)
        buffer = buffer.changed(version, changes, encoding)
        assert buffer.source.text == text
        assert buffer.source.line_starts == starts(text)
        assert buffer.version == version


@settings(max_examples=300, deadline=None)
@given(text=texts, many=st.lists(edits.filter(lambda e: "range" in e), max_size=5))
def test_changes_from_the_last_to_the_first(text: str, many: list[dict[str, Any]]) -> None:
    """What an editor sends when it replaces all: each change lies before the one before it."""
    many.sort(key=lambda c: (c["range"]["start"]["line"], c["range"]["start"]["character"]))
    changes = many[::-1]
    expected = text
    for change in changes:
        expected = reference(expected, change, Encoding.UTF16)
    buffer = Buffer("file:///x", 0, Source(text)).changed(1, changes, Encoding.UTF16)
    assert buffer.source.text == expected


def starts(text: str) -> list[int]:
    found = [0]
    for line in lines(text)[:-1]:
        found.append(found[-1] + len(line))
    return found
