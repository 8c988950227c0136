"""Whose credentials each SDK takes for one profile, asked of every reader and every chain.

Only the sections that the profile leads to are read, so that it costs the same in a big file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from awsconf.portability.disagreement import evaluations
from awsconf.portability.kinds import Kind
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Resolution
from awsconf.snapshot import Snapshot
from awsconf.syntax import Section
from awsconf.text import Role


class Link(NamedTuple):
    """One profile of a chain, and how it is answered for."""

    profile: str
    provider: Provider | None


Identity = tuple[Link, ...]
"""Whose credentials they are, from the profile that is asked for; empty where there are none."""


def identities(snapshot: Snapshot, profile: Profile) -> Mapping[Dialect, Identity]:
    """What each SDK finds that is asked for a profile, with nothing in its environment.

    Nothing is said of one that leads through more than anybody would write.
    """
    parts = tuple(islice(_closure(snapshot, profile), _MOST_SECTIONS + 1))
    # Several parts may have been read from one run of lines, which is wanted once.
    runs = {(part.role, part.start): part.section for part in parts}
    sections = list(runs.values())
    if len(parts) > _MOST_SECTIONS or sum(len(each.text) for each in sections) > _MOST_CHARACTERS:
        return {}
    known = sections[0].memory.get(Link)
    if known is None or known[0] != profile.name or known[1] != sections:
        told = dict(_identities(profile.name, runs))
        known = sections[0].remember(Link, (profile.name, sections, told))
    found: Mapping[Dialect, Identity] = known[2]
    return found


# Every SDK reads all of it for every such profile.
_MOST_SECTIONS, _MOST_CHARACTERS = 30, 20_000


Parting = Mapping[Kind | None, tuple[Dialect, ...]]


def parting(found: Mapping[Dialect, Identity], name: str) -> Parting:
    """Which kind of credentials of the profile `name` each SDK takes; None is none of them.

    Where the AWS CLI or Rust take none, something else is wrong, and there is nothing here.
    """
    if not found.get(Dialect.PYTHON) or not found.get(Dialect.RUST):
        return {}
    parted: dict[Kind | None, tuple[Dialect, ...]] = {}
    for dialect, identity in found.items():
        here = (link.provider for link in identity if link.profile == name)
        provider = next(here, None)
        kind = None if provider is None else _KINDS.get(provider)
        parted[kind] = (*parted.get(kind, ()), dialect)
    return parted


def _closure(snapshot: Snapshot, profile: Profile) -> Iterator[Part]:
    """The sections of a profile, of its sources and of the sessions that they name."""
    seen: set[str] = set()
    here: Profile | None = profile
    reading = snapshot.readings.get(Role.CONFIG)
    while here is not None and here.name not in seen:
        seen.add(here.name)
        yield from here.parts
        session = here.text("sso_session")
        if session is not None and reading is not None:
            yield from reading.sessions.get(session, ())
        source = here.text("source_profile")
        here = snapshot.profiles.get(source) if source is not None else None


def _identities(
    name: str, runs: Mapping[tuple[Role, int], Section]
) -> Iterator[tuple[Dialect, Identity]]:
    texts: dict[Role, str] = {}
    for role, start in sorted(runs, key=_start):
        text = runs[role, start].text
        end = "" if text.endswith(("\n", "\r")) else "\n"
        texts[role] = texts.get(role, "") + text + end
    for dialect, evaluation in evaluations(texts).items():
        yield dialect, _identity(ask(evaluation, Asked(name)))


def _start(run: tuple[Role, int]) -> int:
    return run[1]


def _identity(resolution: Resolution) -> Identity:
    if resolution.error is not None or resolution.provider is None:
        return ()
    return tuple(Link(hop.profile, hop.provider) for hop in resolution.hops)


_KINDS = {
    Provider.ASSUME_ROLE: Kind.ROLE,
    Provider.WEB_IDENTITY: Kind.WEB_IDENTITY,
    Provider.SSO: Kind.SSO,
    Provider.SHARED_CREDENTIALS: Kind.KEYS,
    Provider.LOGIN: Kind.LOGIN,
    Provider.PROCESS: Kind.PROCESS,
    Provider.CONFIG_FILE: Kind.KEYS,
}
