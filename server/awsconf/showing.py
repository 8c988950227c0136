"""What of a snapshot may be shown: places by the paths that people see, texts without secrets."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from awsconf.redaction import holds_secret, masked_stretch, masked_text, secret_words, words
from awsconf.snapshot import Snapshot
from awsconf.syntax import Document
from awsconf.text import At, Role
from awsconf.undecodable import decoded


class Position(NamedTuple):
    """A line and a column in it, both from 1; a byte order mark is not counted."""

    line: int
    column: int


class Location(NamedTuple):
    """A stretch of a file, by the path that people see; `end` lies after its last character."""

    path: str
    start: Position
    end: Position


class Showing:
    """One pair of files, and how it is spoken of; `Half.path` is the path that people see."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def location(self, at: At) -> Location:
        """Where a stretch stands; the start of a file that is not there."""
        half = self.snapshot.half(at.role)
        path, document = decoded(half.path), half.document
        if document is None:
            return Location(path, Position(1, 1), Position(1, 1))
        return Location(path, _position(document, at.start), _position(document, at.end))

    def say(self, text: str) -> str:
        """A sentence of ours as it may be shown."""
        return decoded(masked_text(text, self._long_secrets))

    def read(self, at: At) -> str:
        """What stands at a place, as it may be shown."""
        document = self.snapshot.document(at.role)
        shown = None if document is None else masked_stretch(document, at.span)
        return self.say(self.snapshot.read(at) if shown is None else shown)

    def holds_secret(self, text: str) -> bool:
        """Whether a text holds a secret of the files, or anything that has the form of one."""
        return holds_secret(text, self._secrets)

    def repeats_secret(self, text: str) -> bool:
        """Whether a word of a text, a name say, is a secret of the files, and no common word."""
        return not self._long_secrets.isdisjoint(words(text))

    @cached_property
    def _long_secrets(self) -> frozenset[str]:
        # Shorter ones are often words such as `localstack`, which a profile may be called as well.
        return frozenset(word for word in self._secrets if len(word) >= 16)

    @cached_property
    def _secrets(self) -> frozenset[str]:
        documents = (self.snapshot.document(role) for role in Role)
        found = (document.derive(_words) for document in documents if document is not None)
        return frozenset().union(*found)


def _words(document: Document) -> frozenset[str]:
    return frozenset(secret_words(document, 6))


def _position(document: Document, offset: int) -> Position:
    line, column = document.source.place(offset)
    if line == 0 and document.has_byte_order_mark:
        column = max(0, column - 1)
    return Position(line + 1, column + 1)
