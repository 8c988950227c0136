"""The sections of one file as Rust, Java and C read them, each line by its first column.

A header of an unknown kind is passed over with its section, and one line out of place costs the
whole file. The first such line is told, since these SDKs read no further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from awsconf.readers.columns import COLUMNS, Cut, cut, lines, trim, uncommented
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Ignored, Ignoring, Refusal, Setting
from awsconf.readers.layers import effective, layered
from awsconf.readers.refusals import Trouble, refusal
from awsconf.readers.titles import Title, Unclosed, title
from awsconf.syntax import Document
from awsconf.text import At, Role, Span
from awsconf.undecodable import decoded, undecodable


def read(document: Document, dialect: Dialect) -> File:
    """Read one file, once for each SDK."""
    return document.derive(_READ[dialect])


class Block(NamedTuple):
    """A section that is taken, with its settings in their order."""

    title: Title
    header: At
    settings: tuple[Setting, ...]


class File(NamedTuple):
    """One file as it is read; up to the refusal where it is refused."""

    role: Role
    blocks: tuple[Block, ...]
    ignored: tuple[Ignored, ...]
    refusal: Refusal | None = None


# Around a line that is told of; what an SDK trims may be all of it.
_BLANKS = " \t\r"


class _Draft:
    """A setting as it grows line by line."""

    def __init__(self, name: str, cut: Cut, value: Span) -> None:
        self.name = name
        self.name_span = cut.name
        self.pieces = [value]

    @property
    def is_block(self) -> bool:
        """Whether nothing stands on its own line, so that settings must follow below it."""
        return self.pieces[0].start == self.pieces[0].end


class _Reading:
    """The loop over the lines of a file; it holds what the SDKs hold in theirs."""

    def __init__(self, document: Document, dialect: Dialect) -> None:
        self.role = document.role
        self.dialect = dialect
        self.columns = COLUMNS[dialect]
        self.text = document.text if dialect is Dialect.C else decoded(document.text)
        self.blocks: list[tuple[Title, At, list[_Draft]]] = []
        self.ignored: list[Ignored] = []
        self.refusal: Refusal | None = None
        self.drafts: list[_Draft] | None = None
        """The settings of the section that is being read; None where it is ignored."""
        self.owner: _Draft | None = None
        """The setting that an indented line continues."""
        self.has_header = False
        self.has_prefixed_default = False
        self.skips = False
        """Whether Java passes over whatever continues the line above."""

    def read(self) -> File:
        for number, line in enumerate(lines(self.text, self.dialect), 1):
            first = self.text[line.start : line.start + 1]
            if first in "#;" or not self.text[line.start : line.end].strip(self.columns.blanks):
                continue
            if first == "[":
                trouble = self._open(line)
            elif first in self.columns.blanks:
                trouble = self._continue(line)
            else:
                trouble = self._set(line)
            if trouble is not None:
                at = self._at(trim(self.text, line, _BLANKS))
                self.refusal = refusal(self.dialect, trouble, at, number)
                break
        return File(self.role, tuple(self._taken()), tuple(self.ignored), self.refusal)

    def _open(self, line: Span) -> Trouble | None:
        found = title(self.text[line.start : line.end], self.role, self.dialect)
        if isinstance(found, Unclosed):
            return Trouble.UNCLOSED_HEADER
        header = self._at(_header(self.text, line))
        self.owner, self.drafts, self.has_header, self.skips = None, None, True, False
        if found is None:
            self.ignored.append(Ignored(header, Ignoring.SECTION_NAME))
        elif self._is_superseded(found):
            self.ignored.append(Ignored(header, Ignoring.REPLACED))
        else:
            self.drafts = []
            self.blocks.append((found, header, self.drafts))
        return None

    def _is_superseded(self, found: Title) -> bool:
        """Whether `[profile default]` stands above; Rust notices once it has read all."""
        if found.is_default and found.is_prefixed:
            self.has_prefixed_default = True
        if not found.is_default or found.is_prefixed or self.dialect is Dialect.RUST:
            return False
        return self.has_prefixed_default

    def _set(self, line: Span) -> Trouble | None:
        is_ignored = self.has_header and self.drafts is None
        if self.dialect is Dialect.JAVA and is_ignored:
            return None
        if not self.has_header and self.dialect is not Dialect.C:
            return Trouble.OUTSIDE_SECTION
        line = uncommented(self.text, line, self.columns.comment)
        found = cut(self.text, line, self.columns.trimmed, self._delimiter(line))
        name = self.text[found.name.start : found.name.end]
        is_valid = re.fullmatch(self.columns.identifier, name) is not None
        self.owner = None
        if self.dialect is Dialect.C and name and not is_valid:
            self.ignored.append(Ignored(self._at(found.name), _unusable(found)))
            return None
        if found.value is None:
            return Trouble.NO_DELIMITER
        if not name:
            return Trouble.EMPTY_NAME
        if not self.has_header:
            return Trouble.OUTSIDE_SECTION
        self._keep(_Draft(self._folded(name), found, found.value), is_valid)
        return None

    def _keep(self, draft: _Draft, is_valid: bool) -> None:
        self.skips = not is_valid and self.dialect is Dialect.JAVA
        if self.drafts is not None and is_valid:
            self.drafts.append(draft)
        elif self.drafts is not None:
            self.ignored.append(Ignored(self._at(draft.name_span), Ignoring.SETTING_NAME))
        if self.drafts is not None or self.dialect is Dialect.RUST:
            self.owner = draft

    def _continue(self, line: Span) -> Trouble | None:
        if self.dialect is Dialect.JAVA and self.has_header and (self.drafts is None or self.skips):
            if self.skips:
                at = self._at(trim(self.text, line, _BLANKS))
                self.ignored.append(Ignored(at, Ignoring.CONTINUATION))
            return None
        if self.owner is None:
            return Trouble.NO_OWNER if self.has_header else Trouble.CONTINUES_NOTHING
        line = trim(self.text, line, self.columns.trimmed)
        trouble = self._trouble_in_block(line) if self.owner.is_block else None
        self.owner.pieces.append(line)
        return trouble

    def _trouble_in_block(self, line: Span) -> Trouble | None:
        """What is wrong with a line of a block; only Rust sees comments in it."""
        if self.dialect is Dialect.RUST:
            line = uncommented(self.text, line, self.columns.comment)
        delimiter = self._delimiter(line)
        if delimiter < 0:
            return Trouble.NESTED_NO_DELIMITER
        name = trim(self.text, Span(line.start, delimiter), self.columns.trimmed)
        return None if name.start < name.end else Trouble.NESTED_EMPTY_NAME

    def _delimiter(self, line: Span) -> int:
        return self.text.find("=", line.start, line.end)

    def _folded(self, name: str) -> str:
        return name.lower() if self.dialect is Dialect.RUST else name

    def _at(self, span: Span) -> At:
        return At(self.role, span.start, span.end)

    def _taken(self) -> Iterator[Block]:
        for found, header, drafts in self.blocks:
            if self.has_prefixed_default and found.is_default and not found.is_prefixed:
                self.ignored.append(Ignored(header, Ignoring.REPLACED))
            else:
                yield Block(found, header, tuple(self._setting(draft) for draft in drafts))

    def _setting(self, draft: _Draft) -> Setting:
        texts = [self.text[start:end] for start, end in draft.pieces]
        at = Span(draft.pieces[0].start, draft.pieces[-1].end)
        nested = layered(self._nested(draft)) if draft.is_block else {}
        return Setting(
            draft.name,
            "\n".join(texts),
            self._at(draft.name_span),
            self._at(at),
            effective(nested),
        )

    def _nested(self, draft: _Draft) -> Iterator[Setting]:
        for piece in draft.pieces[1:]:
            found = cut(self.text, piece, self.columns.trimmed, self._delimiter(piece))
            if found.value is not None:
                name, value = (self.text[start:end] for start, end in (found.name, found.value))
                yield Setting(name, value, self._at(found.name), self._at(found.value))


def _unusable(found: Cut) -> Ignoring:
    return Ignoring.NOT_A_SETTING if found.value is None else Ignoring.SETTING_NAME


def _header(text: str, line: Span) -> Span:
    """A header from bracket to bracket; without the second one, all of its line."""
    close = text.find("]", line.start, line.end)
    return Span(line.start, close + 1) if close >= 0 else line


def _read_rust(document: Document) -> File:
    broken = undecodable(document.text)
    if broken is None:
        return _Reading(document, Dialect.RUST).read()
    # Rust says so in its log and goes on as if the file were empty.
    ignored = Ignored(At(document.role, *broken), Ignoring.UNDECODABLE)
    return File(document.role, (), (ignored,))


def _read_java(document: Document) -> File:
    return _Reading(document, Dialect.JAVA).read()


def _read_c(document: Document) -> File:
    return _Reading(document, Dialect.C).read()


_READ: Mapping[Dialect, Callable[[Document], File]] = {
    Dialect.RUST: _read_rust,
    Dialect.JAVA: _read_java,
    Dialect.C: _read_c,
}
