"""The world, as values: everything that an answer may depend on, for one pair of files.

Nothing here is asked for later: a test writes the values down, a front-end reads them off the
machine, and the same snapshot always gives the same answers.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cached_property
from typing import NamedTuple

from awsconf.edits import Edit, apply
from awsconf.expiry import State, Verdict, judge
from awsconf.profiles import Profile, profiles
from awsconf.readers import python
from awsconf.statics import key_facts
from awsconf.syntax import Document, parse
from awsconf.text import At, Role


class Presence(enum.Enum):
    """What is known of one half of a pair."""

    PRESENT = "present"
    ABSENT = "absent"
    """It does not exist, and that is a fact: the SDKs would look just there."""
    UNSEEN = "unseen"
    """It is not in view, and may hold anything."""

    __hash__ = object.__hash__


@dataclass(frozen=True)
class Half:
    """One file of the pair.

    `mtime` is given only where the text is what the disk holds: it dates that text.
    """

    path: str
    document: Document | None = None
    mtime: datetime | None = None


@dataclass(frozen=True)
class Options:
    """What a person may choose."""

    expiring_within: timedelta = timedelta(minutes=15)
    companion_keys: tuple[str, ...] = ()


class Scene(NamedTuple):
    """What of the world the rules about a section or a profile may know.

    Their findings are remembered by it, so it holds nothing that changes by itself.
    """

    config: Presence
    credentials: Presence
    options: Options

    def presence(self, role: Role) -> Presence:
        """What is known of one half."""
        return self.config if role is Role.CONFIG else self.credentials

    def has_last_word(self, role: Role) -> bool:
        """Whether no credentials file out of view can win over what one half says."""
        return role is Role.CREDENTIALS or self.credentials is not Presence.UNSEEN


@dataclass(frozen=True)
class Snapshot:
    """One pair of files and the world around it.

    `own` says that the pair is the user's own, the one that the SDKs themselves would read.
    """

    config: Half
    credentials: Half
    now: datetime
    own: bool = False
    zone: tzinfo = timezone.utc
    environ: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)

    def half(self, role: Role) -> Half:
        """One file of the pair."""
        return self.config if role is Role.CONFIG else self.credentials

    def document(self, role: Role) -> Document | None:
        """The text of one file, cut into sections; None where it is not there."""
        return self.half(role).document

    def presence(self, role: Role) -> Presence:
        """What is known of one half."""
        if self.document(role) is not None:
            return Presence.PRESENT
        return Presence.ABSENT if self.own else Presence.UNSEEN

    def read(self, at: At) -> str:
        """The text at a place. The caller answers for what it does with a secret."""
        document = self.document(at.role)
        return document.text[at.start : at.end] if document is not None else ""

    def edited(self, edits: tuple[Edit, ...]) -> Snapshot:
        """The same world after `edits`; a file that was not there comes into being."""
        halves = {role: self._half_edited(role, edits) for role in Role}
        return replace(self, config=halves[Role.CONFIG], credentials=halves[Role.CREDENTIALS])

    def _half_edited(self, role: Role, edits: tuple[Edit, ...]) -> Half:
        half = self.half(role)
        mine = [edit for edit in edits if edit.at.role is role]
        if not mine:
            return half
        before = half.document
        text = apply(before.text if before is not None else "", mine)
        return replace(half, document=parse(text, role, before))

    @cached_property
    def scene(self) -> Scene:
        """What the rules about a section or a profile may know."""
        return Scene(self.presence(Role.CONFIG), self.presence(Role.CREDENTIALS), self.options)

    @cached_property
    def readings(self) -> Mapping[Role, python.Reading]:
        """What botocore makes of the files that are there."""
        documents = (self.config.document, self.credentials.document)
        return {document.role: python.read(document) for document in documents if document}

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of the pair by name."""
        return profiles(self.readings.get(Role.CONFIG), self.readings.get(Role.CREDENTIALS))

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What can be said of the session token of each profile that holds one for AWS.

        A clock that one of them proves wrong can date none of them, so there is nothing then.
        """
        found = dict(self._verdicts())
        wrong = any(verdict.state is State.CLOCK_WRONG for verdict in found.values())
        return {} if wrong else found

    def _verdicts(self) -> Iterator[tuple[str, Verdict]]:
        for profile in self.profiles.values():
            facts = key_facts(profile)
            if facts is not None and facts.sends_token and facts.is_judged:
                yield (
                    profile.name,
                    judge(
                        facts.token,
                        facts.notes,
                        now=self.now,
                        zone=self.zone,
                        role_session=facts.role_session,
                        written=self.half(facts.role).mtime,
                        expiring_within=self.options.expiring_within,
                    ),
                )
