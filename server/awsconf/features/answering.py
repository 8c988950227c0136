"""Who answers for a profile, by which setting, and what else stands there and is passed over.

The view is that of the AWS CLI and boto3 where the profile is asked for by name, from the files
alone: what `chains` says, with the places.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from awsconf.chains import BEHIND_ROLE, End, Trigger, answers, ways
from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.snapshot import Snapshot


class Way(NamedTuple):
    """One way to credentials: who would answer, and the setting that makes it do so."""

    provider: Provider
    by: Found


class Answering(NamedTuple):
    """What comes of asking for a profile.

    `way` is None where nobody answers. `chain` holds the profiles from this one to the one whose
    credentials start it all, by the way `start`, and `end` says how the chain of a role ends; both
    are None where there is no role, and `start` where the chain leads nowhere.
    """

    way: Way | None
    passed_over: tuple[Way, ...] = ()
    chain: tuple[Profile, ...] = ()
    end: End | None = None
    start: Way | None = None

    @property
    def source(self) -> Profile:
        """The profile whose credentials start it all, as far as the chain leads."""
        return self.chain[-1]


def answering(snapshot: Snapshot, profile: Profile) -> Answering:
    """Who answers for a profile, and what is passed over."""
    every = list(_ways(profile))
    chain = snapshot.chain(profile.name)
    links = tuple(link.profile for link in chain.links) if chain is not None else (profile,)
    first, rest = (every[0] if every else None), tuple(every[1:])
    if chain is None:
        return Answering(first, rest, links)
    return Answering(first, rest, links, chain.end, _start(links[-1], chain.provider))


def _start(profile: Profile, provider: Provider | None) -> Way | None:
    """By what the last profile of a chain has its credentials."""
    triggers = (trigger for trigger in BEHIND_ROLE if trigger.provider is provider)
    ways = (Way(trigger.provider, by) for trigger in triggers if (by := _by(profile, trigger)))
    return next(ways, None)


def _ways(profile: Profile) -> Iterator[Way]:
    """All ways in the order of asking; keys that its own role starts from are no other."""
    found = ways(profile)
    role = profile.get("role_arn") if found.assumes_role else None
    if role is not None:
        yield Way(Provider.ASSUME_ROLE, role)
    for trigger in BEHIND_ROLE if profile.names else ():
        is_its_own = found.assumes_role and found.source == profile.name
        by = None if is_its_own else _by(profile, trigger)
        if by is not None:
            yield Way(trigger.provider, by)


def _by(profile: Profile, trigger: Trigger) -> Found | None:
    """The setting by which a provider takes a profile on."""
    if profile.names.isdisjoint(trigger.names):
        return None
    if not answers(trigger, profile.text, profile.inside):
        return None
    inside = trigger.inside
    each = (
        profile.get(name) if inside is None else profile.inside(inside, name)
        for name in trigger.names
    )
    return next((found for found in each if found is not None), None)
