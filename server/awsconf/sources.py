"""Who could lend a profile the credentials to assume its role with, and why others cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from awsconf.chains import End, assumes_role, chain, provider, ways
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind, account_of
from awsconf.naming import prefixed, unprefixed
from awsconf.nearest import nearest
from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.snapshot import Presence, Snapshot
from awsconf.text import Role

LONG_TERM_SUFFIX = "-long-term"
"""What aws-mfa calls the section of the long-term keys, unless it is told otherwise."""

OFFERED = 5
"""Of more profiles than this to choose from, nobody wants to be told by a menu."""

SOUGHT = 20
"""A search looks at every profile; a file with more wrong names has another trouble.

Of more profiles with one role, what the first of them say of it is enough.
"""


class Candidate(NamedTuple):
    """A profile that could be the source, and what speaks for it; evidence may be none."""

    profile: Profile
    evidence: str | None = None


def candidates(
    snapshot: Snapshot, profile: Profile, role_arn: str | None = None
) -> tuple[Candidate, ...]:
    """The source that evidence names for `profile`, or the first of all that would last.

    `role_arn` is the role that it is to assume, where that is known.
    """
    for candidate in _by_evidence(snapshot, profile, role_arn):
        if objection(snapshot, profile, candidate.profile.name) is None:
            return (candidate,)
    return tuple(Candidate(other) for other in lasting(snapshot, profile))


def lasting(snapshot: Snapshot, profile: Profile) -> tuple[Profile, ...]:
    """The first profiles, other than `profile`, with lasting credentials of their own.

    None of them assumes a role itself, so none leads back to `profile`.
    """
    others = (other for other in snapshot.derive(_lasting) if other is not profile)
    return tuple(islice(others, OFFERED))


def objection(snapshot: Snapshot, profile: Profile, name: str) -> str | None:
    """Why `name` cannot be the source of `profile` once its keys are gone; None: it can."""
    if name == profile.name:
        return f"`{name}` would be its own source, and its keys are to go"
    source = snapshot.profiles.get(name)
    if source is None:
        return _absent(snapshot, name)
    if not is_nameable(name):
        return "its name begins or ends with a blank, which no setting can hold"
    facts = key_facts(source)
    if facts is not None and facts.is_placeholder:
        return f"the keys of `{name}` are placeholders"
    # Of a source that has keys as well as a role, botocore takes the keys.
    found = ways(source)
    answer = found.behind_role if found.has_static_keys else provider(source)
    if answer in _STATIC:
        return None if has_lasting_keys(source) else _not_lasting(source)
    if answer is Provider.ASSUME_ROLE:
        return _of_chain(snapshot, profile, source)
    if answer is Provider.SSO and _lacks_session(snapshot, source):
        return f"there is no `[sso-session]` as `{name}` names one"
    if answer is None and snapshot.presence(Role.CREDENTIALS) is not Presence.UNSEEN:
        return f"`{name}` has no credentials"
    return None


def meant(snapshot: Snapshot, profile: Profile, name: str) -> Iterator[str]:
    """The names that the source `name` of `profile` may be a misspelling of, the best first.

    None of them leads back to `profile`.
    """
    for other in (name,) if name in snapshot.profiles else _near(snapshot, name):
        path = snapshot.chain(other)
        leads_back = path is not None and any(link.profile is profile for link in path.links)
        if other != profile.name and not leads_back:
            yield other


def misheaded(snapshot: Snapshot, name: str) -> bool:
    """Whether a section with credentials would be the profile `name`, were it for its header.

    The word `profile` there is then what is wrong, and a rule of its own says so.
    """
    return name in snapshot.derive(_misheaded)


def sought(snapshot: Snapshot, name: str) -> Found | None:
    """The first `source_profile` that names `name`, which only its header keeps from being it."""
    return snapshot.derive(_sought).get(name) if misheaded(snapshot, name) else None


def may_fall_back(snapshot: Snapshot) -> bool:
    """Whether a profile that assumes a role says how else it could get credentials.

    While its source fails, JavaScript goes on to ask that, so to mend the source changes who it is.
    """
    return snapshot.derive(_may_fall_back)


def twins(snapshot: Snapshot, profile: Profile, arn: str) -> Iterator[Profile]:
    """The first of the other profiles that assume the role `arn`."""
    everyone = snapshot.derive(_by_role).get(arn, ())
    return islice((twin for twin in everyone if twin is not profile), SOUGHT)


def behind(snapshot: Snapshot, profile: Profile) -> tuple[Profile, ...]:
    """The first of the others whose session a copied token is, as the AWS CLI's cache tells."""
    facts = key_facts(profile)
    entry = snapshot.entry(facts) if facts is not None and snapshot.facts.caches else None
    if entry is None:
        return ()
    known = snapshot.derive(_by_cache).get(entry.stem, ())
    return tuple(islice((other for other in known if other is not profile), SOUGHT))


def has_lasting_keys(profile: Profile) -> bool:
    """Whether a profile's static keys are long-term ones, which nobody has to copy in again."""
    facts = key_facts(profile)
    return facts is not None and facts.is_durable


def is_nameable(name: str) -> bool:
    """Whether a setting can name a profile: readers strip the blanks around a value."""
    return bool(name) and name == name.strip()


_STATIC = (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE)


# What a source may get its credentials from.
_GIVING = frozenset(
    {"aws_access_key_id", "credential_process", "login_session", "role_arn", "sso_account_id"}
)


def _may_fall_back(snapshot: Snapshot) -> bool:
    roles = (profile for profile in snapshot.profiles.values() if "role_arn" in profile.names)
    return any(ways(profile).behind_role is not None for profile in roles)


def _misheaded(snapshot: Snapshot) -> set[str]:
    found = set()
    for part in snapshot.odd_headers:
        if _GIVING.isdisjoint(part.reading.settings):
            continue
        if part.role is Role.CONFIG:
            found.add(unprefixed(part) or "")
        elif match := prefixed(part):
            found.add(match["name"])
    return found - {""}


def _sought(snapshot: Snapshot) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for path in snapshot.doubtful_chains:
        source = path.links[0].source
        if path.end is End.MISSING and len(path.links) == 1 and source is not None:
            found.setdefault(source.text, source)
    return found


def _by_evidence(snapshot: Snapshot, profile: Profile, role_arn: str | None) -> Iterator[Candidate]:
    profiles = snapshot.profiles
    if (name := profile.text("source_profile")) in profiles and name is not None:
        yield Candidate(profiles[name], "its `source_profile` names it")
    if (name := profile.name + LONG_TERM_SUFFIX) in profiles:
        yield Candidate(profiles[name], f"aws-mfa keeps the long-term keys in `{name}`")
    for other in behind(snapshot, profile):
        if (name := other.text("source_profile")) in profiles and name is not None:
            yield Candidate(profiles[name], f"the AWS CLI kept the session for `{other.name}`")
    noted = (role_arn, profile.text("assumed_role_arn"), profile.text("role_arn"))
    for arn in dict.fromkeys(filter(None, noted)):
        for twin in twins(snapshot, profile, arn):
            source = profiles.get(twin.text("source_profile") or "")
            if source is not None:
                yield Candidate(source, f"the profile `{twin.name}` assumes the same role with it")
    if serial := profile.text("mfa_serial"):
        owners = snapshot.derive(_by_account).get(_account_in(serial), [])
        if len(owners) == 1:
            yield Candidate(owners[0], "its keys are of the account of the MFA device")


def _account_in(serial: str) -> str:
    parts = serial.split(":")
    return parts[4] if len(parts) > 4 else ""


def _by_cache(snapshot: Snapshot) -> Mapping[str, list[Profile]]:
    """The profiles by the file of a cache in which their sessions would be kept."""
    # Imported here, since most machines keep no cache of a token that was copied.
    from awsconf.caches.names import by_stem

    reading = snapshot.readings.get(Role.CONFIG)
    return by_stem(snapshot.profiles, reading.sessions if reading else {})


def _by_account(snapshot: Snapshot) -> dict[str, list[Profile]]:
    """The profiles with long-term keys by their account, where the id of the key tells it."""
    owners = defaultdict(list)
    for profile in filter(has_lasting_keys, snapshot.profiles.values()):
        owners[account_of(profile.text("aws_access_key_id") or "") or "?"].append(profile)
    return owners


def _by_role(snapshot: Snapshot) -> dict[str, list[Profile]]:
    """The profiles that assume a role by its ARN."""
    twins = defaultdict(list)
    for profile in filter(assumes_role, snapshot.profiles.values()):
        twins[profile.text("role_arn") or ""].append(profile)
    return twins


def _lasting(snapshot: Snapshot) -> tuple[Profile, ...]:
    found = filter(_lasts, snapshot.profiles.values())
    return tuple(profile for profile in found if not _lacks_session(snapshot, profile))


def _lasts(profile: Profile) -> bool:
    """Whether a profile has long-term keys, signs in or runs a process."""
    if assumes_role(profile) or profile.has_foreign_endpoint or not is_nameable(profile.name):
        return False
    answer = provider(profile)
    return has_lasting_keys(profile) if answer in _STATIC else answer is not None


def _lacks_session(snapshot: Snapshot, source: Profile) -> bool:
    """Whether a profile names a session to sign in with that is not there."""
    name, reading = source.text("sso_session"), snapshot.readings.get(Role.CONFIG)
    if name is None or reading is None or provider(source) is not Provider.SSO:
        return False
    return name not in reading.sessions


def _near(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    known = snapshot.derive(_searches)
    if name not in known and len(known) < SOUGHT:
        known[name] = nearest(name, snapshot.profiles, limit=4)
    return known.get(name, ())


def _searches(_: Snapshot) -> dict[str, tuple[str, ...]]:
    """What was found for the names that were sought so far."""
    return {}


def _not_lasting(source: Profile) -> str:
    facts = key_facts(source)
    if facts is not None and facts.sends_token and facts.kind is IdKind.LONG_TERM:
        return f"`{source.name}` sends a leftover token with its long-term key; delete the token"
    if facts is not None and facts.sends_token:
        return f"`{source.name}` is itself a copied session token, which would only move the expiry"
    return f"the keys of `{source.name}` are not a working long-term pair"


def _absent(snapshot: Snapshot, name: str) -> str:
    near = _near(snapshot, name)
    return f"there is no profile `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")


def _of_chain(snapshot: Snapshot, profile: Profile, source: Profile) -> str | None:
    path = chain(snapshot.profiles, source)
    names = [link.profile.name for link in path.links]
    if profile.name in names:
        ring = " → ".join((profile.name, *names[: names.index(profile.name) + 1]))
        return f"that would close a ring: {ring}"
    last = path.links[-1].profile
    if path.end is not End.ANSWERED:
        return f"`{source.name}` itself gets no credentials"
    if not assumes_role(last) and provider(last) in _STATIC:
        return None if has_lasting_keys(last) else _not_lasting(last)
    return None
