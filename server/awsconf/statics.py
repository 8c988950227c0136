"""The static keys of a profile: which file supplies them, and what they reveal by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from awsconf.catalogue import is_secret
from awsconf.companions import Companion, companions, role_session
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.keys import (
    Fingerprint,
    IdKind,
    account_of,
    fingerprint,
    id_kind,
    is_placeholder_id,
    is_placeholder_secret,
    is_placeholder_token,
)
from awsconf.profiles import Found, Profile
from awsconf.syntax import LineKind
from awsconf.text import At, Role
from awsconf.tokens import Token, decode_token

KEY_ID, SECRET_KEY = "aws_access_key_id", "aws_secret_access_key"
SESSION_TOKEN, SECURITY_TOKEN = "aws_session_token", "aws_security_token"
KEY_SETTINGS = (KEY_ID, SECRET_KEY, SESSION_TOKEN, SECURITY_TOKEN)


class StaticKeys(NamedTuple):
    """The settings that make up a key pair, as one file has them."""

    role: Role
    id: Found | None
    secret: Found | None
    session_token: Found | None
    security_token: Found | None

    @property
    def token(self) -> Found | None:
        """The token that botocore sends: the old name first, even if it is empty.

        Source: boto/botocore#1961.
        """
        return self.security_token or self.session_token

    @property
    def settings(self) -> tuple[Found, ...]:
        """Those that are there."""
        every = (self.id, self.secret, self.session_token, self.security_token)
        return tuple(found for found in every if found is not None)

    @property
    def tokens(self) -> tuple[Found, ...]:
        """The tokens that are there, under either name, the one that botocore sends first."""
        return tuple(found for found in (self.security_token, self.session_token) if found)

    @property
    def pair(self) -> tuple[str, str]:
        """The access key id and the secret, empty where there is none: to compare, not to show."""
        return _text(self.id), _text(self.secret)

    @property
    def is_whole(self) -> bool:
        """Whether there is an access key id with a secret, neither of them empty."""
        return all(self.pair)

    @property
    def lacks_token(self) -> bool:
        """Whether these are temporary keys without the token that they need."""
        is_temporary = id_kind(_text(self.id)) is IdKind.TEMPORARY
        return is_temporary and all(map(is_void, self.tokens))

    @property
    def placeholders(self) -> tuple[Found, ...]:
        """Those that are still to be filled in."""
        pair = ((self.id, is_placeholder_id), (self.secret, is_placeholder_secret))
        tokens = ((token, is_placeholder_token) for token in self.tokens)
        return tuple(found for found, test in (*pair, *tokens) if found and test(found.text))


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
    def is_durable(self) -> bool:
        """Whether these are long-term keys, with which roles can be assumed for years to come."""
        return (
            self.kind in (IdKind.LONG_TERM, IdKind.LEGACY)
            and self.secret is not None
            and not self.sends_token
            and not self.is_placeholder
        )


def keys_in(profile: Profile, role: Role) -> StaticKeys | None:
    """The key settings that one file has for a profile; None if it has none of them."""
    return profile.here(_keys).get(role)


def _keys(profile: Profile) -> dict[Role, StaticKeys]:
    return {
        role: StaticKeys(role, *(profile.inside(role, name) for name in KEY_SETTINGS))
        for role, parts in ((Role.CONFIG, profile.config), (Role.CREDENTIALS, profile.credentials))
        if not all(KEYS.isdisjoint(part.reading.settings) for part in parts)
    }


KEYS = frozenset(KEY_SETTINGS)
"""The settings without any of which a profile has no static keys."""


def supplying_keys(profile: Profile) -> StaticKeys | None:
    """The key pair of the file whose provider answers: the first with an access key id."""
    for role in (Role.CREDENTIALS, Role.CONFIG):
        keys = keys_in(profile, role)
        if keys is not None and keys.id is not None:
            return keys
    return None


def judged_in(profile: Profile, role: Role) -> StaticKeys | None:
    """The key settings of one file where AWS's own rules for keys apply to them, else None.

    They do not apply to placeholders, nor to the keys of emulators and of other makers' services.
    """
    return profile.here(_judged).get(role)


def _judged(profile: Profile) -> dict[Role, StaticKeys]:
    keys = profile.here(_keys)
    if not keys or profile.has_foreign_endpoint:
        return {}
    return {role: some for role, some in keys.items() if not _is_apart(some)}


def _is_apart(keys: StaticKeys) -> bool:
    return bool(keys.placeholders) or id_kind(_text(keys.id)) is IdKind.EMULATOR


def judged_keys(profile: Profile) -> StaticKeys | None:
    """The key pair that answers for a profile, where AWS's own rules for keys apply to it."""
    keys = supplying_keys(profile)
    return None if keys is None else judged_in(profile, keys.role)


def is_void(token: Found | None) -> bool:
    """Whether there is no token: no setting, nothing in it, or a word such as `None` for nothing.

    Scripts write that word where they were given no token.
    """
    return _text(token).strip("\"' ").lower() in ("", "none", "null")


def stray_token(profile: Profile) -> Found | None:
    """The token that Go and JavaScript take from the other file than the keys, and Python not.

    Those two merge the files setting by setting, so a token beside keys of the credentials file
    stands before it; Python reads a token from the file of the keys only (aws/aws-cli#1197).
    What the other file holds together with another whole pair is not called stray.
    """
    keys = judged_keys(profile)
    others = keys and judged_in(profile, keys.role.other)
    if not keys or not others or (others.is_whole and others.pair != keys.pair):
        return None
    token = others.session_token
    if is_void(token) or (keys.role is Role.CREDENTIALS and keys.session_token):
        return None
    return None if token and token.text in [own.text for own in keys.tokens] else token


def deletion(*settings: Found) -> tuple[Edit, ...]:
    """The edits that delete settings with their lines.

    There are none if one of them stands in `[DEFAULT]`, which other profiles share.
    """
    if any(found.part.reading.name is None for found in settings):
        return ()
    return tuple(Edit(found.lines_at, "") for found in settings)


def renaming(setting: Found, name: str, instead_of: Found | None = None) -> tuple[Edit, ...]:
    """The edits that give a setting another name, maybe in the place of one that has it.

    The value stays where it is. There are none if the setting stands in `[DEFAULT]`.
    """
    rename = (Edit(setting.name_at, name),) if deletion(setting) else ()
    return (*deletion(instead_of), *rename) if rename and instead_of else rename


def moving(setting: Found, beside: Found) -> tuple[Edit, ...]:
    """The edits that move a setting that is no secret to the line before another one.

    There are none if either stands in `[DEFAULT]` or the value goes over several lines.
    """
    line, section = beside.value.line, beside.part.section
    if not deletion(setting, beside) or setting.value.following:
        return ()
    indent = section.text[line.start : line.text]
    end = section.text[line.stop : line.end].strip(" \t") or "\n"
    name = setting.value.section.read(setting.value.line.name)
    before = beside.lines_at._replace(end=beside.lines_at.start)
    return Edit(setting.lines_at, ""), Edit(before, f"{indent}{name} = {setting.text}{end}")


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


def listed(settings: Iterable[Found]) -> str:
    """The names of settings as their file spells them, for a sentence: "`a` and `b`"."""
    names = [f"`{found.value.section.read(found.value.line.name)}`" for found in settings]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def key_facts(profile: Profile) -> KeyFacts | None:
    """What the key pair that answers for a profile reveals; None if it has no access key id."""
    return profile.derive(_key_facts)


def _key_facts(profile: Profile) -> KeyFacts | None:
    keys = supplying_keys(profile)
    if keys is None or keys.id is None:
        return None
    key_id, secret, token = keys.id.text, _text(keys.secret), _text(keys.token)
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
        notes=companions(settings, (), comments) if token else (),
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


def _text(found: Found | None) -> str:
    return "" if found is None else found.text
