"""What stands in a text for bytes that are not UTF-8, and whether they are UTF-16 after all.

Such a byte is kept as one of U+DC80 to U+DCFF, as Python's `surrogateescape` has it. UTF-16 is
seen by its byte-order mark, or by the NULs that stand between its letters.
"""

from __future__ import annotations

import re

from awsconf.text import Span


def undecodable(text: str) -> Span | None:
    """The first stretch of bytes that are not UTF-8, if there is one."""
    match = None if text.isascii() else re.search(_BYTES, text)
    return Span(*match.span()) if match else None


def utf16(text: str) -> Span | None:
    """The first stretch of a text that is UTF-16, in whole or in part, if there is one.

    Windows PowerShell writes it with `>`, and with `>>` below a text in any other encoding.
    """
    if "\0" not in text and "\udcff" not in text:
        return None
    match = re.search(_UTF16, text)
    return Span(*match.span()) if match else None


def decoded(text: str) -> str:
    """`text` with U+FFFD for what stands for an undecodable byte."""
    return text if text.isascii() else re.sub(_SURROGATE, "\ufffd", text)


_BYTES = "[\udc80-\udcff]+"
_SURROGATE = "[\ud800-\udfff]"
_MARK = "(?:\udcff\udcfe|\udcfe\udcff)"
_UTF16 = rf"{_MARK}?(?:(?:[ -~]\0){{4,}}|(?:\0[ -~]){{4,}})|\A{_MARK}"
