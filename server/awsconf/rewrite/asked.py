"""The rewrite that a person asks for by name: what is not given is inferred, or asked back."""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind
from awsconf.credentials.statics import keys_in
from awsconf.evidence import Certainty
from awsconf.nearest import nearest
from awsconf.profiles import Profile
from awsconf.rewrite.living import living_setting
from awsconf.rewrite.offers import (
    account_doubt,
    grounds,
    made,
    models,
    session_names,
    session_settings,
    uncovered,
)
from awsconf.rewrite.origin import INSTEAD, Kind, Origin, origin
from awsconf.rewrite.roles import RoleName, role_name, short
from awsconf.rewrite.sessions import is_reserved_role
from awsconf.rewrite.wiring import (
    LONGEST_CHAINED,
    STANDING_IN_THE_WAY,
    Wiring,
    is_temporary,
    model_for,
    wiring,
)
from awsconf.rewrite.writing import other_key, shared_setting, swallows_header
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.sources import candidates, has_lasting_keys, objection
from awsconf.text import Role


class Wishes(NamedTuple):
    """What the person gave; None is to be inferred."""

    role_arn: str | None = None
    source_profile: str | None = None
    mfa_serial: str | None = None
    duration_seconds: int | None = None
    sso_session: str | None = None


class Plan(NamedTuple):
    """A rewrite that can be made, and what it rests on."""

    fix: Fix
    evidence: tuple[str, ...] = ()


class Refused(NamedTuple):
    """Why a rewrite is not made, and what to do instead."""

    reason: str


def plan(snapshot: Snapshot, name: str, wishes: Wishes) -> Plan | Refused:
    """The rewrite of the profile `name`, as far as wishes and evidence go."""
    if half := snapshot.utf16:
        return Refused(f"`{half.path}` is UTF-16; save it as UTF-8 first")
    profile = snapshot.profiles.get(name)
    if profile is None:
        near = nearest(name, list(snapshot.profiles))
        return Refused(f"there is no profile `{name}`" + _meant(near))
    if refused := _obstacle(snapshot, profile) or _nothing_to_do(profile):
        return refused
    if wishes.sso_session is not None:
        if wishes != Wishes(sso_session=wishes.sso_session):
            return Refused("--sso-session assumes no role; give it without the flags of one")
        return _to_session(snapshot, profile, wishes)
    living = living_setting(snapshot, profile) if wishes == Wishes() else None
    if living:
        return Plan(uncovered(snapshot, profile, living), tuple(grounds(snapshot, profile)))
    if wishes == Wishes() and (planned := _as_before(snapshot, profile)):
        return planned
    begun = origin(snapshot, profile)
    if begun.kind is Kind.IDENTITY_CENTER and wishes.role_arn is None:
        return _to_session(snapshot, profile, wishes)
    # A name may be chance; who names a role knows better.
    if begun.kind in INSTEAD and not (begun.certainty is Certainty.HINT and wishes.role_arn):
        return _no_role(name, begun)
    return _to_role(snapshot, profile, wishes)


_ROLE_ARN = re.compile(r"arn:aws[\w-]*:iam::[0-9]{12}:role/[\w+=,.@/-]{1,512}", re.ASCII)
_SERIAL = re.compile(r"[\w+=/:,.@-]{9,256}", re.ASCII)


def _obstacle(snapshot: Snapshot, profile: Profile) -> Refused | None:
    """What of the files must be mended before anything can be rewritten."""
    if shared := shared_setting(snapshot):
        return Refused(f"`[DEFAULT]` sets `{shared}` for every profile; take it out of there first")
    if swallows_header(profile):
        return Refused(
            f"a header below `{profile.name}` is none to Python;"
            " first let its line begin with `[` and end with `]`"
        )
    if other := other_key(profile):
        return Refused(
            f"`{profile.name}` also holds the key {other}, which would go with the token;"
            " first move it to a profile of its own, or delete it"
        )
    return None


def _nothing_to_do(profile: Profile) -> Refused | None:
    facts = key_facts(profile)
    if facts is None:
        keys = any(keys_in(profile, role) for role in Role)
        what = "an incomplete key pair" if keys else "no static keys"
        return Refused(f"`{profile.name}` holds {what}; there is no token to replace")
    if facts.kind is IdKind.LONG_TERM and facts.sends_token:
        return Refused(
            f"`{profile.name}` holds a leftover token beside a long-term key, which takes none;"
            " delete the token"
        )
    if facts.kind is IdKind.LONG_TERM:
        return Refused(
            f"`{profile.name}` holds long-term keys, which do not expire;"
            " name it as the --source-profile of a role profile instead"
        )
    return None


def _no_role(name: str, begun: Origin) -> Refused:
    reason = (
        f"`{name}` cannot become a role profile: its token {begun.told} ({begun.evidence});"
        f" {INSTEAD[begun.kind]}"
    )
    if begun.certainty is Certainty.HINT:
        reason += "; if it was a role's all the same, say --role-arn ARN"
    return Refused(reason)


def _as_before(snapshot: Snapshot, profile: Profile) -> Plan | Refused | None:
    """The profile made as the one is whose very session was copied, if there is one."""
    found = list(models(snapshot, profile))
    if len(found) > 1:
        names = ", ".join(f"`{model.name}`" for model, _, _ in found)
        return Refused(f"the token may be of several profiles ({names}); say --source-profile NAME")
    for model, doing, wired in found:
        title = f"Use profile `{model.name}` instead of the copied token"
        fix = made(snapshot, profile, f"{title}: let `{profile.name}` {doing} as it does", wired)
        return Plan(fix, tuple(grounds(snapshot, profile)))
    return None


def _to_session(snapshot: Snapshot, profile: Profile, wishes: Wishes) -> Plan | Refused:
    name = wishes.sso_session
    names = session_names(snapshot, profile if name is None else None)
    if name is None and len(names) != 1:
        choice = ", ".join(f"`{name}`" for name in names) or "none is there yet"
        return Refused(f"which `sso-session` is it? say --sso-session NAME ({choice})")
    if name is not None and name not in names:
        return Refused(f"there is no `[sso-session {name}]`" + _meant(nearest(name, names)))
    name = name or names[0]
    settings = session_settings(snapshot, profile, name)
    if settings is None:
        return Refused(
            f"the account and permission set of `{profile.name}` cannot be told from the files;"
            " write `sso_account_id` and `sso_role_name` yourself"
        )
    title = f"Rewrite `{profile.name}` to sign in through `{name}`"
    doubts = account_doubt(profile, settings)
    fix = made(snapshot, profile, title, Wiring(settings, STANDING_IN_THE_WAY, doubts))
    return Plan(fix, tuple(grounds(snapshot, profile)))


def _to_role(snapshot: Snapshot, profile: Profile, wishes: Wishes) -> Plan | Refused:
    role = _role(snapshot, profile, wishes)
    if isinstance(role, Refused):
        return role
    source = _source(snapshot, profile, role, wishes)
    if isinstance(source, Refused):
        return source
    found = wiring(snapshot, profile, role, source, model_for(snapshot, profile, role))
    settings = dict(found.settings)
    if refused := _wished(settings, source, wishes):
        return refused
    title = f"Rewrite `{profile.name}` to assume `{short(role.arn)}`"
    title += f" with the credentials of `{source.name}`"
    found = Wiring(
        tuple(settings.items()), found.without - settings.keys(), found.doubts, found.limits
    )
    evidence = (f"the role: {role.evidence}", *grounds(snapshot, profile))
    return Plan(made(snapshot, profile, title, found), evidence)


def _role(snapshot: Snapshot, profile: Profile, wishes: Wishes) -> RoleName | Refused:
    if wishes.role_arn is None:
        return role_name(snapshot, profile) or Refused(
            f"the files do not tell which role `{profile.name}` was; say --role-arn ARN"
        )
    if is_reserved_role(wishes.role_arn):
        return Refused(
            "a role of IAM Identity Center (`AWSReservedSSO_…`) cannot be assumed by others;"
            " use --sso-session NAME"
        )
    if not _ROLE_ARN.fullmatch(wishes.role_arn):
        return Refused(
            "--role-arn must be the ARN of an IAM role, as in `arn:aws:iam::123456789012:role/NAME`"
        )
    return RoleName(wishes.role_arn, Certainty.PROOF, path_unknown=False, evidence="as given")


def _source(
    snapshot: Snapshot, profile: Profile, role: RoleName, wishes: Wishes
) -> Profile | Refused:
    if wishes.source_profile is not None:
        if reason := objection(snapshot, profile, wishes.source_profile):
            return Refused(f"`{wishes.source_profile}` cannot be the source: {reason}")
        return snapshot.profiles[wishes.source_profile]
    found = candidates(snapshot, profile, role.arn)
    # Copied tokens were mostly made with long-term keys; a sign-in may serve as well.
    found = tuple(some for some in found if has_lasting_keys(some.profile)) or found
    if len(found) == 1:
        return found[0].profile
    if not found:
        return Refused(
            f"no profile could lend `{profile.name}` its credentials;"
            " make one with long-term keys or a login, then say --source-profile NAME"
        )
    names = ", ".join(f"`{candidate.profile.name}`" for candidate in found)
    return Refused(f"several profiles could be the source ({names}); say --source-profile NAME")


def _wished(settings: dict[str, str], source: Profile, wishes: Wishes) -> Refused | None:
    """Put the remaining wishes into `settings`, if they can be."""
    if wishes.mfa_serial is not None:
        if not _SERIAL.fullmatch(wishes.mfa_serial):
            return Refused("--mfa-serial must be the ARN or the serial number of an MFA device")
        settings["mfa_serial"] = wishes.mfa_serial
    seconds = wishes.duration_seconds
    if seconds is None:
        return None
    if not 900 <= seconds <= 43200:
        return Refused("--duration-seconds must lie between 900 and 43200 (12 hours)")
    if is_temporary(source) and seconds > LONGEST_CHAINED:
        return Refused(
            f"--duration-seconds may be 3600 at most: `{source.name}` is itself temporary,"
            " and AWS ends a chained role after an hour"
        )
    settings["duration_seconds"] = str(seconds)
    return None


def _meant(near: tuple[str, ...]) -> str:
    return f"; did you mean `{near[0]}`?" if near else ""
