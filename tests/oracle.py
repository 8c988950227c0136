"""What botocore itself makes of a pair of texts, through files in a directory of the test."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from botocore.configloader import load_config, raw_config_parse
from botocore.credentials import DeferredRefreshableCredentials, ProcessProvider
from botocore.exceptions import (
    BotoCoreError,
    ConfigParseError,
    InvalidConfigError,
    LoginTokenLoadError,
    MissingDependencyException,
    PartialCredentialsError,
)
from botocore.session import Session

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


class Outcome(NamedTuple):
    """What botocore says when a profile is asked for by name.

    `methods` are the providers that answered: that of the profile, then that of the credentials
    which it assumes a role with, and so on; after an error, the one that raised it, if known.
    """

    methods: tuple[str, ...]
    access_key: str | None = None
    token: str | None = None
    error: BotoCoreError | None = None


@contextmanager
def machine(directory: Path) -> Iterator[None]:
    """A machine on which nothing speaks of AWS but the two files in `directory`.

    Nothing is run and nothing is called: no process, no metadata service.
    """
    environ = {
        "HOME": str(directory),
        "AWS_CONFIG_FILE": str(directory / Role.CONFIG.value),
        "AWS_SHARED_CREDENTIALS_FILE": str(directory / Role.CREDENTIALS.value),
        "AWS_EC2_METADATA_DISABLED": "true",
        "BOTO_CONFIG": str(directory / "absent"),
    }
    answer = {"access_key": "from a process", "secret_key": "", "token": "", "expiry_time": None}
    with (
        mock.patch.dict(os.environ, environ, clear=True),
        mock.patch.object(ProcessProvider, "_retrieve_credentials_using", return_value=answer),
    ):
        yield


def full_config() -> Mapping[str, Any]:
    """Both files as one, on a `machine`. Raises ConfigParseError."""
    config: Mapping[str, Any] = Session().full_config
    return config


def resolve(name: str) -> Outcome:
    """Who answers for the profile `name`, on a `machine`."""
    try:
        credentials = Session(profile=name).get_credentials()
    except BotoCoreError as error:
        return Outcome(_raised_by(error), error=error)
    methods = []
    key = token = None
    while credentials is not None:
        methods.append(credentials.method)
        if not isinstance(credentials, DeferredRefreshableCredentials):
            key, token = credentials.access_key, credentials.token
            break
        # Credentials of this kind call STS when they are read, so they are not.
        fetcher = getattr(credentials._refresh_using, "__self__", None)
        credentials = getattr(fetcher, "_source_credentials", None)
    return Outcome(tuple(methods), key, token)


def _raised_by(error: BotoCoreError) -> tuple[str, ...]:
    if isinstance(error, PartialCredentialsError):
        return (str(error.kwargs["provider"]),)
    if isinstance(error, (MissingDependencyException, LoginTokenLoadError)):
        return ("login",)
    if isinstance(error, InvalidConfigError):
        words = {"web identity": "assume-role-with-web-identity", "SSO": "sso", "sso-": "sso"}
        return next(((method,) for word, method in words.items() if word in str(error)), ())
    return ()
