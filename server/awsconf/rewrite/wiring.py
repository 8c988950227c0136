"""How a profile gets credentials by itself: the settings of its role, and what to mind with them.

A setting is carried over only where it is known, and only where AWS would take it: an MFA device
belongs to the user who calls, and who calls as a role gets one hour at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awsconf.chains import ways
from awsconf.credentials.key_facts import key_facts
from awsconf.insertions import Settings
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.rewrite.roles import RoleName, session_name
from awsconf.rewrite.sessions import is_given
from awsconf.snapshot import Snapshot
from awsconf.sources import behind, twins
from awsconf.values.arns import account_in

INSTEAD_OF_A_SOURCE = frozenset({"credential_source", "web_identity_token_file"})
"""What botocore would not let stand beside `source_profile`, or would follow before it."""

STANDING_IN_THE_WAY = INSTEAD_OF_A_SOURCE | {
    *("role_arn", "source_profile", "mfa_serial"),
    *("sso_start_url", "sso_region"),
}
"""What botocore would follow before it looked at `sso_session`, or would hold against it."""

LONGEST_CHAINED = 3600
"""Seconds; AWS ends a role that was assumed as a role after an hour."""


class Wiring(NamedTuple):
    """The settings to write, those that must go for them, and remarks for a title.

    `doubts` are what a person has to check or to fill in, `limits` what is certain.
    """

    settings: Settings
    without: frozenset[str]
    doubts: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def wiring(
    snapshot: Snapshot,
    profile: Profile,
    role: RoleName,
    source: Profile,
    model: Profile | None = None,
) -> Wiring:
    """How `profile` assumes `role` with the credentials of `source`, maybe as `model` does."""
    settings = [("role_arn", role.arn), ("source_profile", source.name)]
    doubts = [role.doubt] if role.doubt else ["check the role path"] if role.path_unknown else []
    without = set(INSTEAD_OF_A_SOURCE)
    limits: tuple[str, ...] = ()
    if serial := _serial(snapshot, profile, role, source, model):
        settings.append(("mfa_serial", serial))
    elif _is_plain(("mfa_serial", profile.text("mfa_serial") or "")):
        # It had no effect so far, and would now make every call fail.
        without.add("mfa_serial")
        doubts.append("without its `mfa_serial`, which is of another user")
    if external := first(profile, model, "external_id"):
        settings.append(("external_id", external))
    elif model is None and _is_elsewhere(role, source):
        doubts.append("may need `external_id`")
    if seconds := _seconds(profile, model):
        if is_temporary(source) and int(seconds) > LONGEST_CHAINED:
            seconds = str(LONGEST_CHAINED)
            limits = ("for an hour at most",)
        settings.append(("duration_seconds", seconds))
    settings += _label(snapshot, profile, model)
    return Wiring(tuple(settings), frozenset(without), tuple(doubts), limits)


def sign_in(model: Profile) -> Wiring | None:
    """How another profile signs in, or takes on a web identity; None: in no such way."""
    for names in _SIGN_INS:
        settings = [(name, model.text(name) or "") for name in names if name in model]
        if len(settings) == len(names) and all(map(_is_plain, settings)):
            optional = [(name, model.text(name) or "") for name in _WITH.get(names[0], ())]
            settings += [one for one in optional if _is_plain(one)]
            return Wiring(tuple(settings), _RIVALS - set(names))
    return None


def hub(model: Profile) -> Wiring | None:
    """How another profile assumes its role with what its surroundings lend; None: it does not."""
    source, role = model.text("credential_source"), model.text("role_arn")
    if not source or not role or "source_profile" in model or "web_identity_token_file" in model:
        return None
    names = ("role_arn", "credential_source", *_OF_A_ROLE)
    settings = [(name, model.text(name) or "") for name in names]
    known = tuple(one for one in settings if _is_plain(one))
    return Wiring(known, frozenset({"source_profile", "web_identity_token_file"}))


def model_for(snapshot: Snapshot, profile: Profile, role: RoleName) -> Profile | None:
    """Another profile that assumes the same role."""
    return next(twins(snapshot, profile, role.arn), None)


def mfa_serial(*named: Profile | None, source: Profile) -> str | None:
    """The MFA device that one of these profiles names, of the account of the source's keys."""
    if lender(source) in _AS_A_ROLE:
        return None
    account = account_of_caller(source)
    for serial in (found for some in (*named, source) if some for found in _serials(some)):
        if account is None or account_in(serial) in (None, account):
            return serial
    return None


def account_of_caller(source: Profile) -> str | None:
    """The account as which a profile calls AWS, where that can be told."""
    if source.has_foreign_endpoint:
        return None
    if ways(source).has_static_keys:
        facts = key_facts(source)
        return None if facts is None or facts.is_placeholder else facts.account
    if ways(source).assumes_role:
        return account_in(source.text("role_arn") or "")
    return source.text("sso_account_id") if lender(source) is Provider.SSO else None


def is_temporary(source: Profile) -> bool:
    """Whether what a source lends is itself a session, with which a role lasts an hour at most."""
    return lender(source) in (*_AS_A_ROLE, Provider.LOGIN)


def lender(source: Profile) -> Provider | None:
    """Who answers for a source; of one with keys as well as a role, botocore takes the keys."""
    found = ways(source)
    if found.assumes_role and not found.has_static_keys:
        return Provider.ASSUME_ROLE
    return found.behind_role


def first(profile: Profile, model: Profile | None, name: str) -> str | None:
    """A setting of a profile, or else of its model, if it stands on one line."""
    values = (some.text(name) for some in (profile, model) if some is not None)
    return next((value for value in values if value and "\n" not in value), None)


_AS_A_ROLE = (Provider.ASSUME_ROLE, Provider.WEB_IDENTITY, Provider.SSO)
_OF_A_ROLE = ("mfa_serial", "external_id", "duration_seconds", "role_session_name")
_SIGN_INS = (
    ("sso_session", "sso_account_id", "sso_role_name"),
    ("sso_start_url", "sso_region", "sso_account_id", "sso_role_name"),
    ("web_identity_token_file", "role_arn"),
    ("login_session",),
)
_WITH = {"web_identity_token_file": ("role_session_name",)}
_RIVALS = frozenset({*STANDING_IN_THE_WAY, *(name for names in _SIGN_INS for name in names)})


def _serial(
    snapshot: Snapshot, profile: Profile, role: RoleName, source: Profile, model: Profile | None
) -> str | None:
    if model is not None and model in behind(snapshot, profile):
        # The session was had with just these settings.
        serial = model.text("mfa_serial")
        return serial if serial and "\n" not in serial else None
    others = [other for other in twins(snapshot, profile, role.arn) if other is not model]
    return mfa_serial(profile, model, *others, source=source)


def _serials(profile: Profile) -> Iterator[str]:
    for name in ("mfa_serial", "aws_mfa_device"):
        serial = profile.text(name)
        if serial and "\n" not in serial:
            yield serial


def _is_elsewhere(role: RoleName, source: Profile) -> bool:
    """Whether the role is of another account than whoever assumes it."""
    calling, asked = account_of_caller(source), account_in(role.arn)
    return calling is not None and asked is not None and calling != asked


def _seconds(profile: Profile, model: Profile | None) -> str | None:
    value = first(profile, model, "duration_seconds")
    known = value is not None and re.fullmatch("[0-9]{3,5}", value)
    return value if known and value is not None and 900 <= int(value) <= 43200 else None


def _label(snapshot: Snapshot, profile: Profile, model: Profile | None) -> Settings:
    """The name of the session, where a person gave it one."""
    if "role_session_name" in profile:
        return ()
    if model is not None and model in behind(snapshot, profile):
        label = model.text("role_session_name")
        return (("role_session_name", label),) if label and "\n" not in label else ()
    known = session_name(snapshot, profile)
    named = known is not None and is_given(known.label)
    return (("role_session_name", known.label),) if known is not None and named else ()


def _is_plain(setting: tuple[str, str]) -> bool:
    return bool(setting[1].strip()) and "\n" not in setting[1]
