"""The kinds of credentials that a profile holds, told without asking any SDK which it takes."""

from __future__ import annotations

import enum
from functools import lru_cache

from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import keys_in
from awsconf.profiles import Found, Profile
from awsconf.text import Role


class Kind(enum.Enum):
    """A kind of credentials that a profile may have, in words."""

    KEYS = "keys"
    PROCESS = "process"
    SSO = "sign-in"
    LOGIN = "login session"
    WEB_IDENTITY = "web identity"
    ROLE = "role"

    # Members are single objects, and Enum's own hash is a Python function.
    __hash__ = object.__hash__

    def place(self, profile: Profile) -> Found | None:
        """The setting that shows it."""
        return next(filter(None, map(profile.get, _SHOWING[self])), None)


_SHOWING = {
    Kind.KEYS: ("aws_access_key_id",),
    Kind.PROCESS: ("credential_process",),
    Kind.SSO: ("sso_account_id", "sso_role_name"),
    Kind.LOGIN: ("login_session",),
    Kind.WEB_IDENTITY: ("web_identity_token_file",),
    Kind.ROLE: ("role_arn",),
}


def kinds(profile: Profile) -> frozenset[Kind]:
    """The kinds of credentials that a profile has; none where another rule says what is wrong.

    Others speak of a role without a source, of a role that is its own source or has a web identity
    or a process beside its source, and of half a key pair.
    """
    names = profile.names
    if not may_choose(names):
        return frozenset()
    found = {kind for kind in _SIMPLE if kind.place(profile)}
    source, web = profile.text("source_profile"), "web_identity_token_file" in names
    if "role_arn" in names:
        if web is (source is not None) or source == profile.name or "credential_source" in names:
            return frozenset()
        found.add(Kind.WEB_IDENTITY if web else Kind.ROLE)
        if source is not None:
            found.discard(Kind.PROCESS)
    keys = [keys_in(profile, role) for role in Role]
    if any(each is not None and not each.is_whole and any(each.pair) for each in keys):
        return frozenset()
    if any(each is not None and each.is_whole for each in keys):
        found.add(Kind.KEYS)
    return frozenset(found)


@lru_cache(maxsize=256)
def may_choose(names: frozenset[str]) -> bool:
    """Whether settings of these names show two kinds; thousands of profiles are of few shapes."""
    shown = [kind for kind, showing in _SHOWING.items() if not names.isdisjoint(showing)]
    return len(shown) > 1 and not names.isdisjoint(CHOICE)


def is_mild(profile: Profile) -> bool:
    """Whether the kinds of a profile are most likely one identity in several forms."""
    several = profile.derive(kinds)
    key_id = profile.text("aws_access_key_id") or ""
    is_copy = Kind.KEYS not in several or id_kind(key_id) is IdKind.TEMPORARY
    return is_copy and several.isdisjoint((Kind.ROLE, Kind.WEB_IDENTITY))


_SIMPLE = (Kind.PROCESS, Kind.SSO, Kind.LOGIN)
CHOICE = frozenset(name for names in _SHOWING.values() for name in names) - {"aws_access_key_id"}
