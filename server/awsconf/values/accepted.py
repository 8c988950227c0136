"""Which values a setting takes, and what is amiss with one that it does not take.

A value that is dressed up (quoted, with a comment or a variable) is not judged here: what is
wrong with it is its dress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from awsconf.catalogue import accepts, find
from awsconf.nearest import nearest
from awsconf.syntax import SectionKind
from awsconf.values.confusable import confusables
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from awsconf.entries import Setting

JUDGED = (
    "account_id",
    "date",
    "duration",
    "enum",
    "enum_list",
    "integer",
    "rate",
    "size",
    "string",
)
"""The types of settings of whose values something can be said here."""


class Misfit(NamedTuple):
    """Why a setting does not take a value.

    `effects` says of readers, by the names of `Dialect`, what they do with it. `takes` says what
    it should be, and `better` what it may have been meant for, the likeliest first; `sure` tells
    that the first is the same in another spelling, `is_word` that all of them are listed values.
    """

    takes: str
    better: tuple[str, ...] = ()
    effects: Mapping[str, str] = {}
    sure: bool = False
    is_word: bool = False


@lru_cache(maxsize=4096)
def misfit(kind: SectionKind, name: str, text: str, parent: str | None = None) -> Misfit | None:
    """What is amiss with a value of a setting, named in lower case; None for one that it takes."""
    if not text or accepts(kind, name, text, parent) or is_dressed(text) or is_blank(text):
        return None
    setting = find(kind, name, parent)
    if setting is None or setting.origin != "aws" or setting.type not in JUDGED:
        return None
    return _JUDGES[setting.type](setting, text)


def is_dressed(text: str) -> bool:
    """Whether a value is quoted, goes on in a comment, or holds a variable or odd characters."""
    dress = r"^[\"'`]|[\"'`]$|\s[#;]|[$\n]|%\w+%|[\ud800-\udfff]"
    return re.search(dress, text) is not None or any(confusables(text))


def is_blank(text: str) -> bool:
    """Whether a value is still to be filled in, as in a sample: `<region>`, `123456789EXAMPLE`."""
    return re.search(r"(?i)^[<{].*[>}]$|EXAMPLE$|^your[_-]|^x{3,}$|^\.{3}$", text) is not None


def _enum(setting: Setting, text: str) -> Misfit | None:
    values = [value.value for value in setting.values]
    folded = {value.lower(): value for value in values}
    same = folded.get(text.lower())
    if same is not None and not setting.case_sensitive:
        exact = dict.fromkeys(setting.case_sensitive_in, "do not know in this case")
        return Misfit(f"write `{same}`", (same,), exact, sure=True, is_word=True) if exact else None
    plain = {re.sub(r"[\W_]", "", value).lower(): value for value in values}
    spelt = same or plain.get(re.sub(r"[\W_]", "", text).lower())
    if spelt is not None:
        return Misfit(f"write `{spelt}`", (spelt,), setting.on_bad_value, sure=True, is_word=True)
    word = _TRUTH.get(text.lower(), "")
    near = (word,) if word in values else nearest(text, values, limit=3)
    takes = f"did you mean `{near[0]}`?" if near else f"it takes {_either(values)}"
    return Misfit(takes, near, setting.on_bad_value, is_word=True)


_TRUTH = dict.fromkeys(("yes", "y", "on", "1"), "true") | dict.fromkeys(
    ("no", "n", "off", "0"), "false"
)


def _either(values: list[str]) -> str:
    return enumerated([f"`{value}`" for value in values], last="or")


def _enum_list(setting: Setting, text: str) -> Misfit | None:
    values = [value.value for value in setting.values]
    items = [item.strip() for item in text.split(setting.separator or ",")]
    # A name that is like none may be newer than our list, and is passed over by all.
    near = {item: nearest(item, values) for item in items if item and item not in values}
    if not any(near.values()):
        return None
    meant = ", ".join(dict.fromkeys((*near.get(item, ()), item)[0] for item in items))
    return Misfit(f"did you mean `{meant}`?", (meant,), is_word=True)


def _integer(setting: Setting, text: str) -> Misfit | None:
    takes = f"it takes {_bounds(setting)}"
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return Misfit(takes, _number(setting, text), setting.on_bad_value)
    number, low, high = int(text), setting.minimum, setting.maximum
    if low is not None and number < low:
        return Misfit(takes, (str(low),) if setting.type == "duration" else (), _beyond(setting))
    if high is not None and number > high:
        # How long a session may last depends on the role, and on who assumes it.
        better = () if setting.type == "duration" else (str(high),)
        return Misfit(takes, better, _beyond(setting))
    return None


def _beyond(setting: Setting) -> Mapping[str, str]:
    return setting.on_bad_number


def _bounds(setting: Setting) -> str:
    unit = f" of {setting.unit}" if setting.unit else ""
    low, high = setting.minimum, setting.maximum
    if high is not None:
        return f"a whole number{unit} from {low} to {high}"
    return f"a whole number{unit}" + (f", {low} or more" if low is not None else "")


def _number(setting: Setting, text: str) -> tuple[str, ...]:
    """What a person may have meant by a number in another form: `1h`, `1,000`, `3.0`."""
    plain = re.sub(r"(?<=\d)[,_](?=\d{3})|\.0+$", "", text)
    found = re.fullmatch(r"([0-9]{1,6})\s*(s|m|h)?(?:ec|in|ours?|rs?)?[a-z]*", plain.lower())
    if found is None or (found[2] is None and plain == text):
        return ()
    if found[2] and setting.unit != "seconds":
        return ()
    number = int(found[1]) * {"s": 1, "m": 60, "h": 3600}.get(found[2] or "s", 1)
    # In a chain of roles, an hour is the longest.
    longest = 3600 if setting.type == "duration" else setting.maximum or number
    low, high = setting.minimum or 0, longest
    return (str(number),) if low <= number <= high else ()


def _size(setting: Setting, text: str) -> Misfit | None:
    pattern = setting.pattern or ""
    digits = re.match(r"[0-9]*", text)
    is_nothing = digits is not None and digits[0] != "" and not digits[0].strip("0")
    if re.fullmatch(pattern, text) and not is_nothing:
        return None
    ending = "B" if setting.type == "size" else "B/s"
    attempts = (text + ending, text + "/s", re.sub(r"(?i)ps$", "/s", text), text.replace(" ", ""))
    better = () if is_nothing else tuple(each for each in attempts if re.fullmatch(pattern, each))
    example = "8MB" if setting.type == "size" else "50MB/s"
    takes = f"it takes a whole number and a unit, as in `{example}`"
    return Misfit(takes, better[:1], setting.on_bad_value)


def _account_id(setting: Setting, text: str) -> Misfit | None:  # noqa: ARG001
    if re.fullmatch(r"[0-9]{12}", text):
        return None
    digits = re.sub(r"[\s._-]", "", text)
    if re.fullmatch(r"[0-9]{12}", digits):
        return Misfit("it takes twelve digits without anything between them", (digits,), sure=True)
    # A spreadsheet takes away the zeros at the beginning.
    better = (digits.zfill(12),) if re.fullmatch(r"[0-9]{9,11}", digits) else ()
    return Misfit("it takes twelve digits", better)


def _string(setting: Setting, text: str) -> Misfit | None:
    if not setting.pattern or not setting.format or re.fullmatch(setting.pattern, text):
        return None
    mended = re.sub(r"[^\w+=,.@-]+", "-", text, flags=re.ASCII)
    better = (mended,) if mended != text and re.fullmatch(setting.pattern, mended) else ()
    return Misfit(f"it takes {setting.format}", better)


def _date(setting: Setting, text: str) -> Misfit | None:
    if re.fullmatch(setting.pattern or "", text):
        return None
    return Misfit("it takes a date, as in `2006-03-01`", (), setting.on_bad_value)


_JUDGES = {
    "account_id": _account_id,
    "date": _date,
    "duration": _integer,
    "enum": _enum,
    "enum_list": _enum_list,
    "integer": _integer,
    "rate": _size,
    "size": _size,
    "string": _string,
}
