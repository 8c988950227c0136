"""Places on the wire: positions, ranges and links; the only ones who count in units."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pygls import uris

from awsconf.edits import Edit
from awsconf.text import Encoding, Place, Source

Json = dict[str, Any]


def offset(source: Source, position: Any, encoding: Encoding) -> int:
    """The offset of a position, which is clamped to its line and to the text.

    A line end is never split: past the last character of a line means before its end.
    """
    line, units = int(position["line"]), int(position["character"])
    if line >= len(source.line_starts):
        return len(source.text)
    return source.offset(Place(line, source.column(line, units, encoding)))


def position(source: Source, at: int, encoding: Encoding) -> Json:
    """The position of an offset."""
    place = source.place(at)
    return {"line": place.line, "character": source.units(place, encoding)}


def range_of(source: Source, start: int, end: int, encoding: Encoding) -> Json:
    """The range of a stretch."""
    return {"start": position(source, start, encoding), "end": position(source, end, encoding)}


def text_edit(source: Source, edit: Edit, encoding: Encoding) -> Json:
    """An edit on the wire, where no position lies between a CR and its LF."""
    start, end, text = edit.at.start, edit.at.end, edit.text
    if _splits_line_end(source.text, start):
        start, text = start - 1, "\r" + text
    if _splits_line_end(source.text, end):
        end, text = end + 1, text + "\n"
    return {"range": range_of(source, start, end, encoding), "newText": text}


def path_of(uri: str) -> Path | None:
    """The path of a link to a file; None for any other link."""
    try:
        path = uris.to_fs_path(uri)
    except ValueError:
        return None
    return Path(path) if path else None


def uri_of(path: Path) -> str:
    """The link to a file, as editors write it."""
    uri = uris.from_fs_path(os.fspath(path))
    assert uri is not None  # noqa: S101 - only what is no path has none
    return str(uri)


def _splits_line_end(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] == "\r" and text[at] == "\n"
