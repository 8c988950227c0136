"""Which pair of files each open document belongs to, and what that pair holds right now.

What is typed and not yet saved counts; the half that is not open is read from the disk.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from awsconf.check import Diagnostic, check
from awsconf.credentials.lifetime import TOLERANCE
from awsconf.host import Absence, Host, Missing, Read, read, tracked
from awsconf.host.reading import look
from awsconf.lsp.buffer import Buffer
from awsconf.lsp.known import Known
from awsconf.lsp.places import path_of, uri_of
from awsconf.lsp.settings import Settings
from awsconf.paths import sibling
from awsconf.rule import Rule
from awsconf.showing import Showing
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import BYTE_ORDER_MARK, Document, parse
from awsconf.text import Encoding, Role, Source
from awsconf.turning import next_turn

LANGUAGES = {"aws-config": Role.CONFIG, "aws-credentials": Role.CREDENTIALS}
"""Our own language ids; the documents of any other are known by their paths."""


class Place(NamedTuple):
    """Where the two halves of a pair are; None where nobody can say.

    `link` tells documents apart that are no files.
    """

    config: Path | None
    credentials: Path | None
    own: bool = False
    link: str = ""

    def path(self, role: Role) -> Path | None:
        """Where one half is."""
        return self.config if role is Role.CONFIG else self.credentials


class Judged(NamedTuple):
    """A snapshot, what is found in it, when that may be otherwise, and what may be shown."""

    snapshot: Snapshot
    found: list[Diagnostic]
    turn: datetime | None
    showing: Showing


@dataclass(eq=False)
class Session:
    """The open documents and their pairs."""

    host: Host
    rules: tuple[Rule, ...]
    settings: Settings = field(default_factory=Settings)
    known: Known = field(default_factory=Known)
    encoding: Encoding = Encoding.UTF16
    pairs: dict[Place, Pair] = field(default_factory=dict)
    _homes: dict[str, tuple[Pair, Role]] = field(default_factory=dict)

    def open(self, uri: str, language: str, version: int, text: str) -> Pair | None:
        """Take a document in; None if it is none of ours, or open under another link already."""
        home = place_of(uri, language, self.host)
        if home is None:
            return None
        pair = self.pairs.setdefault(home[0], Pair(home[0], self))
        if home[1] in pair.open and pair.open[home[1]].uri != uri:
            return None
        pair.open[home[1]] = Buffer(uri, version, Source(text))
        self._homes[uri] = (pair, home[1])
        return pair

    def change(self, uri: str, version: int, changes: list[dict[str, Any]]) -> Pair | None:
        """Make the changes of an open document; None if it is none of ours."""
        pair, role = self._homes.get(uri, (None, Role.CONFIG))
        if pair is not None:
            pair.open[role] = pair.open[role].changed(version, changes, self.encoding)
        return pair

    def close(self, uri: str) -> Pair | None:
        """Forget a document, and its pair with the last of the two."""
        pair, role = self._homes.pop(uri, (None, Role.CONFIG))
        if pair is not None:
            del pair.open[role]
            if not pair.open:
                self.pairs.pop(pair.place, None)
        return pair

    def home(self, uri: str) -> tuple[Pair, Role] | None:
        """The pair of an open document, and which half of it that is."""
        return self._homes.get(uri)


@dataclass(eq=False)
class Pair:
    """Two files, of which at least one is open."""

    place: Place
    session: Session
    open: dict[Role, Buffer] = field(default_factory=dict)
    _disk: dict[Role, OnDisk] = field(default_factory=dict)
    _documents: dict[Role, Document] = field(default_factory=dict)
    _judged: Judged | None = None

    def uri(self, role: Role) -> str | None:
        """The link of one half: the editor's own where it is open."""
        buffer, path = self.open.get(role), self.place.path(role)
        if buffer is not None:
            return buffer.uri
        return uri_of(path) if path is not None else None

    def judged(self) -> Judged:
        """The pair as it is now, judged; by what was found before where nothing has changed."""
        before, now = self._judged, self.session.host.now()
        if before is not None and now + TOLERANCE < before.snapshot.now:
            # The clock was set back; what AWS answered was dated by it as it was before.
            self.session.known.answers.clear()
        snapshot = self.now()
        if before is None or not _still_true(before, snapshot):
            found = check(snapshot, self.session.rules)
            self._judged = before = Judged(snapshot, found, next_turn(snapshot), Showing(snapshot))
        return before

    def now(self) -> Snapshot:
        """The pair as it is now, to the second, and not judged: what a question is about."""
        halves = {role: self._half(role) for role in Role}
        return self._snapshot(halves, self.session.host.now())

    @property
    def turn(self) -> datetime | None:
        """When what was found last may be found otherwise, though nobody types."""
        return self._judged.turn if self._judged is not None else None

    def may_create(self, role: Role) -> bool:
        """Whether one half is known not to exist, at a place that is known."""
        path = self.place.path(role)
        if path is None or role in self.open:
            return False
        found = self._on_disk(role, path).read()
        return isinstance(found, Missing) and found.reason is Absence.NOT_FOUND

    def moved_on(self) -> bool:
        """Whether the disk holds something else than when it was last looked at."""
        return any(disk.moved_on() for disk in self._disk.values())

    def _snapshot(self, halves: dict[Role, Half], now: datetime) -> Snapshot:
        session, host, own = self.session, self.session.host, self.place.own
        known, settings = session.known, session.settings
        snapshot = Snapshot(
            halves[Role.CONFIG],
            halves[Role.CREDENTIALS],
            now=now,
            own=own,
            zone=host.zone,
            environ=host.environ,
            options=settings.options,
            facts=known.facts(host, settings) if own else known.told(),
        )
        if own and known.remember(snapshot, host, settings):
            return snapshot._replace(facts=known.facts(host, settings))
        return snapshot

    def _half(self, role: Role) -> Half:
        path, buffer = self.place.path(role), self.open.get(role)
        found = self._on_disk(role, path).read() if path is not None else None
        disk = found if isinstance(found, Read) else None
        name = str(path) if path is not None else ""
        if buffer is None:
            if disk is None:
                return Half(name)
            document = self._document(role, disk.text)
            return Half(name, document, disk.mtime, disk.mode, self._disk[role].tracked)
        document = self._document(role, buffer.source.text, buffer.source)
        if disk is None:
            return Half(name, document)
        saved = _same(disk.text, buffer.source.text)
        mtime = disk.mtime if saved else None
        return Half(name, document, mtime, disk.mode, self._disk[role].tracked)

    def _on_disk(self, role: Role, path: Path) -> OnDisk:
        return self._disk.setdefault(role, OnDisk(path))

    def _document(self, role: Role, text: str, source: Source | None = None) -> Document:
        before = self._documents.get(role)
        if before is None or before.text is not text:
            document = parse(text, role, before)
            # The editor's source knows its lines already.
            self._documents[role] = document.shown_by(source) if source else document
        return self._documents[role]


@dataclass(eq=False)
class OnDisk:
    """A file as it was last read; it is read again when its status has changed."""

    path: Path
    tracked: bool | None = None
    """Whether git tracked it then; that it was added meanwhile is seen with its next change."""
    _status: object = None
    _found: Read | Missing | None = None

    def read(self) -> Read | Missing:
        """What the file holds."""
        status = _status(self.path)
        if self._found is None or status != self._status:
            self._found = read(self.path)
            self.tracked = tracked(self.path)
            # A file that was written in between may look as before once it is gone again.
            self._status = status if _status(self.path) == status else None
        return self._found

    def moved_on(self) -> bool:
        """Whether reading again would be worth while."""
        return self._found is not None and _status(self.path) != self._status


def place_of(uri: str, language: str, host: Host) -> tuple[Place, Role] | None:
    """The pair of a document and its half of it; None if it is none of the shared files.

    The SDKs' own two by their paths, others by their names, and by our language ids.
    """
    path = path_of(uri)
    if path is None:
        role = LANGUAGES.get(language)
        return None if role is None else (Place(None, None, link=uri), role)
    paths = host.pair_paths()
    for own, role in ((paths.config, Role.CONFIG), (paths.credentials, Role.CREDENTIALS)):
        if own is not None and _real(own) == _real(path):
            return Place(paths.config, paths.credentials, own=True), role
    named = _named(path) if language in LANGUAGES or language in GENERIC else None
    role = named or LANGUAGES.get(language)
    if role is None:
        return None
    # Without a telling name nothing can be said of the other half, or of a second such file.
    other = sibling(path) if named else None
    halves = (path, other) if role is Role.CONFIG else (other, path)
    return Place(*halves), role


GENERIC = frozenset(
    {"", "ini", "confini", "dosini", "conf", "cfg", "properties", "plaintext", "text", "awsconfig"}
)
"""The language ids that editors give to files of this kind, or to any they do not know."""

_NAME = re.compile(r"(?:aws[-_.])?(config|credentials)(?![a-z])", re.IGNORECASE)
_OTHERS = frozenset({".docker", ".git", ".kube", ".ssh", "git"})


def _named(path: Path) -> Role | None:
    """The role by a name that begins with it; a `config` beside other people's files is theirs."""
    found = _NAME.match(path.name)
    if found is None or path.parent.name in _OTHERS:
        return None
    return Role(found[1].lower())


def _real(path: Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:
        # No path holds a NUL, but a link may.
        return str(path)


def _status(path: Path) -> object:
    status = look(path)
    if isinstance(status, Absence):
        return status
    return (status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode)


def _same(disk: str, buffer: str) -> bool:
    """Whether an editor shows what the disk holds; most take a byte order mark away."""
    return disk == buffer or disk.removeprefix(BYTE_ORDER_MARK) == buffer


def _still_true(before: Judged, now: Snapshot) -> bool:
    """Whether nothing has changed but the time, and that not as far as the next turn."""
    then, turn = before.snapshot, before.turn
    if now.now < then.now or (turn is not None and now.now >= turn):
        return False
    if (now.options, now.facts) != (then.options, then.facts):
        return False
    return all(
        now.document(role) is then.document(role)
        and now.half(role)._replace(document=None) == then.half(role)._replace(document=None)
        for role in Role
    )
