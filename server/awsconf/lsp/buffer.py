"""An open document: its text as the editor has it, kept so from change to change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from awsconf.lsp.places import offset
from awsconf.text import Encoding, Source, Span


@dataclass(frozen=True)
class Buffer:
    """One version of an open document."""

    uri: str
    version: int
    source: Source = field(repr=False)

    def changed(
        self, version: int, changes: Sequence[dict[str, Any]], encoding: Encoding
    ) -> Buffer:
        """The buffer after the `contentChanges` of a didChange, made in their order.

        Raises KeyError or TypeError on what is no change.
        """
        source = _at_once(self.source, changes, encoding)
        if source is None:
            source = self.source
            for change in changes:
                span = _span(source, change, encoding)
                source = replaced(source, span, _text(change))
        return replace(self, version=version, source=source)


def replaced(source: Source, span: Span, text: str) -> Source:
    """`source` with `text` at `span`; its table of lines is patched rather than made anew."""
    old, starts = source.text, source.line_starts
    new = Source(f"{old[: span.start]}{text}{old[span.end :]}")
    first, last = _touched(old, starts, span)
    by = len(text) - (span.end - span.start)
    stop = starts[last] + by if last < len(starts) else len(new.text)
    middle = [match.end() for match in _LINE_END.finditer(new.text, starts[first], stop)]
    # The table is what `Source.line_starts` would find if it were asked.
    vars(new)["line_starts"] = [
        *starts[: first + 1],
        *middle,
        *[start + by for start in starts[last + 1 :]],
    ]
    return new


_LINE_END = re.compile(r"\r\n|\n|\r")


def _touched(old: str, starts: list[int], span: Span) -> tuple[int, int]:
    """The first line that a change may alter, and the first after it that is only moved."""
    # A CR before the change ends its line or not by what follows, so its line is looked at too.
    before = span.start - 1 if span.start and old[span.start - 1] == "\r" else span.start
    return bisect_right(starts, before) - 1, bisect_right(starts, span.end)


def _span(source: Source, change: dict[str, Any], encoding: Encoding) -> Span:
    stretch = change.get("range")
    if stretch is None:
        return Span(0, len(source.text))
    start = offset(source, stretch["start"], encoding)
    return Span(start, max(start, offset(source, stretch["end"], encoding)))


def _text(change: dict[str, Any]) -> str:
    text = change["text"]
    if not isinstance(text, str):
        message = "the text of a change is a string"
        raise TypeError(message)
    return text


def _at_once(
    source: Source, changes: Sequence[dict[str, Any]], encoding: Encoding
) -> Source | None:
    """The text after several changes of which each lies before the last, as when replacing all.

    Their places hold in the text before all of them, so thousands cost one pass; None where
    they are of another kind.
    """
    if len(changes) < 2 or any(change.get("range") is None for change in changes):
        return None
    pieces: list[str] = []
    limit = rest = len(source.text)
    for change in changes:
        start, end = _span(source, change, encoding)
        # One character apart, so that none joins a CR and an LF that another parts.
        if end + 1 > limit:
            return None
        pieces += (source.text[end:rest], _text(change))
        rest = start
        limit = start - 1
    return Source(source.text[:rest] + "".join(reversed(pieces)))
