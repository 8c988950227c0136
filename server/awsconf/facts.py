"""What is known of credentials from elsewhere than the two files: caches, memory, and AWS itself.

All of it is values, keyed by digests, and none of it is secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from awsconf.caches.entries import Caches
from awsconf.credentials.key_facts import KeyFacts
from awsconf.credentials.keys import Fingerprint


class KeyPrint(NamedTuple):
    """Stands for one set of static keys."""

    id: str
    secret: Fingerprint | None
    token: Fingerprint | None


class Answer(NamedTuple):
    """What `sts:GetCallerIdentity` answered to a set of keys at a moment, aware and in UTC.

    Either `arn` and `account`, or `error`: the code of the refusal, such as `ExpiredToken`.
    """

    at: datetime
    account: str | None = None
    arn: str | None = None
    error: str | None = None


class Facts(NamedTuple):
    """What is known; `caches` is None where nobody looked, as is right for other people's files."""

    caches: Caches | None = None
    seen: Mapping[Fingerprint, datetime] = MappingProxyType({})
    """When a session token was seen first on this machine."""
    answers: Mapping[KeyPrint, Answer] = MappingProxyType({})


NO_FACTS = Facts()

EXPIRED_ERRORS = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
"""The codes by which AWS says that a token is dead; the last may be a wrong clock as well."""


def key_print(facts: KeyFacts) -> KeyPrint:
    """What stands for the keys of a profile."""
    return KeyPrint(facts.id, facts.secret, facts.token_print)
