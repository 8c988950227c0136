"""The world, as values: everything that an answer may depend on, for one pair of files.

Nothing here is asked for later: a test writes the values down, a front-end reads them off the
machine, and the same snapshot always gives the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from awsconf.caches.entries import Entry
from awsconf.chains import Chain, assumes_role, chain, is_plainly_sound
from awsconf.credentials.expiry import State, Verdict, judge
from awsconf.credentials.key_facts import KeyFacts, is_to_go, key_facts
from awsconf.credentials.keys import Fingerprint
from awsconf.credentials.lifetime import NO_TESTIMONY, Testimony
from awsconf.credentials.statics import TOKENS, supplying_keys
from awsconf.edits import Edit, apply
from awsconf.evidence import Certainty
from awsconf.facts import Answer, key_print, testimony
from awsconf.profiles import Found, Profile, profiles
from awsconf.readers import python
from awsconf.readers.reading import Part
from awsconf.readers.tools import tool_at_work
from awsconf.syntax import Document, parse
from awsconf.text import At, Role
from awsconf.undecodable import undecodable
from awsconf.world import DEFAULT_OPTIONS, Half, Options, Presence, Scene, World

T = TypeVar("T")


# Whoever speaks of a snapshot takes the words for its parts from here too.
__all__ = ["DEFAULT_OPTIONS", "Half", "Options", "Presence", "Scene", "Snapshot", "World"]

REFERENCES = ("source_profile", "sso_session", "services")
"""The settings by which a profile names a profile, a session or a services section."""


class Snapshot(World):
    """One pair of files and the world around it, and what follows from them, worked out once.

    `own` says that the pair is the user's own, the one that the SDKs themselves would read.
    """

    def __repr__(self) -> str:
        # The environment may hold keys.
        return f"<Snapshot of {self.config.path} and {self.credentials.path}>"

    def half(self, role: Role) -> Half:
        """One file of the pair."""
        return self.config if role is Role.CONFIG else self.credentials

    def document(self, role: Role) -> Document | None:
        """The text of one file, cut into sections; None where it is not there."""
        return self.half(role).document

    def presence(self, role: Role) -> Presence:
        """What is known of one half."""
        document = self.document(role)
        if document is not None:
            return Presence.UNSEEN if document.is_utf16 else Presence.PRESENT
        return Presence.ABSENT if self.own else Presence.UNSEEN

    def text(self, role: Role) -> str:
        """The text of one file; empty where it is not there."""
        document = self.document(role)
        return document.text if document is not None else ""

    def read(self, at: At) -> str:
        """The text at a place. The caller answers for what it does with a secret."""
        return self.text(at.role)[at.start : at.end]

    def stands_in(self, part: Part, at: At) -> bool:
        """Whether a place begins in a section; where two meet, it is in the later one."""
        start, end, header = (
            part.start,
            part.start + len(part.section.text),
            part.reading.header_line,
        )
        if part.whole is None and header is not None:
            # It may be read in one piece with others, which are no part of it.
            start, end = part.start + header.start, part.end
        is_last = end == len(self.text(part.role))
        return at.role is part.role and start <= at.start < end + is_last

    def derive(self, function: Callable[[Snapshot], T]) -> T:
        """What a pure function makes of this snapshot, worked out once."""
        if function not in self._memory:
            self._memory[function] = function(self)
        known: T = self._memory[function]
        return known

    @cached_property
    def _memory(self) -> dict[object, Any]:
        return {}

    @property
    def utf16(self) -> Half | None:
        """The first half that is UTF-16, into which no text of ours can be written."""
        halves = (self.config, self.credentials)
        return next((half for half in halves if half.document and half.document.is_utf16), None)

    def edited(self, edits: tuple[Edit, ...]) -> Snapshot:
        """The same world after `edits`; a file that was not there comes into being."""
        halves = {role: self._half_edited(role, edits) for role in Role}
        return self._replace(config=halves[Role.CONFIG], credentials=halves[Role.CREDENTIALS])

    def _half_edited(self, role: Role, edits: tuple[Edit, ...]) -> Half:
        half = self.half(role)
        mine = [edit for edit in edits if edit.at.role is role]
        if not mine:
            return half
        text = apply(self.text(role), mine)
        return half._replace(document=parse(text, role, half.document))

    @cached_property
    def scene(self) -> Scene:
        """What the rules about a section or a profile may know."""
        return Scene(self.presence(Role.CONFIG), self.presence(Role.CREDENTIALS), self.options)

    @cached_property
    def readings(self) -> Mapping[Role, python.Reading]:
        """What botocore makes of the files that are there."""
        documents = (self.config.document, self.credentials.document)
        return {document.role: document.derive(python.read) for document in documents if document}

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of the pair by name."""
        return profiles(self.readings.get(Role.CONFIG), self.readings.get(Role.CREDENTIALS))

    @cached_property
    def is_disorderly(self) -> bool:
        """Whether a file holds more than sections in the plain form, and comments above them."""
        return any(map(_is_disorderly, self.readings.values()))

    @cached_property
    def shapes(self) -> frozenset[frozenset[str]]:
        """Which settings stand together in a section; thousands of sections have few shapes."""
        parts = (reading.parts for reading in self.readings.values())
        return frozenset([part.reading.names for each in parts for part in each])

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all settings of both files, in lower case."""
        return frozenset().union(*self.shapes)

    @cached_property
    def odd_headers(self) -> tuple[Part, ...]:
        """The sections whose headers do not say the same to every SDK, the tables aside."""
        return tuple(
            part
            for reading in self.readings.values()
            for part in reading.parts
            if not part.reading.is_regular
        )

    @cached_property
    def references(self) -> Mapping[str, Mapping[str, tuple[Profile, ...]]]:
        """Who names whom: the profiles by the setting that names something, and by the name.

        The settings are those of `REFERENCES`; a name may lead nowhere.
        """
        found: dict[str, dict[str, list[Profile]]] = {name: {} for name in REFERENCES}
        if not self.names.isdisjoint(REFERENCES):
            for profile in self.profiles.values():
                for setting, target in profile.derive(_references):
                    found[setting].setdefault(target, []).append(profile)
        return {
            setting: {target: tuple(asking) for target, asking in by_target.items()}
            for setting, by_target in found.items()
        }

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What can be said of the session token of each profile that holds one for AWS.

        A clock that one of them proves wrong can date none of them, so there is nothing then.
        """
        return {} if self.clock_doubt is not None else self.judged_tokens

    @cached_property
    def clock_doubt(self) -> tuple[Profile, Verdict] | None:
        """The surest verdict that the clock is wrong, and the profile whose token shows it."""
        doubts = [
            (self.profiles[name], verdict)
            for name, verdict in self.judged_tokens.items()
            if verdict.state is State.CLOCK_WRONG
        ]
        return min(doubts, key=lambda found: found[1].certainty is Certainty.HINT, default=None)

    @cached_property
    def judged_tokens(self) -> Mapping[str, Verdict]:
        """The verdict on each such token by itself, whatever the others say of the clock."""
        if self.names.isdisjoint(TOKENS):
            return {}
        return {
            profile.name: judge(
                facts.token,
                facts.notes,
                now=self.now,
                zone=self.zone,
                role_session=facts.role_session,
                written=self.half(facts.role).mtime,
                testimony=self.testimony(facts),
                expiring_within=self.options.expiring_within,
            )
            for profile, facts in self.keyed
            if facts.sends_token
        }

    def entry(self, facts: KeyFacts) -> Entry | None:
        """The cached credentials that were copied: the same key id with the same token."""
        if facts.token_print is None:
            return None
        return self._entries.get((facts.id, facts.token_print))

    def answer(self, facts: KeyFacts) -> Answer | None:
        """What AWS answered to the very same keys, if it was asked."""
        return self.facts.answers.get(key_print(facts)) if self.facts.answers else None

    def testimony(self, facts: KeyFacts) -> Testimony:
        """What is known of the token of a profile from elsewhere than the files."""
        entry, answer = self.entry(facts), self.answer(facts)
        seen = self.facts.seen.get(facts.token_print) if facts.token_print else None
        if entry is None and answer is None and seen is None:
            return NO_TESTIMONY
        return testimony(entry, answer, seen)

    @cached_property
    def _entries(self) -> dict[tuple[str, Fingerprint], Entry]:
        caches = self.facts.caches
        known = sorted(caches.entries, key=lambda entry: entry.expires) if caches else ()
        return {(entry.key_id, entry.token): entry for entry in known if entry.token is not None}

    def tokens(self, state: State) -> Iterator[tuple[Profile, Found, Verdict]]:
        """The session tokens in a state, with whose they are and the verdict on them.

        One beside a long-term key is left out, and one that a later one under the other name is to
        replace: both are to go, however long they live, and rules about keys say so.
        """
        for name, verdict in self.verdicts.items():
            profile = self.profiles[name]
            keys = supplying_keys(profile)
            if verdict.state is not state or keys is None or is_to_go(keys):
                continue
            if keys.token is not None:
                yield profile, keys.token, verdict

    @cached_property
    def keyed(self) -> tuple[tuple[Profile, KeyFacts], ...]:
        """The profiles with static keys to which AWS's own rules for keys apply."""
        extra = self.options.companion_keys
        found = ((profile, key_facts(profile, extra)) for profile in self.profiles.values())
        return tuple(
            (profile, facts) for profile, facts in found if facts is not None and facts.is_judged
        )

    @cached_property
    def doubtful_chains(self) -> tuple[Chain, ...]:
        """Where credentials come from, of the profiles that assume a role but the plain cases."""
        everyone = self.profiles
        return tuple(
            chain(everyone, profile)
            for profile in everyone.values()
            if assumes_role(profile) and not is_plainly_sound(everyone, profile)
        )

    def chain(self, name: str) -> Chain | None:
        """Where the credentials of a profile that assumes a role come from."""
        profile = self.profiles.get(name)
        assumes = profile is not None and assumes_role(profile)
        return chain(self.profiles, profile) if profile is not None and assumes else None

    @cached_property
    def tools(self) -> Mapping[Role, str | None]:
        """The first tool, other than the SDKs, that left its marks in a file that is there."""
        return {role: tool_at_work(reading) for role, reading in self.readings.items()}


def _references(profile: Profile) -> tuple[tuple[str, str], ...]:
    named = ((name, profile.text(name)) for name in REFERENCES if name in profile.names)
    return tuple((name, text) for name, text in named if text is not None)


def _is_disorderly(reading: python.Reading) -> bool:
    document, text = reading.document, reading.document.text
    if document.is_utf16 or document.has_byte_order_mark or undecodable(text):
        return True
    if "\r" in text and re.search(r"\r(?!\n)", text):
        return True
    return not all(part.reading.is_orderly for part in reading.parts)
