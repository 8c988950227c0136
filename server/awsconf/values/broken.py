"""A secret or a session token that was broken over several lines, and how they are joined again."""

from __future__ import annotations

import re

from awsconf.credentials.keys import looks_like_secret
from awsconf.credentials.statics import KEYS, SECRET_KEY
from awsconf.credentials.tokens import decode_token
from awsconf.edits import Edit
from awsconf.readers.reading import Part, Value
from awsconf.syntax import Line
from awsconf.text import Span


def joining(part: Part, value: Value) -> tuple[Edit, ...]:
    """The edits that join a value with the lines below it; none unless that makes it whole.

    They delete line ends and blanks, and write nothing.
    """
    name = value.name.lower()
    if name not in KEYS:
        return ()
    is_whole = looks_like_secret if name == SECRET_KEY else decode_token
    text, above = part.section.read(value.line.value_span), value.line
    edits: list[Edit] = []
    if not re.fullmatch(_PIECE, text):
        return ()
    for line in _below(part, value):
        piece = part.section.read(line.span)
        if not re.fullmatch(_PIECE, piece) or len(edits) == _MOST:
            return ()
        edits.append(Edit(part.at(Span(above.stop, line.text)), ""))
        text, above = text + piece, line
        if is_whole(text):
            return tuple(edits)
    return ()


def broken_above(part: Part, line: Line) -> tuple[Edit, ...]:
    """The edits that join a line with the secret or the token just above it, if it is its rest."""
    found = (value for value in part.reading.settings.values() if value.line.end == line.start)
    value = next(found, None)
    return joining(part, value) if value is not None else ()


_PIECE = r"[A-Za-z0-9+/]+={0,2}"
_MOST = 40


def _below(part: Part, value: Value) -> tuple[Line, ...]:
    lines = part.section.lines
    return lines[lines.index(value.line) + 1 :]
