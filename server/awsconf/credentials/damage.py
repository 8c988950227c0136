"""Whether a session token was cut or altered on its way, and what would make it whole again.

Only a token that begins as AWS's do is judged, and only by what all known layouts have: whatever
more it holds may be newer than this module. An altered character of the encrypted part stays
unseen.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from typing import NamedTuple

from awsconf.credentials.tokens import decode_token, varint


class Repair(NamedTuple):
    """A way to make a damaged token whole: what is found by `form` gives way to something else."""

    title: str
    form: str
    plain: Callable[[re.Match[str]], str]


def damage(text: str) -> str | None:
    """What shows that a token was damaged, completing "the session token …"; None if nothing does.

    Source: the layout that `tokens` reads, in which every cut and every lost character of the four
    public samples is seen. Type 1 is left out, since no unaltered sample of it is known.
    """
    if not _SHORTEST <= len(text) <= _LONGEST or not re.match(_BEGINNING, text):
        return None
    if text.startswith(_EMULATED) or decode_token(text) is not None:
        return None
    fault = next((why for form, why in _FAULTS if re.search(form, text)), None)
    if fault is not None:
        return fault
    if decode_token(text + "=" * (-len(text) % 4)) is not None:
        return "lacks the `=` at its end"
    is_broken = len(text) % 4 != 0 or not _is_whole(a2b_base64(text))
    return "was cut, or has lost characters" if is_broken else None


def repairs(text: str) -> Iterator[Repair]:
    """The ways after which a damaged token is a whole one."""
    for repair in _REPAIRS:
        if decode_token(re.sub(repair.form, repair.plain, text)) is not None:
            yield repair


# Samples that people type begin like a token, and are far shorter than any.
_SHORTEST = 64
_LONGEST = 16_384
# Emulators go on with anything after the start of AWS's old sample (getmoto/moto: sts/utils.py).
_EMULATED = "FQoGZXIvYXdzEBYaD"
# The type, and the name that is the first field, as far as base64 tells them apart from the rest.
_BEGINNING = r"(?:FQo|Fwo)(?:DYXdzE|GZXIvYXdzE)|(?:Ago|IQo)Jb3JpZ2luX2VjE"
# The number of the last field, by the type.
_LAST = {21: 5, 23: 6, 2: 7, 33: 7}

_FAULTS = (
    (r"%(?:2[BFbf]|3[Dd])", "holds URL escapes such as those for `/` and `+`"),
    (r"\s", "holds blanks"),
    (r"[\"'`]", "holds quotes"),
    (r"\\", "holds backslashes"),
    (r"[^A-Za-z0-9+/=]", "holds a character that no token has"),
    (r"=(?!=?\Z)", "goes on after its end"),
)


def _nothing(_: re.Match[str]) -> str:
    return ""


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[0][1:], 16))


def _of_plain_alphabet(match: re.Match[str]) -> str:
    return "+" if match[0] == "-" else "/"


def _padding(match: re.Match[str]) -> str:
    return "=" * (-len(match.string) % 4)


_REPAIRS = (
    Repair("Replace the URL escapes by their characters", _FAULTS[0][0], _unescaped),
    Repair("Delete the blanks", r"\s+", _nothing),
    Repair("Replace the blanks by `+`", r"\s", lambda _: "+"),
    Repair("Delete the quotes", r"[\"'`]+", _nothing),
    Repair("Delete the backslashes", r"\\+", _nothing),
    Repair("Replace `-` by `+` and `_` by `/`", r"[-_]", _of_plain_alphabet),
    Repair("Add the `=` at the end", r"\Z", _padding),
)


def _is_whole(data: bytes) -> bool:
    """Whether all fields are there that the known layout of the type has, to their ends."""
    at, last, end = 1, 0, len(data)
    while at < end and last < _LAST[data[0]]:
        tag = data[at]
        value, at = varint(data, at + 1)
        length = {0: 0, 2: value}.get(tag & 7)
        if at < 0 or length is None or tag > 0x7F or tag >> 3 <= last or at + length > end:
            return False
        at, last = at + length, tag >> 3
    return last >= _LAST[data[0]]
