"""What botocore itself makes of a pair of texts, through files in a directory of the test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from botocore.configloader import load_config, raw_config_parse
from botocore.exceptions import ConfigParseError

from awsconf.text import Role

Profiles = Mapping[str, Mapping[str, Any]]


class File(NamedTuple):
    """One file as botocore reads it: its profiles, and every section by its header."""

    profiles: Profiles
    sessions: Profiles
    services: Profiles
    sections: Profiles


def read(text: str, role: Role, directory: Path) -> File | None:
    """One file as botocore reads it; None where it refuses it."""
    path = write(text, role, directory)
    try:
        sections = raw_config_parse(path)
        if role is Role.CREDENTIALS:
            return File(sections, {}, {}, sections)
        loaded = load_config(path)
    except ConfigParseError:
        return None
    return File(loaded["profiles"], loaded["sso_sessions"], loaded["services"], sections)


def write(text: str, role: Role, directory: Path) -> str:
    """Put a text where botocore can read it; a lone surrogate stands for an undecodable byte."""
    path = directory / role.value
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return str(path)
