"""The static keys of a profile: which file has which of them, and which pair is in force."""

from __future__ import annotations

from typing import NamedTuple

from awsconf.credentials.keys import (
    IdKind,
    id_kind,
    is_placeholder_id,
    is_placeholder_secret,
    is_placeholder_token,
)
from awsconf.profiles import Found, Profile
from awsconf.text import Role

KEY_ID, SECRET_KEY = "aws_access_key_id", "aws_secret_access_key"
SESSION_TOKEN, SECURITY_TOKEN = "aws_session_token", "aws_security_token"
KEY_SETTINGS = (KEY_ID, SECRET_KEY, SESSION_TOKEN, SECURITY_TOKEN)
KEYS = frozenset(KEY_SETTINGS)
"""The settings without any of which a profile has no static keys."""
TOKENS = frozenset((SESSION_TOKEN, SECURITY_TOKEN))


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
    def has_doubtful_token(self) -> bool:
        """Whether the token that they need is missing, or two tokens differ."""
        return self.lacks_token or len({token.text for token in self.tokens}) > 1

    @property
    def placeholders(self) -> tuple[Found, ...]:
        """Those that are still to be filled in."""
        pair = ((self.id, is_placeholder_id), (self.secret, is_placeholder_secret))
        tokens = ((token, is_placeholder_token) for token in self.tokens)
        return tuple(found for found, test in (*pair, *tokens) if found and test(found.text))


def keys_in(profile: Profile, role: Role) -> StaticKeys | None:
    """The key settings that one file has for a profile; None if it has none of them."""
    return profile.here(_keys).get(role)


def _keys(profile: Profile) -> dict[Role, StaticKeys]:
    return {
        role: StaticKeys(role, *(profile.inside(role, name) for name in KEY_SETTINGS))
        for role, parts in ((Role.CONFIG, profile.config), (Role.CREDENTIALS, profile.credentials))
        if not all(KEYS.isdisjoint(part.reading.settings) for part in parts)
    }


def supplying_keys(profile: Profile) -> StaticKeys | None:
    """The key pair of the file whose provider answers: the first with an access key id."""
    for role in (Role.CREDENTIALS, Role.CONFIG):
        keys = keys_in(profile, role)
        if keys is not None and keys.id is not None:
            return keys
    return None


def judged_in(profile: Profile, role: Role) -> StaticKeys | None:
    """The key settings of one file where AWS's own rules for keys apply to them, else None.

    They do not apply to placeholders, nor to the keys of emulators and of other makers' services,
    nor to those at which nobody looks.
    """
    return profile.here(_judged).get(role)


def _judged(profile: Profile) -> dict[Role, StaticKeys]:
    keys = profile.here(_keys)
    if not keys or profile.has_foreign_endpoint or takes_those_of_its_source(profile):
        return {}
    return {role: some for role, some in keys.items() if not _is_apart(some)}


def _is_apart(keys: StaticKeys) -> bool:
    return bool(keys.placeholders) or id_kind(_text(keys.id)) is IdKind.EMULATOR


def takes_those_of_its_source(profile: Profile) -> bool:
    """Whether every SDK assumes its role with another's credentials, whatever keys it has.

    Where the profile is a source itself, its keys are used all the same.
    """
    source = profile.text("source_profile")
    named = "role_arn" in profile.names and source not in (None, "", profile.name)
    return named and profile.names.isdisjoint(_OTHER_WAYS)


# Beside these, not every SDK comes to the source.
_OTHER_WAYS = (
    "credential_process",
    "credential_source",
    "sso_role_name",
    "web_identity_token_file",
)


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


def _text(found: Found | None) -> str:
    return "" if found is None else found.text
