"""The configuration of a profile that its dead keys hide: with them gone, it would answer."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import End, assumes_role, chain
from awsconf.profiles import Profile
from awsconf.sections.sessions import lacking, sessions_named
from awsconf.snapshot import Snapshot
from awsconf.sources import objection


def living_setting(snapshot: Snapshot, profile: Profile) -> str | None:
    """The setting by which the profile would get credentials if its static keys were gone."""
    if assumes_role(profile):
        path = chain(snapshot.profiles, profile)
        alone = any(link.profile is profile for link in path.links[1:])
        return "role_arn" if path.end is End.ANSWERED and not alone else None
    for name in ("web_identity_token_file", "sso_session", "sso_start_url"):
        if profile.text(name) and ("sso" not in name or "sso_role_name" in profile):
            return name
    return next(
        (name for name in ("login_session", "credential_process") if profile.text(name)), None
    )


def living_doubts(snapshot: Snapshot, profile: Profile, living: str) -> Iterator[str]:
    """Why a configuration would not answer all the same, to stand in a title."""
    source = profile.text("source_profile")
    if living == "role_arn" and source is not None:
        reason = objection(snapshot, profile, source)
        if reason is not None:
            yield f"but {reason}"
    elif living == "web_identity_token_file" and "role_arn" not in profile:
        yield "but it lacks `role_arn`"
    elif living in ("sso_session", "sso_start_url"):
        sessions = sessions_named(snapshot, profile.text("sso_session"))
        if living == "sso_session" and not sessions:
            yield "but there is no such `[sso-session]`"
        elif missing := lacking(profile, sessions):
            yield f"but it lacks {' and '.join(f'`{name}`' for name in missing)}"
