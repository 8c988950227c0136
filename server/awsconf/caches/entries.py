"""What is kept of one file of a cache: when it dies and whose it is, and nothing secret."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import NamedTuple

from awsconf.credentials.keys import Fingerprint


class Source(enum.Enum):
    """How cached credentials were obtained; the value completes "credentials of …"."""

    ROLE = "a role that was assumed"
    WEB_IDENTITY = "a role that was assumed with a web identity"
    SSO = "IAM Identity Center"
    LOGIN = "`aws login`"
    USER = "`GetSessionToken`"

    __hash__ = object.__hash__


class Entry(NamedTuple):
    """Cached credentials.

    `path` is for people, `stem` the file's name without its ending, which is a digest of the call.
    `expires` is exact, aware and in UTC. `arn` is that of the session: an assumed role's lacks the
    path of the role. `token` is None where the cache shows none.
    """

    path: str
    stem: str
    source: Source
    key_id: str
    token: Fingerprint | None
    expires: datetime
    arn: str | None = None
    account: str | None = None


class Login(NamedTuple):
    """A login that is kept: the access token of IAM Identity Center, or that of `aws login`.

    `renewable` says that it holds what a new access token can be had with. The registration of
    the client that logged in has an end of its own, which is no end of the login.
    """

    path: str
    stem: str
    expires: datetime
    renewable: bool
    start_url: str | None = None
    region: str | None = None
    registration_expires: datetime | None = None


class Caches(NamedTuple):
    """What the caches held when they were looked at."""

    entries: tuple[Entry, ...] = ()
    logins: tuple[Login, ...] = ()
