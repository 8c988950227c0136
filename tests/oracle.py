"""What botocore itself makes of a pair of texts, through files in a directory of the test."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from botocore.configloader import load_config, raw_config_parse
from botocore.credentials import (
    AssumeRoleProvider,
    ContainerMetadataFetcher,
    DeferredRefreshableCredentials,
    FileWebIdentityTokenLoader,
    InstanceMetadataFetcher,
    LoginTokenLoader,
    ProcessProvider,
    SSOCredentialFetcher,
)
from botocore.exceptions import (
    BotoCoreError,
    ConfigNotFound,
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


class Answer(NamedTuple):
    """What botocore says on a `world`.

    `method` is who answers, `roles` are those that STS was asked for, in that order, and `base`
    is the access key that all begins with; the error is its class and its words.
    """

    method: str | None
    roles: tuple[Any, ...] = ()
    base: Any = None
    error: tuple[str, str] | None = None


PROCESS, SERVICE, TOKEN = "a process", "a metadata service", "a token"


class Sts:
    """STS, at the place of the client: it writes down who asks for which role."""

    def __init__(self) -> None:
        self.roles: list[Any] = []
        self.base: Any = None

    def client(self, _session: Session, _service: str, **keys: Any) -> Sts:
        if not self.roles:
            self.base = keys.get("aws_access_key_id", TOKEN)
        return self

    def assume_role(self, **arguments: Any) -> Mapping[str, Any]:
        self.roles.append(arguments["RoleArn"])
        keys = {"AccessKeyId": "", "SecretAccessKey": "", "SessionToken": ""}
        return {"Credentials": {**keys, "Expiration": "2999-01-01T00:00:00Z"}}

    assume_role_with_web_identity = assume_role


@contextmanager
def world() -> Iterator[None]:
    """A machine that answers as soon as botocore asks it: processes, metadata, sign-ins.

    Nothing is run and nothing is called; what botocore itself checks before, it checks.
    """
    keys = {"access_key": SERVICE, "secret_key": "", "token": "", "expiry_time": _LATER}
    with ExitStack() as stack:
        for patch in (
            mock.patch.object(ProcessProvider.__init__, "__defaults__", (_Process,)),
            mock.patch.object(
                AssumeRoleProvider.__init__, "__defaults__", (lambda _: "123456", None, None)
            ),
            mock.patch.object(
                ContainerMetadataFetcher, "_retrieve_credentials", return_value=_CONTAINER
            ),
            mock.patch.object(
                InstanceMetadataFetcher,
                "retrieve_iam_role_credentials",
                lambda self: {} if self._disabled else {"role_name": "r", **keys},
            ),
            mock.patch.object(FileWebIdentityTokenLoader, "__call__", return_value=""),
            mock.patch.object(LoginTokenLoader, "load_token", return_value=_LOGIN),
            mock.patch.object(SSOCredentialFetcher, "_get_credentials", return_value=_SSO),
            mock.patch("botocore.credentials.EC", object()),
            # pytest keeps what is logged, and in a long run it is too much.
            mock.patch("botocore.utils.logger"),
            # pytest keeps what is logged, and in a long run it is too much.
            mock.patch("botocore.utils.logger"),
            # Its handlers have no say in credentials, and take ten times as long as all else.
            mock.patch.object(Session, "_register_builtin_handlers"),
        ):
            stack.enter_context(patch)
        yield


def answer(directory: Path, environ: Mapping[str, str], name: str | None) -> Answer:
    """Who answers in a `world`; without a name, the environment chooses the profile."""
    paths = {
        "HOME": str(directory),
        "AWS_CONFIG_FILE": str(directory / Role.CONFIG.value),
        "AWS_SHARED_CREDENTIALS_FILE": str(directory / Role.CREDENTIALS.value),
        "BOTO_CONFIG": str(directory / "absent"),
    }
    sts = Sts()
    with (
        mock.patch.dict(os.environ, {**paths, **environ}, clear=True),
        mock.patch("botocore.credentials.create_nested_client", sts.client),
    ):
        try:
            credentials = Session(profile=name).get_credentials()
        except Exception as error:
            return Answer(None, error=(type(error).__name__, str(error)))
        if credentials is None:
            return Answer(None)
        if isinstance(credentials, DeferredRefreshableCredentials):
            key = credentials.get_frozen_credentials().access_key
        else:
            key = getattr(credentials, "_access_key", None) or credentials.access_key
    return Answer(credentials.method, tuple(sts.roles), sts.base if sts.roles else key)


def refuses(path: Path) -> bool:
    """Whether botocore refuses one file; one that is not there it does not."""
    try:
        raw_config_parse(str(path))
    except ConfigNotFound:
        return False
    except ConfigParseError:
        return True
    return False


def read_both(directory: Path) -> Mapping[str, Any] | None:
    """Both files as one, as far as they are there; None where one is refused."""
    if any(refuses(directory / role.value) for role in Role):
        return None
    session = Session()
    for role, variable in ((Role.CONFIG, "config_file"), (Role.CREDENTIALS, "credentials_file")):
        session.set_config_variable(variable, str(directory / role.value))
    config: Mapping[str, Any] = session.full_config
    return config


class _Process:
    """A process that is never started: only what Python checks before is checked."""

    returncode = 0

    def __init__(self, words: list[str], **_: Any) -> None:
        assert words[0] is not None

    def communicate(self) -> tuple[bytes, bytes]:
        keys = {"Version": 1, "AccessKeyId": PROCESS, "SecretAccessKey": ""}
        return json.dumps(keys).encode(), b""


_LATER = "2999-01-01T00:00:00Z"
_KEYS = {"SecretAccessKey": "", "Token": "", "Expiration": _LATER}
_CONTAINER = {"AccessKeyId": SERVICE, **_KEYS}
_SSO = {"Credentials": {"AccessKeyId": TOKEN, **_KEYS, "SessionToken": "", "AccountId": ""}}
_LOGIN_KEYS = {"accessKeyId": TOKEN, "secretAccessKey": "", "sessionToken": "", "accountId": ""}
_LOGIN = {
    "accessToken": {**_LOGIN_KEYS, "expiresAt": _LATER},
    "refreshToken": "",
    "dpopKey": "",
    "clientId": "",
}
