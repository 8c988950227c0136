"""What can honestly be offered for a copied token, by evidence alone, the best first."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End, assumes_role, chain
from awsconf.credentials.key_facts import key_facts
from awsconf.insertions import Settings
from awsconf.profiles import Profile
from awsconf.rewrite.origin import Kind, RoleName, origin, permission_set, role_name
from awsconf.rewrite.writing import rewritten, shared_setting, swallows_header, without_keys
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot
from awsconf.sources import OFFERED, Candidate, candidates, twins
from awsconf.text import At


def offers(snapshot: Snapshot, profile: Profile, *, sure: bool) -> Iterator[Fix]:
    """The fixes for a copied token in `profile`; `sure` says that it is beyond doubt dead.

    In order: delete the keys where they hide a living configuration of the same profile; do as
    another profile does that assumes the same role; assume the role with what could be its
    source; sign in through IAM Identity Center. A token of SAML or of `GetSessionToken` has no
    such way, so nothing is offered for it.
    """
    if snapshot.utf16 or snapshot.derive(shared_setting) or swallows_header(profile):
        return
    if living := living_setting(snapshot, profile):
        title = f"Delete the dead keys of `{profile.name}`, which hide its `{living}`"
        yield Fix(title, without_keys(snapshot, profile), preferred=sure)
        return
    begun = origin(snapshot, profile)
    if begun.kind is Kind.ROLE:
        yield from _to_role(snapshot, profile, sure)
    elif begun.kind is Kind.IDENTITY_CENTER:
        yield from _to_sessions(snapshot, profile, sure)
    elif begun.kind is Kind.UNKNOWN:
        yield from _to_some_role(snapshot, profile)


def rewrites(snapshot: Snapshot, at: At) -> list[Fix]:
    """The rewrites of the profile that stands at a place, while its token still lives too."""
    for profile in snapshot.profiles.values():
        facts = key_facts(profile)
        if facts is None or not facts.sends_token or not facts.is_judged:
            continue
        part = profile.own(at.role)
        if part is not None and snapshot.stands_in(part, at):
            return list(offers(snapshot, profile, sure=False))
    return []


def living_setting(snapshot: Snapshot, profile: Profile) -> str | None:
    """The setting by which the profile would get credentials if its static keys were gone."""
    if assumes_role(profile):
        path = chain(snapshot.profiles, profile)
        alone = any(link.profile is profile for link in path.links[1:])
        return "role_arn" if path.end is End.ANSWERED and not alone else None
    for name in ("web_identity_token_file", "sso_session", "sso_start_url"):
        if profile.text(name) and ("sso" not in name or "sso_role_name" in profile):
            return name
    return next((name for name in ("login_session", "credential_process") if name in profile), None)


def twin(snapshot: Snapshot, profile: Profile, role: RoleName) -> Profile | None:
    """Another profile that assumes the same role."""
    return next(twins(snapshot, profile, role.arn), None)


def role_settings(
    snapshot: Snapshot, profile: Profile, role: RoleName, source: Profile
) -> Settings:
    """The settings by which `profile` assumes `role`, with all that is known of how."""
    model = twin(snapshot, profile, role)
    settings = [("role_arn", role.arn), ("source_profile", source.name)]
    if serial := mfa_serial(profile, model, source):
        settings.append(("mfa_serial", serial))
    for name in ("external_id", "duration_seconds"):
        value = profile.text(name) or (model.text(name) if model is not None else None)
        if value and "\n" not in value:
            settings.append((name, value))
    return tuple(settings)


def mfa_serial(profile: Profile, model: Profile | None, source: Profile) -> str | None:
    """The MFA device that the profile, its model or its source names."""
    for named in (profile, model, source):
        for name in ("mfa_serial", "aws_mfa_device"):
            serial = named.text(name) if named is not None else None
            if serial and "\n" not in serial:
                return serial
    return None


def session_settings(profile: Profile, session: str) -> Settings | None:
    """The settings by which `profile` signs in through `session`; None: its role is not known."""
    known = permission_set(profile)
    if known is None:
        return None
    return (
        ("sso_session", session),
        ("sso_account_id", known[0]),
        ("sso_role_name", known[1]),
    )


def short(arn: str) -> str:
    """A role as titles name it."""
    return arn.rsplit("/", 1)[-1]


def _to_role(snapshot: Snapshot, profile: Profile, sure: bool) -> Iterator[Fix]:
    role = role_name(snapshot, profile)
    if role is None:
        return
    for candidate in candidates(snapshot, profile):
        settings = role_settings(snapshot, profile, role, candidate.profile)
        yield Fix(
            _title(snapshot, profile, role, candidate),
            rewritten(snapshot, profile, settings, INSTEAD_OF_A_SOURCE),
            preferred=sure and candidate.evidence is not None and not role.path_unknown,
        )


def _title(snapshot: Snapshot, profile: Profile, role: RoleName, candidate: Candidate) -> str:
    title = f"Rewrite `{profile.name}` to assume `{short(role.arn)}`"
    model = twin(snapshot, profile, role)
    if model is not None and model.text("source_profile") == candidate.profile.name:
        title += f" as `{model.name}` does"
    else:
        title += f" with the credentials of `{candidate.profile.name}`"
    return title + (" (check the role path)" if role.path_unknown else "")


def _to_some_role(snapshot: Snapshot, profile: Profile) -> Iterator[Fix]:
    """A template: the account is often known, the role is not."""
    facts = key_facts(profile)
    account = facts and ((facts.token and facts.token.account) or facts.account)
    arn = f"arn:aws:iam::{account or 'ACCOUNT_ID'}:role/ROLE_NAME"
    for candidate in candidates(snapshot, profile):
        source = candidate.profile
        settings = [("role_arn", arn), ("source_profile", source.name)]
        if serial := mfa_serial(profile, None, source):
            settings.append(("mfa_serial", serial))
        title = f"Rewrite `{profile.name}` to assume a role with the credentials of"
        edits = rewritten(snapshot, profile, settings, INSTEAD_OF_A_SOURCE)
        yield Fix(f"{title} `{source.name}` (fill in the role)", edits)


def _to_sessions(snapshot: Snapshot, profile: Profile, sure: bool) -> Iterator[Fix]:
    sessions = session_names(snapshot)
    for session in sessions[:OFFERED] or ("SESSION_NAME",):
        settings = session_settings(profile, session)
        if settings is None:
            return
        via = f"through `{session}`" if sessions else "(fill in the `sso-session`)"
        yield Fix(
            f"Rewrite `{profile.name}` to sign in {via}",
            rewritten(snapshot, profile, settings, STANDING_IN_THE_WAY),
            preferred=sure and len(sessions) == 1,
        )


def session_names(snapshot: Snapshot) -> tuple[str, ...]:
    """The names of the `[sso-session]` sections; only the config file's count."""
    return tuple(name for reading in snapshot.readings.values() for name in reading.sessions)


INSTEAD_OF_A_SOURCE = frozenset({"credential_source", "web_identity_token_file"})
"""What botocore would not let stand beside `source_profile`, or would follow before it."""

STANDING_IN_THE_WAY = INSTEAD_OF_A_SOURCE | {"role_arn", "source_profile", "mfa_serial"}
"""What botocore would follow before it looked at `sso_session`."""
