"""Places on the wire: positions, ranges and links; the only ones who count in units."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

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


def offset_in(source: Source, place: Any, encoding: Encoding) -> int:
    """The offset of a position as lsprotocol has it."""
    return offset(source, {"line": place.line, "character": place.character}, encoding)


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
    """The path of a link to a file of this machine; None for any other link."""
    path = path_in(uri, windows=os.name == "nt")
    return None if path is None else Path(path)


def path_in(uri: str, *, windows: bool) -> str | None:
    """The path in a link to a file, on Windows or elsewhere; None where it leads to none.

    Editors write `file:///c%3A/Users`, `file:///C:/Users` and `file://server/share`, all of them
    right. Source: RFC 8089, "The file URI Scheme".
    """
    try:
        scheme, host, path, _, _ = urlsplit(uri)
        path = os.fsdecode(unquote_to_bytes(path))
    except ValueError:
        return None
    if scheme != "file" or not path.startswith("/"):
        return None
    host = "" if host.lower() == "localhost" else unquote(host)
    if not windows:
        return None if host else path
    path = f"//{host}{path}" if host else path[1:] if _DRIVE.match(path) else path
    return path.replace("/", "\\")


def uri_of(path: Path) -> str:
    """The link to a file, as editors write it."""
    return uri_for(os.fspath(path), windows=os.name == "nt")


def uri_for(path: str, *, windows: bool) -> str:
    """The link to an absolute path, on Windows or elsewhere: with a small drive letter."""
    if windows:
        path = path.replace("\\", "/")
        if path.startswith("//"):
            # The path of a share begins with the name of its server.
            return f"file:{quote(os.fsencode(path))}"
        path = f"/{path[:1].lower()}{path[1:]}"
    return f"file://{quote(os.fsencode(path))}"


_DRIVE = re.compile(r"/[A-Za-z]:(?:/|\Z)")


def _splits_line_end(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] == "\r" and text[at] == "\n"
