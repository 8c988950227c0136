"""What is known of credentials from elsewhere than the two files: caches, memory, and AWS itself.

All of it is values, keyed by digests, and none of it is secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from awsconf.caches.entries import Caches, Entry, Source
from awsconf.credentials.key_facts import KeyFacts
from awsconf.credentials.keys import Fingerprint
from awsconf.credentials.lifetime import Testimony


class KeyPrint(NamedTuple):
    """Stands for one set of static keys."""

    id: str
    secret: Fingerprint | None
    token: Fingerprint | None


class Answer(NamedTuple):
    """What `sts:GetCallerIdentity` answered to a set of keys at a moment, aware and in UTC.

    Either `arn` and `account`, or `error`: the code of the refusal, such as `ExpiredToken`. Where
    all three are there, the same keys were known before they were refused.
    """

    at: datetime
    account: str | None = None
    arn: str | None = None
    error: str | None = None

    def after(self, before: Answer | None) -> Answer:
        """What is known after this answer: whose keys they are does not change, nor their death.

        Of a token that has been dead for long, AWS says that it does not know it.
        """
        if before is None or self.error is None:
            return self
        if before.error in EXPIRED_ERRORS:
            return before
        return self._replace(account=before.account, arn=before.arn)


class Facts(NamedTuple):
    """What is known; `caches` is None where nobody looked, as is right for other people's files."""

    caches: Caches | None = None
    seen: Mapping[Fingerprint, datetime] = MappingProxyType({})
    """When a session token was seen first on this machine."""
    answers: Mapping[KeyPrint, Answer] = MappingProxyType({})


NO_FACTS = Facts()

EXPIRED_ERRORS = frozenset({"ExpiredToken", "ExpiredTokenException"})
"""The codes by which STS says that a token is dead."""

CLOCK_ERRORS = frozenset({"RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"})
"""The codes by which STS says that a request was sent at another time than it came.

Of EC2 the first means a dead token, but nothing asks EC2. Source: "Common Errors".
"""


def key_print(facts: KeyFacts) -> KeyPrint:
    """What stands for the keys of a profile."""
    return KeyPrint(facts.id, facts.secret, facts.token_print)


def testimony(entry: Entry | None, answer: Answer | None, seen: datetime | None) -> Testimony:
    """What a cache, AWS and this machine's memory tell of one token."""
    told = Testimony(seen=seen)
    if entry is not None:
        of_role = entry.source in _ROLE_SESSIONS
        told = told._replace(cached=entry.expires, cache=entry.path, role=of_role)
    if answer is not None:
        told = told._replace(
            accepted=answer.at if answer.error is None else None,
            refused=answer.at if answer.error in EXPIRED_ERRORS else None,
            doubted=answer.at if answer.error in CLOCK_ERRORS else None,
        )
    return told


_ROLE_SESSIONS = (Source.ROLE, Source.WEB_IDENTITY, Source.SSO)
