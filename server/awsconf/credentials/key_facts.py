"""What the static keys of a profile reveal by themselves: no secret, and no place in a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from awsconf.catalogue import is_secret
from awsconf.credentials.companions import Companion, companions, role_session
from awsconf.credentials.keys import Fingerprint, IdKind, account_of, fingerprint, id_kind
from awsconf.credentials.statics import StaticKeys, supplying_keys
from awsconf.credentials.tokens import Token, decode_token
from awsconf.evidence import Certainty
from awsconf.profiles import Found, Profile
from awsconf.syntax import LineKind
from awsconf.text import At, Role


class KeyFacts(NamedTuple):
    """What the key pair that answers for a profile reveals: no secret, and no place in a file."""

    role: Role
    id: str
    kind: IdKind
    account: str | None
    secret: Fingerprint | None
    sends_token: bool
    token_print: Fingerprint | None
    token: Token | None
    is_placeholder: bool
    notes: tuple[Companion, ...]
    role_session: Certainty | None
    has_foreign_endpoint: bool

    @property
    def is_judged(self) -> bool:
        """Whether AWS's own rules for keys apply: to real keys, meant for AWS."""
        return not self.is_placeholder and not self.has_foreign_endpoint

    @property
    def has_foreign_token(self) -> bool:
        """Whether the token is of another account than the key, as far as both show theirs."""
        of_token = self.token.account if self.token else None
        return None not in (of_token, self.account) and of_token != self.account

    @property
    def is_durable(self) -> bool:
        """Whether these are long-term keys, with which roles can be assumed for years to come."""
        return (
            self.kind in (IdKind.LONG_TERM, IdKind.LEGACY)
            and self.secret is not None
            and not self.sends_token
            and not self.is_placeholder
        )


def key_facts(profile: Profile, extra: tuple[str, ...] = ()) -> KeyFacts | None:
    """What the key pair that answers for a profile reveals; None if it has no access key id.

    `extra` names the settings, in lower case, in which a team's own tools note an expiry.
    """
    there = tuple(name for name in extra if name in profile.names) if extra else ()
    return profile.derive(_with(there) if there else _key_facts)


@lru_cache(maxsize=16)
def _with(extra: tuple[str, ...]) -> Callable[[Profile], KeyFacts | None]:
    """One function for the same names, since what it finds is remembered by it."""
    return partial(_key_facts, extra=extra)


def _key_facts(profile: Profile, extra: tuple[str, ...] = ()) -> KeyFacts | None:
    keys = supplying_keys(profile)
    if keys is None or keys.id is None:
        return None
    (key_id, secret), token = keys.pair, keys.token.text if keys.token else ""
    # Tools leave notes beside tokens; long-term keys have none to look for.
    settings = [(name, found.text) for name, found in note_settings(profile)] if token else []
    comments = [text for text, _ in note_comments(profile)] if token else []
    return KeyFacts(
        role=keys.role,
        id=key_id,
        kind=id_kind(key_id),
        account=account_of(key_id),
        secret=fingerprint(secret) if secret else None,
        sends_token=bool(token),
        token_print=fingerprint(token) if token else None,
        token=decode_token(token) if token else None,
        is_placeholder=bool(keys.placeholders),
        notes=companions(settings, extra, comments) if token else (),
        role_session=role_session(profile.name, settings) if token else None,
        has_foreign_endpoint=profile.has_foreign_endpoint,
    )


def note_settings(profile: Profile) -> list[tuple[str, Found]]:
    """The settings among which notes of tools may stand, in the order of `Companion.number`."""
    return [(name, found) for name, found in profile.settings() if not is_secret(name)]


def note_comments(profile: Profile) -> list[tuple[str, At]]:
    """The comments among which such notes may stand, in the order of `Companion.number`."""
    return [
        (part.section.read(line.span), part.at(line.span))
        for part in profile.parts
        for line in part.section.lines
        if line.kind is LineKind.COMMENT
    ]


def is_to_go(keys: StaticKeys) -> bool:
    """Whether the token that botocore sends is to be deleted, whatever its age."""
    key_id, old, new = keys.pair[0], keys.security_token, keys.session_token
    stale = staleness(key_id, old.text, new.text)[0] if old and new else ""
    return bool(stale) or id_kind(key_id) is IdKind.LONG_TERM


def staleness(key_id: str, first: str, second: str) -> tuple[str, str]:
    """What tells that one of two tokens for one key is stale, at its place; else empty texts.

    It completes "a token that …". Where the issue times alone tell, a person may have pasted the
    older one on purpose, so it is strong evidence and no proof.
    """
    a, b, account = decode_token(first), decode_token(second), account_of(key_id)
    if a is None or b is None:
        return "", ""
    foreign = [account and token.account not in (None, account) for token in (a, b)]
    if any(foreign):
        reasons = ["belongs to another account than the key" if it else "" for it in foreign]
        return ("", "") if all(foreign) else (reasons[0], reasons[1])
    earlier = "was issued earlier"
    return (earlier if a.issued < b.issued else "", earlier if b.issued < a.issued else "")
