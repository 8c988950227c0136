"""What of a profile would be sent to AWS, and to where; or why nothing is."""

from __future__ import annotations

import re
from typing import NamedTuple

from awsconf.chains import End, provider
from awsconf.credentials.key_facts import KeyFacts, key_facts
from awsconf.credentials.statics import StaticKeys, keys_in, supplying_keys
from awsconf.facts import Answer, KeyPrint, key_print
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from awsconf.verification.commands import ask_the_cli, check, verify
from awsconf.verification.outcomes import Outcome
from awsconf.verification.targets import Target, target


class Keys(NamedTuple):
    """A set of keys, which is never shown."""

    id: str
    secret: str
    token: str | None

    def __repr__(self) -> str:
        return "<Keys>"


class Subject(NamedTuple):
    """The keys of a profile and where they would be sent; `notes` say what a person may not expect.

    `revealed` is what the keys tell by themselves.
    """

    profile: str
    keys: Keys
    revealed: KeyFacts
    target: Target
    notes: tuple[str, ...] = ()

    @property
    def print(self) -> KeyPrint:
        """What stands for the keys."""
        return key_print(self.revealed)

    def fact(self, outcome: Outcome) -> Answer | None:
        """What the outcome tells of the keys, wherever else they stand: nothing by an emulator."""
        return None if self.target.is_foreign else outcome.answer


class Apart(NamedTuple):
    """Why nothing of a profile is sent, and the command that would tell more."""

    profile: str
    reason: str
    command: str | None = None


def subject(snapshot: Snapshot, name: str) -> Subject | Apart:
    """The static keys of the profile `name`, which must be there, as botocore would send them."""
    profile = snapshot.profiles[name]
    if path := _unread(snapshot):
        return Apart(name, f"the AWS CLI and boto3 cannot read `{path}`", check())
    keys, facts = supplying_keys(profile), key_facts(profile)
    if keys is None or facts is None:
        return _without_keys(profile)
    if reason := _unfit(keys, facts):
        return Apart(name, reason, check())
    found = target(snapshot, profile)
    if isinstance(found, str):
        return Apart(name, found, check())
    token = keys.token.text if keys.token else None
    return Subject(name, Keys(*keys.pair, token or None), facts, found, _notes(profile, found))


def _unread(snapshot: Snapshot) -> str | None:
    if half := snapshot.utf16:
        return half.path
    refused = (role for role, reading in snapshot.readings.items() if reading.refusals)
    return next((snapshot.half(role).path for role in refused), None)


def _without_keys(profile: Profile) -> Apart:
    answering = provider(profile)
    if answering is None:
        keys = any(keys_in(profile, role) for role in Role)
        what = "only a part of a key pair" if keys else "no credentials"
        return Apart(profile.name, f"it holds {what}", check() if keys else None)
    if answering is Provider.ASSUME_ROLE:
        reason = "it assumes a role and holds no keys of its own"
        return Apart(profile.name, reason, verify(profile.name, assume=True))
    return Apart(profile.name, _OTHERS[answering], ask_the_cli(profile.name))


_OTHERS = {
    Provider.WEB_IDENTITY: "it assumes a role with a web identity, whose token is not read here",
    Provider.SSO: "it signs in through IAM Identity Center and holds no keys of its own",
    Provider.LOGIN: "it signs in with `aws login` and holds no keys of its own",
    Provider.PROCESS: "a program hands out its keys, and no program named in a file is run here",
}


def _unfit(keys: StaticKeys, facts: KeyFacts) -> str | None:
    """Why a set of keys cannot be sent, or is not worth it."""
    if not keys.is_whole:
        return "it holds only a part of a key pair"
    if facts.is_placeholder:
        return "its keys are an example, or still to be filled in"
    texts = (*keys.pair, keys.token.text if keys.token else "")
    if not all(re.fullmatch(r"[!-~]*", text) for text in texts):
        return "its keys hold blanks, line ends or signs that no request can carry"
    return None


def _notes(profile: Profile, where: Target) -> tuple[str, ...]:
    """That the AWS CLI and boto3 do otherwise."""
    answering, notes = provider(profile), []
    if answering is Provider.ASSUME_ROLE:
        notes.append("the AWS CLI and boto3 assume its role instead of using these keys")
    elif answering not in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE):
        notes.append("the AWS CLI and boto3 use another way to sign in, which hides these keys")
    if where.endpoint is not None and where.region is None:
        notes.append("it names no Region, without which boto3 asks no endpoint but AWS's own")
    return tuple(notes)


ENDS = {
    End.NO_SOURCE: "its role has no `source_profile`",
    End.CONFLICT: "its role has a `source_profile` and a `credential_source` as well",
    End.MISSING: "a `source_profile` on the way to its keys does not exist",
    End.CYCLE: "its `source_profile` leads in a ring",
    End.NO_CREDENTIALS: "the last `source_profile` on the way to its keys has no credentials",
    End.UNKNOWN: "the way to its keys is longer than is followed here",
}
"""Why a chain of roles leads to no keys."""
