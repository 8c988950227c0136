"""Which role's session a copied token is, and how sure the role's ARN is.

What AWS or a cache says of the very same token has the last word about the account and the name;
the path of a role stands in the files alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from awsconf import catalogue
from awsconf.chains import assumes_role
from awsconf.credentials.key_facts import key_facts
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rewrite.sessions import Session, is_reserved_role, noted, read, session
from awsconf.snapshot import Snapshot
from awsconf.sources import behind
from awsconf.values.arns import account_in


class RoleName(NamedTuple):
    """A role's ARN, how sure it is, and whether its path may be missing.

    `doubt` says what speaks against it, to stand in a title.
    """

    arn: str
    certainty: Certainty
    path_unknown: bool
    evidence: str
    doubt: str = ""


def role_name(snapshot: Snapshot, profile: Profile) -> RoleName | None:
    """The role whose session the token is, where anything tells."""
    known = session(snapshot, profile)
    if known is not None and (not known.is_of_role or is_reserved_role(known.name)):
        return None
    told = (role for role in _told(snapshot, profile) if known is None or _is_of(role.arn, known))
    role = next(told, None)
    if role is not None and known is None and (doubt := _doubt(profile, role.arn)):
        role = role._replace(certainty=Certainty.HINT, doubt=doubt)
    if role is None and known is not None:
        role = RoleName(
            known.role_arn, Certainty.STRONG, path_unknown=True, evidence=known.evidence
        )
    return _with_path(snapshot, profile, role) if role is not None else None


def session_name(snapshot: Snapshot, profile: Profile) -> Session | None:
    """The session itself, where its name is known."""
    known = session(snapshot, profile) or noted(profile)
    return known if known is not None and known.is_of_role else None


def short(arn: str) -> str:
    """A role as titles name it."""
    return arn.rsplit("/", 1)[-1]


def _told(snapshot: Snapshot, profile: Profile) -> Iterator[RoleName]:
    """What the files say of the role, the surest first."""
    for other in behind(snapshot, profile):
        if arn := other.text("role_arn"):
            evidence = f"the AWS CLI kept the same session for the profile `{other.name}`"
            yield from _named(arn, Certainty.PROOF, evidence)
    if arn := profile.text("assumed_role_arn"):
        assumed = (profile.text("assumed_role") or "").lower() == "true"
        certainty = Certainty.PROOF if assumed else Certainty.STRONG
        by_tool = "aws-mfa noted the role that it assumed"
        yield from _named(arn, certainty, by_tool if assumed else "`assumed_role_arn` names it")
    if arn := profile.text("role_arn"):
        yield from _named(arn, Certainty.STRONG, "its `role_arn` names it")
    for other in _behind_awsume(snapshot, profile):
        evidence = f"awsume wrote it for the profile `{other.name}`"
        yield from _named(other.text("role_arn") or "", Certainty.STRONG, evidence)


def _named(arn: str, certainty: Certainty, evidence: str) -> Iterator[RoleName]:
    of_session = read(arn)
    if of_session is not None and of_session.is_of_role and not is_reserved_role(arn):
        yield RoleName(of_session.role_arn, Certainty.STRONG, path_unknown=True, evidence=evidence)
    elif ":role/" in arn and not is_reserved_role(arn) and "\n" not in arn:
        yield RoleName(arn, certainty, path_unknown=False, evidence=evidence)


def _with_path(snapshot: Snapshot, profile: Profile, role: RoleName) -> RoleName:
    """The role with the path that another profile knows of it, where it is missing."""
    named = (account_in(role.arn), short(role.arn))
    for other in snapshot.derive(_by_name).get(named, ()) if role.path_unknown else ():
        arn = other.text("role_arn") or ""
        if other is not profile and not is_reserved_role(arn):
            evidence = f"{role.evidence}, and the profile `{other.name}` has a role of that name"
            return role._replace(arn=arn, path_unknown=False, evidence=evidence)
    return role


def _doubt(profile: Profile, arn: str) -> str:
    """What the token itself says against being a session of the role `arn`."""
    facts, account = key_facts(profile), account_in(arn)
    token = facts.token if facts is not None else None
    if facts is not None and None not in (facts.account, account) and facts.account != account:
        return "check the role, the token is of another account"
    partition = catalogue.partition_of(token.region or "") if token is not None else None
    if partition is not None and partition != arn.split(":")[1]:
        return "check the role, the token is of another partition"
    return ""


def _is_of(arn: str, known: Session) -> bool:
    return account_in(arn) == known.account and short(arn) == known.name


def _by_name(snapshot: Snapshot) -> dict[tuple[str | None, str], list[Profile]]:
    """The profiles that assume a role by its account and its name without the path."""
    found = defaultdict(list)
    for profile in filter(assumes_role, snapshot.profiles.values()):
        arn = profile.text("role_arn") or ""
        if ":role/" in arn and "\n" not in arn:
            found[account_in(arn), short(arn)].append(profile)
    return found


def _behind_awsume(snapshot: Snapshot, profile: Profile) -> Iterator[Profile]:
    """The profiles for which awsume wrote this one, by its section's name or its command."""
    words = (profile.text("awsumepy_command") or "").split()
    if profile.name.startswith("autoawsume-"):
        words.append(profile.name.removeprefix("autoawsume-"))
    for word in words:
        found = snapshot.profiles.get(word)
        if found is not None and found is not profile and "role_arn" in found:
            yield found
