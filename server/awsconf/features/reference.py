"""What is known of a setting, as a page: what it takes, who reads it, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awsconf.features.page import Page, code
from awsconf.readers.dialects import Dialect
from awsconf.targets import Concerned, reads
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from awsconf.entries import Setting


def setting_page(setting: Setting) -> Page:
    """The documentation of one setting."""
    facts = (
        *_takes(setting),
        *_default(setting),
        *_variables(setting),
        *_readers(setting),
        *_company(setting),
    )
    notes = (setting.support_notes or "", setting.notes or "")
    return Page(
        title(setting), (setting.description, _deprecation(setting), facts, *notes, _link(setting))
    )


def title(setting: Setting) -> str:
    """The name of a setting with what it takes in a word: "`region`, a Region"."""
    return f"`{_dotted(setting.id)}`, {what(setting)}"


def what(setting: Setting) -> str:
    """What a setting takes, in a word or two."""
    if setting.type == "integer" and setting.unit:
        return f"a number of {setting.unit}"
    return _WORDS.get(setting.type, "a text")


_WORDS = {
    "access_key_id": "an access key id",
    "account_id": "an account",
    "arn": "an ARN",
    "boolean": "`true` or `false`",
    "command": "a command",
    "date": "a date",
    "duration": "a number of seconds",
    "enum": "a word",
    "enum_list": "a list of words",
    "host": "a host",
    "integer": "a number",
    "mfa_serial": "an MFA device",
    "path": "a path",
    "path_list": "a list of paths",
    "profile_name": "a profile",
    "python_module": "a module of Python",
    "rate": "a rate",
    "region": "a Region",
    "region_list": "a list of Regions",
    "scope_list": "a list of scopes",
    "secret_access_key": "a secret",
    "section": "a block of settings",
    "services_name": "a `[services]` section",
    "session_token": "a secret",
    "size": "a size",
    "sso_session_name": "an `[sso-session]`",
    "url": "a URL",
}


def spell(seconds: int) -> str:
    """How long a number of seconds is: "1 hour 30 minutes"."""
    hours, rest = divmod(seconds, 3600)
    counts = ((hours, "hour"), (rest // 60, "minute"), (rest % 60, "second"))
    words = [f"{count} {unit}{'s' * (count != 1)}" for count, unit in counts if count]
    return " ".join(words) or "no time"


def _dotted(name: str) -> str:
    """The id of a setting without the kind of its section: `s3.addressing_style`."""
    return name.partition(".")[2]


def _takes(setting: Setting) -> Iterator[str]:
    low, high = setting.minimum, setting.maximum
    unit = f", in {setting.unit}" if setting.unit else ""
    if low is not None and high is not None:
        yield f"takes {low} to {high}{unit}"
    elif low is not None:
        yield f"takes {low} or more{unit}"
    if setting.type != "boolean":
        for value, description in setting.values:
            yield f"`{value}`: {description}" if description else f"`{value}`"
    if setting.format and not setting.values:
        yield f"form: {setting.format}"


def _default(setting: Setting) -> Iterator[str]:
    if setting.default is not None:
        spoken = _spoken(setting, setting.default)
        yield f"default: `{setting.default}`{spoken}"
    elif setting.default_note:
        yield f"default: {setting.default_note}"


def _spoken(setting: Setting, number: str) -> str:
    if setting.type != "duration" or not number.isdecimal():
        return ""
    return f" ({spell(int(number))})"


def _variables(setting: Setting) -> Iterator[str]:
    if setting.env:
        plural = "s" if len(setting.env) > 1 else ""
        yield f"environment variable{plural}: {_listed(setting.env)}"
    if setting.jvm:
        yield f"system property of Java: {_listed(setting.jvm)}"


def _listed(names: tuple[str, ...]) -> str:
    return enumerated([f"`{name}`" for name in names])


def _readers(setting: Setting) -> Iterator[str]:
    if setting.origin != "aws":
        yield f"read by {enumerated(setting.tools)}, and by no SDK"
        return
    able = [dialect for dialect in Dialect if reads(dialect, setting)]
    unable = [dialect for dialect in Dialect if dialect not in able]
    yield f"read by {Concerned(tuple(able))}" if able else "read by none of the SDKs known here"
    if able and unable:
        yield f"not read by {Concerned(tuple(unable))}"


def _company(setting: Setting) -> Iterator[str]:
    needed = tuple(_dotted(name) for name in setting.requires if _dotted(name) != setting.parent)
    if needed:
        yield f"needs {_listed(needed)}"
    for group in setting.requires_one_of:
        yield f"needs {enumerated([f'`{_dotted(name)}`' for name in group], last='or')}"
    if setting.conflicts:
        yield f"does not go with {_listed(tuple(map(_dotted, setting.conflicts)))}"


def _deprecation(setting: Setting) -> str:
    if not setting.deprecated:
        return ""
    instead = f"use {code(_dotted(setting.deprecated_by))}" if setting.deprecated_by else ""
    return ". ".join(
        filter(
            None, (f"Deprecated{': ' if instead else ''}{instead}", setting.deprecated_note or "")
        )
    )


def _link(setting: Setting) -> str:
    page = setting.doc_page or ""
    return (
        f"https://docs.aws.amazon.com/sdkref/latest/guide/{page}.html"
        if page.startswith("feature-")
        else ""
    )
