"""Of which account the static keys of a profile are, and of which the profile says they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.credentials.companions import portal_account
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import StaticKeys
from awsconf.profiles import Found, Profile
from awsconf.text import At
from awsconf.values.arns import account_in

NOBODYS = frozenset({"000000000000", "123456789012"})
"""The accounts of emulators, of test data and of AWS's own samples."""


class Statement(NamedTuple):
    """Where a profile says which account it is of: a setting, or the name of its section.

    `what` is for a sentence; a note is what a login tool left beside the token.
    """

    what: str
    account: str
    at: At
    name: str = ""
    found: Found | None = None

    @property
    def is_note(self) -> bool:
        """Whether no SDK reads it."""
        return self.name in _NOTES


def account_of_keys(profile: Profile) -> str | None:
    """The account of the static keys that answer for a profile, if they tell one that is real.

    None too where key and token tell different ones: one of them was pasted over then.
    """
    facts = key_facts(profile)
    if facts is None or not facts.is_judged or facts.kind not in _AWS or facts.has_foreign_token:
        return None
    of_token = facts.token.account if facts.token and facts.kind is IdKind.TEMPORARY else None
    account = facts.account or of_token
    return None if account in NOBODYS else account


def statements(profile: Profile, keys: StaticKeys) -> Iterator[Statement]:
    """What a profile says of the account of its keys.

    In the profile of a role, its account is mostly the role's, and says nothing of the keys.
    """
    if "role_arn" not in profile.names:
        yield from _of_profile(profile, keys)
    token = keys.token
    if token is None or not token.text or id_kind(keys.pair[0]) is not IdKind.TEMPORARY:
        return
    for name in _NOTES:
        value = token.part.reading.settings.get(name)
        account = account_in(value.text) if value is not None else None
        if value is not None and account is not None and account not in NOBODYS:
            found = Found(token.part, value)
            yield Statement(f"`{found.value.name}`", account, found.at, name, found)


_AWS = (IdKind.LONG_TERM, IdKind.TEMPORARY)
_NOTES = ("x_principal_arn", "aws_role_arn", "assumed_role_arn")


def _of_profile(profile: Profile, keys: StaticKeys) -> Iterator[Statement]:
    for name in ("aws_account_id", "sso_account_id"):
        found = profile.get(name)
        if (
            found is not None
            and re.fullmatch(r"[0-9]{12}", found.text)
            and found.text not in NOBODYS
        ):
            yield Statement(f"`{found.value.name}`", found.text, found.at, name, found)
    account, section = portal_account(profile.name), profile.own(keys.role)
    if account is not None and account not in NOBODYS and section is not None:
        yield Statement("the section's name", account, section.name_at)
