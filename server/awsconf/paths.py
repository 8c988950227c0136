"""Which files are a pair: by the variables the SDKs obey, by name, by content.

It only reasons about names and texts it is given; what is really there, `host` knows.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Generic, TypeVar

from awsconf.text import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

P = TypeVar("P", bound=PurePath)
"""Paths come back of the kind that was given, so that Windows can be told of anywhere."""


class PairPaths(Generic[P]):
    """Where the SDKs look, and the variables that sent them there (None: the default place).

    A path is None where its variable is set to nothing: botocore then looks for a file without
    a name, finds none and says nothing. (The SDK for JavaScript takes the default place instead.)
    """

    def __init__(
        self,
        config: P | None,
        credentials: P | None,
        config_from: str | None,
        credentials_from: str | None,
    ) -> None:
        self.config = config
        self.credentials = credentials
        self.config_from = config_from
        self.credentials_from = credentials_from

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PairPaths) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<PairPaths {self.config} {self.credentials}>"


def pair_paths(environ: Mapping[str, str], home: P, platform: str) -> PairPaths[P]:
    """The two files as botocore finds them; a relative path stays so.

    In a variable's value `$NAME` is expanded first, then a leading `~`; `~somebody` is left, for
    only the machine knows where somebody lives. `platform` is as in `sys.platform`.
    Source: boto/botocore, `session.py` and `configloader.py`.
    """

    def at(variable: str, role: Role) -> tuple[P | None, str | None]:
        if variable not in environ:
            return home / ".aws" / role.value, None
        value = expand(environ[variable], environ, home, platform)
        return (type(home)(value) if value else None), variable

    config, config_from = at("AWS_CONFIG_FILE", Role.CONFIG)
    credentials, credentials_from = at("AWS_SHARED_CREDENTIALS_FILE", Role.CREDENTIALS)
    return PairPaths(config, credentials, config_from, credentials_from)


def home_folder(environ: Mapping[str, str], platform: str) -> str | None:
    """The home that Python takes from the environment; None where it has to ask the system.

    On Windows `HOME` counts for nothing since Python 3.8 (it does in the SDKs of the
    specification). Source: Python library reference, `os.path.expanduser`.
    """
    if platform != "win32":
        home = environ.get("HOME")
        return None if home is None else home.rstrip("/") or "/"
    if "USERPROFILE" in environ:
        return environ["USERPROFILE"]
    if "HOMEPATH" in environ:
        return environ.get("HOMEDRIVE", "") + environ["HOMEPATH"]
    return None


def expand(value: str, environ: Mapping[str, str], home: PurePath, platform: str) -> str:
    """`value` with its variables, then its leading `~`, replaced as Python does on `platform`."""
    windows = platform == "win32"
    pattern = re.compile(_WINDOWS_VARIABLE if windows else _POSIX_VARIABLE, re.ASCII)

    def replaced(match: re.Match[str]) -> str:
        if match[0] in ("%%", "$$"):
            return match[0][0] if windows else match[0]
        name = next((group for group in match.groups() if group is not None), None)
        if name is None:
            return match[0]
        return environ.get(name.upper() if windows else name, match[0])

    value = pattern.sub(replaced, value)
    separators = "/\\" if windows else "/"
    if value[:1] == "~" and value[1:2] in ("", *separators):
        return str(home).rstrip(separators) + value[1:] or "/"
    return value


_POSIX_VARIABLE = r"\$(?:\{([^}]*)\}|(\w+))"

# Quoted stretches, doubled signs and an opening sign that is never closed are matched too,
# without a name, so that what they hold is passed over.
_WINDOWS_VARIABLE = r"'[^']*'?|%%|\$\$|%([^%]+)%|%[^%]*$|\$\{([^}]*)\}|\$\{[^}]*$|\$([-\w]+)"


def named_role(name: str) -> Role | None:
    """The role that a file's name tells (`config`, `aws_config`, `credentials.example`), if any."""
    words = re.split(r"[^a-z]+", name.lower())
    named = [role for role in Role if role.value in words]
    return named[0] if len(named) == 1 else None


def sibling(path: P) -> P | None:
    """The other half's path, beside this one: `aws_credentials.bak` for `aws_config.bak`."""
    role = named_role(path.name)
    if role is None:
        return None
    word = re.compile(rf"(?<![a-z]){role.value}(?![a-z])", re.IGNORECASE)
    return path.with_name(word.sub(role.other.value, path.name, count=1))


def guess_role(text: str) -> Role:
    """The role that a text seems written for.

    A header with a prefix is meant for the config file; keys under bare headers are meant for
    the credentials file; what shows neither is taken for a config file.
    """
    if re.search(_PREFIXED_HEADER, text):
        return Role.CONFIG
    return Role.CREDENTIALS if re.search(_KEY_SETTING, text) else Role.CONFIG


# Few texts have to be guessed at, so these are compiled when one is.
_PREFIXED_HEADER = r"(?m)^\ufeff?[ \t]*\[[ \t]*(?:profile|sso-session|services)[ \t\"']"
_KEY_SETTING = r"(?mi)^\ufeff?[ \t]*aws_(?:access_key_id|secret_access_key|session_token)[ \t]*[=:]"


def display(path: PurePath, home: PurePath, cwd: PurePath) -> str:
    """`path` for a reader or a report: from the working folder, else from `~`, else absolute.

    With forward slashes everywhere. Seen from above the home, `~` is taken all the same:
    a report should not hold the name of a user.
    """
    path = _without_climbs(cwd / path)
    above_home = cwd != home and home.is_relative_to(cwd)
    if path.is_relative_to(cwd) and not (above_home and path.is_relative_to(home)):
        return path.relative_to(cwd).as_posix()
    if path.is_relative_to(home):
        return (PurePath("~") / path.relative_to(home)).as_posix()
    return path.as_posix()


def _without_climbs(path: PurePath) -> PurePath:
    """`path` with each `..` taken together with the name before it."""
    parts: list[str] = []
    for part in path.parts:
        if part != "..":
            parts.append(part)
        elif len(parts) > 1:
            parts.pop()
    return type(path)(*parts)
