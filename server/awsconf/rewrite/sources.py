"""Where the credentials for a role could come from, and why a profile cannot be that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from awsconf.keys import account_of
from awsconf.nearest import nearest
from awsconf.profiles import Profile
from awsconf.resolve import End, Provider, assumes_role, chain, provider
from awsconf.snapshot import Presence, Snapshot
from awsconf.statics import key_facts
from awsconf.text import Role

LONG_TERM_SUFFIX = "-long-term"
"""What aws-mfa calls the section of the long-term keys, unless it is told otherwise."""


class Candidate(NamedTuple):
    """A profile that could be the source, and what speaks for it; evidence may be none."""

    profile: Profile
    evidence: str | None


def candidates(snapshot: Snapshot, profile: Profile) -> tuple[Candidate, ...]:
    """The profiles that could lend their credentials: the one that evidence names, or all."""
    for candidate in _by_evidence(snapshot, profile):
        if objection(snapshot, profile, candidate.profile.name) is None:
            return (candidate,)
    others = [
        other
        for other in snapshot.profiles.values()
        if objection(snapshot, profile, other.name) is None
    ]
    durable = [other for other in others if _is_long_term(other)]
    return tuple(Candidate(other, None) for other in durable or others)


def objection(snapshot: Snapshot, profile: Profile, name: str) -> str | None:
    """Why `name` cannot be the source of `profile` once its keys are gone; None: it can."""
    if name == profile.name:
        return f"`{name}` would be its own source, and its keys are to go"
    source = snapshot.profiles.get(name)
    if source is None:
        return _absent(snapshot, name)
    facts = key_facts(source)
    if facts is not None and facts.is_placeholder:
        return f"the keys of `{name}` are placeholders"
    answer = provider(source)
    if answer in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE):
        return None if _is_long_term(source) else _not_durable(source)
    if answer is Provider.ASSUME_ROLE:
        return _of_chain(snapshot, profile, source)
    if answer is None and snapshot.presence(Role.CREDENTIALS) is not Presence.UNSEEN:
        return f"`{name}` has no credentials"
    return None


def _by_evidence(snapshot: Snapshot, profile: Profile) -> Iterator[Candidate]:
    profiles = snapshot.profiles
    if (name := profile.text("source_profile")) in profiles and name is not None:
        yield Candidate(profiles[name], "its `source_profile` names it")
    if (name := profile.name + LONG_TERM_SUFFIX) in profiles:
        yield Candidate(profiles[name], f"aws-mfa keeps the long-term keys in `{name}`")
    for twin in profiles.values():
        if twin is not profile and _same_role(twin, profile):
            source = profiles.get(twin.text("source_profile") or "")
            if source is not None:
                yield Candidate(source, f"the profile `{twin.name}` assumes the same role with it")
    if serial := profile.text("mfa_serial"):
        owners = [other for other in profiles.values() if _owns(other, serial)]
        if len(owners) == 1:
            yield Candidate(owners[0], "its keys are of the account of the MFA device")


def _same_role(twin: Profile, profile: Profile) -> bool:
    arn = twin.text("role_arn")
    return arn is not None and arn in (
        profile.text("assumed_role_arn"),
        profile.text("role_arn"),
    )


def _owns(profile: Profile, serial: str) -> bool:
    parts = serial.split(":")
    account = account_of(profile.text("aws_access_key_id") or "")
    return _is_long_term(profile) and len(parts) > 4 and parts[4] == account


def _is_long_term(profile: Profile) -> bool:
    facts = key_facts(profile)
    return facts is not None and facts.is_durable


def _not_durable(source: Profile) -> str:
    facts = key_facts(source)
    if facts is not None and facts.sends_token:
        return f"`{source.name}` is itself a copied session token, which would only move the expiry"
    return f"the keys of `{source.name}` are not a working long-term pair"


def _absent(snapshot: Snapshot, name: str) -> str:
    near = nearest(name, list(snapshot.profiles))
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"there is no profile `{name}`{hint}"


def _of_chain(snapshot: Snapshot, profile: Profile, source: Profile) -> str | None:
    path = chain(snapshot.profiles, source)
    names = [link.profile.name for link in path.links]
    if profile.name in names:
        ring = " → ".join((profile.name, *names[: names.index(profile.name) + 1]))
        return f"that would close a ring: {ring}"
    last = path.links[-1].profile
    if path.end is not End.ANSWERED:
        return f"`{source.name}` itself gets no credentials"
    if not assumes_role(last) and provider(last) in (
        Provider.SHARED_CREDENTIALS,
        Provider.CONFIG_FILE,
    ):
        return None if _is_long_term(last) else _not_durable(last)
    return None
