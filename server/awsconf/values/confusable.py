"""Characters that people do not see, or take for another one, in texts copied from pages and chats.

The plain character that was meant stands beside each; nothing, where there is nothing to see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Confusable(NamedTuple):
    """One such character, where it stands in a text, and the plain one that it looks like."""

    offset: int
    character: str
    plain: str

    @property
    def title(self) -> str:
        """Its code point and name, as Unicode has it: `U+200B (zero width space)`."""
        # Imported here, since hardly any file needs the tables of Unicode.
        from unicodedata import name

        return f"U+{ord(self.character):04X} ({name(self.character, 'unnamed').lower()})"

    @property
    def is_quote(self) -> bool:
        """Whether it is a quote as typographers have it."""
        return _PLAIN[self.character] in _QUOTES


def confusables(text: str) -> Iterator[Confusable]:
    """The characters of a text that are not what they look like, in order."""
    if not text.isascii():
        for offset, character in enumerate(text):
            plain = _PLAIN.get(character)
            if plain is not None:
                yield Confusable(offset, character, plain)


def in_plain(text: str) -> str:
    """The text in plain characters."""
    return "".join(_PLAIN.get(character, character) for character in text)


def confusables_of_line(line: str) -> list[Confusable]:
    """Those of a whole line; quotes around all of its value stand for nothing.

    There, plain ones would be a part of the value as well.
    """
    found = list(confusables(line))
    value = line.partition("=")[2].strip() if found else ""
    if len(value) > 1 and all(_PLAIN.get(end, "-") in _QUOTES for end in (value[0], value[-1])):
        return [one._replace(plain="") if one.is_quote else one for one in found]
    return found


def _table() -> Iterator[tuple[str, str]]:
    for plain, codes in _CODES:
        for first, last in codes:
            yield from ((chr(code), plain) for code in range(first, last + 1))


_CODES = (
    # Soft hyphen, zero widths, marks of direction, and a byte order mark in the midst of a text.
    ("", ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF))),
    (" ", ((0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))),
    ("'", ((0x2018, 0x201B),)),
    ('"', ((0x201C, 0x201F),)),
    ("-", ((0x2010, 0x2015), (0x2212, 0x2212))),
)
_QUOTES = frozenset("'\"")
_PLAIN = dict(_table())
