"""Reads the timestamps that login tools leave in the two files, whatever their spelling.

Not a general parser of dates: a text that none of those tools writes is refused, not guessed at.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple


class Stamp(NamedTuple):
    """A moment as a tool wrote it: aware and in UTC, or naive if the text names no zone."""

    moment: datetime

    @property
    def aware(self) -> bool:
        """Whether the text itself says which moment it means."""
        return self.moment.tzinfo is not None


def parse_stamp(text: str) -> Stamp | None:
    """The stamp that `text` holds, or None.

    It reads epoch seconds (ten digits) and milliseconds (thirteen), and ISO 8601 with `T` or a
    blank, with or without seconds, with a zone as `Z`, `UTC`, `+0000`, `+00:00`, both at once
    (yawsso 1.4) or followed by a name, as Go prints it: `-0700 PDT`, or the offset again where the
    zone has no letters (`+0530 +0530`, `-0300 -03`). A fraction is cut to microseconds.
    """
    text = text.strip(_WRAPPING)
    if _EPOCH.fullmatch(text):
        milliseconds = int(text) if len(text) == 13 else int(text) * 1000
        return Stamp(_EPOCH_START + timedelta(milliseconds=milliseconds))
    match = re.fullmatch(_ISO, text)
    if match is None:
        return None
    year, month, day, hour, minute = map(int, match.group(1, 2, 3, 4, 5))
    second = int(match["second"] or 0)
    try:
        naive = datetime(year, month, day, hour, minute, second, _microsecond(match["fraction"]))
    except ValueError:
        return None
    zone = match["zone"]
    return Stamp(naive if zone is None else naive.replace(tzinfo=timezone.utc) - _offset(zone))


_WRAPPING = " \t\r\n\"'"
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
_EPOCH_START = datetime(1970, 1, 1, tzinfo=timezone.utc)
# No year outside these two centuries, so that arithmetic with a stamp can never overflow.
_ISO = (
    r"((?:19[7-9]|20[0-9]|21[0-9])[0-9])-([0-9]{2})-([0-9]{2})"
    r"[Tt ]([0-9]{2}):([0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<zone>[Zz]|UTC|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)"
    r"(?:(?<=\+00:00)\+0000|(?<=[0-9]) [A-Za-z+-][A-Za-z0-9+-]{0,9}(?: m=[+-][0-9.]{1,24})?)?)?"
)


def _microsecond(fraction: str | None) -> int:
    return int((fraction or "").ljust(6, "0")[:6])


def _offset(zone: str) -> timedelta:
    if zone in ("Z", "z", "UTC"):
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset
