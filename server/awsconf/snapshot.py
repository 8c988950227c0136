"""The world, as values: everything that an answer may depend on, for one pair of files.

Nothing here is asked for later: a test writes the values down, a front-end reads them off the
machine, and the same snapshot always gives the same answers.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from awsconf.edits import Edit, apply
from awsconf.expiry import State, Verdict, judge
from awsconf.nearest import nearest
from awsconf.profiles import Found, Profile, profiles
from awsconf.readers import python
from awsconf.readers.tools import tool_at_work
from awsconf.redaction import masked_text
from awsconf.resolve import Chain, assumes_role, chain, lasts
from awsconf.statics import key_facts
from awsconf.syntax import Document, parse
from awsconf.text import At, Role

SOURCES_OFFERED = 5
"""Of more profiles than this to choose from, nobody wants to be told by a menu."""


NAMES_SOUGHT = 20
"""A search looks at every profile; a file with more wrong names has another trouble."""

_PORTABLE_NAME = re.compile(r"[A-Za-z0-9_/.%@:+-]+")


class Presence(enum.Enum):
    """What is known of one half of a pair."""

    PRESENT = "present"
    ABSENT = "absent"
    """It does not exist, and that is a fact: the SDKs would look just there."""
    UNSEEN = "unseen"
    """It is not in view, and may hold anything."""

    __hash__ = object.__hash__


class Half(NamedTuple):
    """One file of the pair.

    `mtime` is given only where the text is what the disk holds: it dates that text.
    """

    path: str
    document: Document | None = None
    mtime: datetime | None = None


class Options(NamedTuple):
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


class World(NamedTuple):
    """What a snapshot is made of."""

    config: Half
    credentials: Half
    now: datetime
    own: bool = False
    zone: tzinfo = timezone.utc
    environ: Mapping[str, str] = MappingProxyType({})
    options: Options = Options()


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

    def read(self, at: At) -> str:
        """The text at a place. The caller answers for what it does with a secret."""
        document = self.document(at.role)
        return document.text[at.start : at.end] if document is not None else ""

    @property
    def utf16(self) -> Half | None:
        """The first half that is UTF-16, into which no text of ours can be written."""
        halves = (self.config, self.credentials)
        return next((half for half in halves if half.document and half.document.is_utf16), None)

    def line_end(self, role: Role) -> str:
        """The line end of one file; LF where it is not there."""
        document = self.document(role)
        return document.line_end if document is not None else "\n"

    def below(self, found: Found, line: str) -> Edit:
        """Put a line of the same indentation below a setting, whose lines may end the file."""
        at, end = found.lines_at, self.line_end(found.role)
        indent = " " * found.value.line.indent
        ended = self.read(at).endswith(("\n", "\r"))
        text = f"{indent}{line}{end}" if ended else f"{end}{indent}{line}"
        return Edit(At(found.role, at.end, at.end), text)

    def profile_at_end(self, name: str) -> Edit | None:
        """Put the header of a new profile at the end of the config file, if that is there.

        None too where the name would have to be quoted, which not every SDK understands, and where
        it has the form of a secret, which was pasted in the wrong place.
        """
        document = self.document(Role.CONFIG)
        if document is None or document.is_utf16:
            return None
        if not _PORTABLE_NAME.fullmatch(name) or masked_text(name) != name:
            return None
        size, end = len(document.text), document.line_end
        gap = "" if document.text.endswith(("\n", "\r")) else end
        header = "[default]" if name == "default" else f"[profile {name}]"
        return Edit(At(Role.CONFIG, size, size), f"{gap}{end}{header}{end}")

    def edited(self, edits: tuple[Edit, ...]) -> Snapshot:
        """The same world after `edits`; a file that was not there comes into being."""
        halves = {role: self._half_edited(role, edits) for role in Role}
        return self._replace(config=halves[Role.CONFIG], credentials=halves[Role.CREDENTIALS])

    def _half_edited(self, role: Role, edits: tuple[Edit, ...]) -> Half:
        half = self.half(role)
        mine = [edit for edit in edits if edit.at.role is role]
        if not mine:
            return half
        before = half.document
        text = apply(before.text if before is not None else "", mine)
        return half._replace(document=parse(text, role, before))

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

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        """Of each profile that assumes a role, where its credentials come from."""
        everyone = self.profiles
        return {
            name: chain(everyone, profile)
            for name, profile in everyone.items()
            if assumes_role(profile)
        }

    @cached_property
    def _lasting(self) -> tuple[Profile, ...]:
        lasting = (profile for profile in self.profiles.values() if profile.derive(lasts))
        return tuple(islice(lasting, SOURCES_OFFERED + 1))

    def sources_for(self, profile: Profile) -> tuple[Profile, ...]:
        """The first profiles from which `profile` could take credentials to assume its role with.

        None of them assumes a role itself, so none leads back to `profile`.
        """
        others = tuple(other for other in self._lasting if other is not profile)
        return others[:SOURCES_OFFERED]

    def profiles_near(self, name: str) -> tuple[str, ...]:
        """The profiles that a name may be a misspelling of, for the first names that are asked."""
        if name not in self._near and len(self._near) < NAMES_SOUGHT:
            self._near[name] = nearest(name, self.profiles, limit=4)
        return self._near.get(name, ())

    @cached_property
    def _near(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def tools(self) -> Mapping[Role, str | None]:
        """The first tool, other than the SDKs, that left its marks in a file that is there."""
        return {role: tool_at_work(reading) for role, reading in self.readings.items()}
