"""What can honestly be offered for a copied token, by evidence alone, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain as joined

from awsconf import catalogue
from awsconf.chains import assumes_role
from awsconf.credentials.key_facts import key_facts
from awsconf.evidence import Certainty
from awsconf.insertions import Settings
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.rewrite.dependants import shortened, warnings
from awsconf.rewrite.living import living_doubts, living_setting
from awsconf.rewrite.notes import note_of_expiry
from awsconf.rewrite.origin import INSTEAD, Kind, Origin, origin
from awsconf.rewrite.roles import RoleName, role_name, short
from awsconf.rewrite.sessions import permission_set, session
from awsconf.rewrite.wiring import (
    INSTEAD_OF_A_SOURCE,
    STANDING_IN_THE_WAY,
    Wiring,
    hub,
    mfa_serial,
    model_for,
    sign_in,
    wiring,
)
from awsconf.rewrite.writing import other_key, rewritten, shared_setting, swallows_header
from awsconf.rule import Fix
from awsconf.sections.sessions import is_for_tokens, same_portal
from awsconf.snapshot import Snapshot
from awsconf.sources import OFFERED, behind, candidates, objection
from awsconf.text import At
from awsconf.values.arns import partitions_named


def offers(snapshot: Snapshot, profile: Profile, *, sure: bool) -> Iterator[Fix]:
    """The fixes for a copied token in `profile`; `sure` says that it is beyond doubt dead.

    In order: delete the keys where they hide a living configuration of the same profile; do as
    the profile does whose session was copied; do as another does that assumes the same role;
    assume the role with what could be its source; sign in through IAM Identity Center. A token of
    SAML or of `GetSessionToken` has no such way, so nothing is offered for it.
    """
    if snapshot.utf16 or snapshot.derive(shared_setting):
        return
    if swallows_header(profile) or other_key(profile):
        return
    if living := living_setting(snapshot, profile):
        fix = uncovered(snapshot, profile, living)
        doubtful = any(True for _ in living_doubts(snapshot, profile, living))
        yield fix._replace(preferred=sure and not doubtful)
        return
    if found := list(_as_before(snapshot, profile)):
        yield from (one._replace(preferred=sure and one.preferred) for one in found[:OFFERED])
        return
    begun = origin(snapshot, profile)
    if begun.kind is Kind.ROLE:
        yield from _to_role(snapshot, profile, begun, sure)
    elif begun.kind is Kind.IDENTITY_CENTER:
        yield from _to_sessions(snapshot, profile, begun, sure)
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
            found = offers(snapshot, profile, sure=False)
            return list(joined(found, note_of_expiry(snapshot, profile)))
    # Imported here, since it asks this module in turn, and few files hold what was pasted.
    from awsconf.rewrite.pasting import pasted_at

    return pasted_at(snapshot, at) if snapshot.is_disorderly else []


def remedy(snapshot: Snapshot, profile: Profile) -> str:
    """What to do about a copied token, to end a message with: use the profile that it is of."""
    if living_setting(snapshot, profile):
        return ""
    names = [f"`{model.name}`" for model, _, _ in models(snapshot, profile)]
    return f"; use profile {' or '.join(names[:3])} instead" if names else ""


def grounds(snapshot: Snapshot, profile: Profile) -> Iterator[str]:
    """What the offers rest on, what to do where there are none, and what it means for others."""
    begun = origin(snapshot, profile)
    if begun.kind is not Kind.UNKNOWN:
        instead = INSTEAD.get(begun.kind, "") if begun.kind is not Kind.IDENTITY_CENTER else ""
        told = f"the token {begun.told}: {begun.evidence}"
        yield f"{told}; {instead}" if instead else told
    if other := other_key(profile):
        yield f"`{profile.name}` also holds the key {other}, which a rewrite would delete with it"
    yield from warnings(snapshot, profile)


def uncovered(snapshot: Snapshot, profile: Profile, living: str) -> Fix:
    """The fix that takes away the dead keys which hide a living configuration."""
    title = f"Delete the dead keys of `{profile.name}`, which hide its `{living}`"
    # What a process gives may be lasting keys, with which a role is not held to an hour.
    if living == "credential_process":
        return Fix(title, rewritten(snapshot, profile, ()))
    doubts = tuple(living_doubts(snapshot, profile, living))
    return made(snapshot, profile, title, Wiring((), frozenset(), doubts))


def session_settings(
    snapshot: Snapshot, profile: Profile, name: str
) -> tuple[tuple[str, str], ...] | None:
    """The settings by which `profile` signs in through a session; None: its role is not known."""
    known = permission_set(profile, session(snapshot, profile))
    if known is None:
        return None
    return (("sso_session", name), ("sso_account_id", known[0]), ("sso_role_name", known[1]))


def account_doubt(profile: Profile, settings: Settings) -> tuple[str, ...]:
    """The remark that the keys tell another account than the one to sign in to."""
    facts = key_facts(profile)
    known = (facts and facts.account, dict(settings).get("sso_account_id"))
    doubtful = "ACCOUNT_ID" not in known and None not in known and known[0] != known[1]
    return ("check the account, the keys are of another",) if doubtful else ()


def session_names(snapshot: Snapshot, profile: Profile | None = None) -> tuple[str, ...]:
    """The names of the `[sso-session]` sections; for a profile, those through which it may sign in.

    Those sign in where it says, if it does, and ask for access to accounts.
    """
    named = [profile.text(name) for name in _START_URLS] if profile is not None else []
    url = next(filter(None, named), None)
    return tuple(
        name
        for reading in snapshot.readings.values()
        for name, parts in reading.sessions.items()
        if profile is None or _serves(parts[-1], url)
    )


_START_URLS = ("sso_start_url", "granted_sso_start_url")


def _serves(session: Part, url: str | None) -> bool:
    there = session.reading.settings.get("sso_start_url")
    same = url is None or (there is not None and same_portal(there.text) == same_portal(url))
    return same and not is_for_tokens(session)


def with_remarks(title: str, *remarks: str) -> str:
    """A title with what is not certain about it, or to be minded, in brackets."""
    return f"{title} ({'; '.join(remarks)})" if remarks else title


def made(snapshot: Snapshot, profile: Profile, title: str, found: Wiring) -> Fix:
    """The fix that wires a profile, with what follows for those that use it as their source."""
    edits, remarks = shortened(snapshot, profile)
    title = with_remarks(title, *found.doubts, *found.limits, *remarks)
    return Fix(title, (*rewritten(snapshot, profile, found.settings, found.without), *edits))


def models(snapshot: Snapshot, profile: Profile) -> Iterator[tuple[Profile, str, Wiring]]:
    """The profiles whose very session was copied, what `profile` does as they do, and how."""
    for model in behind(snapshot, profile):
        if found := sign_in(model):
            doubts = tuple(living_doubts(snapshot, model, found.settings[0][0]))
            yield model, "get its credentials", found._replace(doubts=doubts)
            continue
        role = role_name(snapshot, profile)
        if role is None or role.arn != model.text("role_arn") or not assumes_role(model):
            continue
        doing = f"assume `{short(role.arn)}`"
        source = model.text("source_profile")
        if source is None and (found := hub(model)):
            yield model, doing, found
        elif source is not None and objection(snapshot, profile, source) is None:
            lender = snapshot.profiles[source]
            yield model, doing, wiring(snapshot, profile, role, lender, model)


def ways_to(
    snapshot: Snapshot, profile: Profile, role: RoleName
) -> Iterator[tuple[str, Wiring, bool]]:
    """How `profile` could assume `role`, in words and settings, and whether evidence names it."""
    model = model_for(snapshot, profile, role)
    for candidate in candidates(snapshot, profile, role.arn):
        source = candidate.profile
        how = f"with the credentials of `{source.name}`"
        if model is not None and model.text("source_profile") == source.name:
            how = f"as `{model.name}` does"
        found = wiring(snapshot, profile, role, source, model)
        yield how, found, candidate.evidence is not None


def _as_before(snapshot: Snapshot, profile: Profile) -> Iterator[Fix]:
    known = list(models(snapshot, profile))
    for model, doing, found in known:
        title = f"Use profile `{model.name}` instead of the copied token"
        fix = made(snapshot, profile, f"{title}: let `{profile.name}` {doing} as it does", found)
        yield fix._replace(preferred=len(known) == 1 and not found.doubts)


def _to_role(snapshot: Snapshot, profile: Profile, begun: Origin, sure: bool) -> Iterator[Fix]:
    role = role_name(snapshot, profile)
    if role is None:
        return
    firm = sure and begun.certainty is not Certainty.HINT
    for how, found, proven in ways_to(snapshot, profile, role):
        title = f"Rewrite `{profile.name}` to assume `{short(role.arn)}` {how}"
        fix = made(snapshot, profile, title, found)
        yield fix._replace(preferred=firm and proven and not found.doubts)


def _to_some_role(snapshot: Snapshot, profile: Profile) -> Iterator[Fix]:
    """A template: the account is often known, the role is not."""
    facts = key_facts(profile)
    account = facts and ((facts.token and facts.token.account) or facts.account)
    arn = f"arn:{_partition(profile)}:iam::{account or 'ACCOUNT_ID'}:role/ROLE_NAME"
    for candidate in candidates(snapshot, profile):
        source = candidate.profile
        settings = [("role_arn", arn), ("source_profile", source.name)]
        if serial := mfa_serial(profile, source=source):
            settings.append(("mfa_serial", serial))
        title = f"Rewrite `{profile.name}` to assume a role with the credentials of"
        found = Wiring(tuple(settings), INSTEAD_OF_A_SOURCE, ("fill in the role",))
        yield made(snapshot, profile, f"{title} `{source.name}`", found)


def _partition(profile: Profile) -> str:
    """The partition in which the token was issued, else that of the profile's Region and role."""
    facts = key_facts(profile)
    region = facts.token.region if facts is not None and facts.token is not None else None
    named = next((partition for _, partition in partitions_named(profile)), "aws")
    return (catalogue.partition_of(region) if region else None) or named


def _to_sessions(snapshot: Snapshot, profile: Profile, begun: Origin, sure: bool) -> Iterator[Fix]:
    names = session_names(snapshot, profile)
    firm = sure and len(names) == 1 and begun.certainty is not Certainty.HINT
    for name in names[:OFFERED] or ("SESSION_NAME",):
        settings = session_settings(snapshot, profile, name)
        remarks: tuple[str, ...] = () if names else ("fill in the `sso-session`",)
        if settings is None:
            facts = key_facts(profile)
            account = (facts and facts.account) or "ACCOUNT_ID"
            settings = (
                *(("sso_session", name), ("sso_account_id", account)),
                ("sso_role_name", "ROLE_NAME"),
            )
            remarks += ("fill in `sso_role_name`",)
        remarks += account_doubt(profile, settings)
        title = f"Rewrite `{profile.name}` to sign in" + (f" through `{name}`" if names else "")
        fix = made(snapshot, profile, title, Wiring(settings, STANDING_IN_THE_WAY, remarks))
        yield fix._replace(preferred=firm and not remarks)
