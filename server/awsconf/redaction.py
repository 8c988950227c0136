"""Which stretches of a document are secret, and what stands for them where it is shown.

Names decide first, wherever they stand: in a setting, a comment, an `export`, a line of junk.
Then forms do: a secret or a token is hidden under any name. In doubt a stretch is hidden, for
one too many costs nothing, and nothing of it is left to see, its length included.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from awsconf.catalogue import is_secret, known
from awsconf.credentials.keys import masked_id
from awsconf.syntax import Document, Line, LineKind, Section, SectionKind
from awsconf.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HIDDEN = "••••"
"""What stands for a secret of any length."""


class Hidden(NamedTuple):
    """A stretch without a line end, and what is shown in its place."""

    span: Span
    shown: str


def hidden(document: Document) -> list[tuple[Span, str]]:
    """The stretches of a document that must not be shown, in order and disjoint."""
    return [
        (Span(start + span.start, start + span.end), shown)
        for section, start in zip(document.sections, document.starts, strict=True)
        for span, shown in section.derive(_of_section)
    ]


def masked(document: Document) -> str:
    """The whole text as it may be shown; its lines are those of the document."""
    return _replaced(document.text, hidden(document))


class MaskedLine(NamedTuple):
    """A line as it may be shown, without its line end; `moves` say what went where in it."""

    text: str
    moves: tuple[tuple[Span, Span], ...]

    def shown(self, span: Span) -> Span:
        """Where columns of the real line are shown; inside a secret, all of what hides it."""
        return Span(self._column(span.start, last=False), self._column(span.end, last=True))

    def _column(self, column: int, *, last: bool) -> int:
        by = 0
        for real, shown in self.moves:
            if column <= real.start:
                break
            if column < real.end:
                return shown.end if last else shown.start
            by = shown.end - real.end
        return column + by


def masked_line(document: Document, number: int) -> MaskedLine:
    """Line `number`, from 0, as it may be shown."""
    start, end = document.source.line_span(number)
    text = document.text[start:end]
    stretches = [
        Hidden(Span(span.start - start, span.end - start), shown)
        for span, shown in _hidden_in(document, start, end)
    ]
    return MaskedLine(_replaced(text, stretches), tuple(_moves(stretches)))


def masked_stretch(document: Document, span: Span) -> str | None:
    """What stands at `span` as it may be shown; None where nothing of it is hidden."""
    source = document.source
    first, last = (source.place(offset).line for offset in span)
    found = [
        (Span(max(start, span.start) - span.start, min(end, span.end) - span.start), shown)
        for number in range(first, last + 1)
        for (start, end), shown in _hidden_in(document, *source.line_span(number))
        if start < span.end and span.start < end
    ]
    return _replaced(document.text[span.start : span.end], found) if found else None


def secret_words(document: Document, at_least: int) -> Iterator[str]:
    """The words of `at_least` characters in what is hidden, to be looked for elsewhere."""
    for (start, end), shown in hidden(document):
        if shown == HIDDEN:
            yield from (word for word in words(document.text[start:end]) if len(word) >= at_least)


def words(text: str) -> list[str]:
    """`text` cut at blanks, quotes and delimiters."""
    return _WORD_ENDS.split(text)


def masked_text(text: str, secrets: frozenset[str] = frozenset()) -> str:
    """A sentence of ours as it may be shown, should something of a file have got into it.

    What has the form of a secret, a token or a key id is hidden, and so are `secrets`.
    """
    text = _replaced(text, _by_form(text, 0, len(text)))
    if secrets.isdisjoint(found := words(text)):
        return text
    for word in secrets.intersection(found):
        text = text.replace(word, HIDDEN)
    return text


def holds_secret(text: str, secrets: frozenset[str]) -> bool:
    """Whether `text` holds one of `secrets`, or anything that has the form of one."""
    forms = (shown for _, shown in _by_form(text, 0, len(text)))
    return HIDDEN in forms or not secrets.isdisjoint(words(text))


_WORD_ENDS = re.compile(r"[\s=:;,#\"'`]+")


def _replaced(text: str, stretches: Iterable[tuple[Span, str]]) -> str:
    pieces: list[str] = []
    offset = 0
    for (start, end), shown in stretches:
        pieces += (text[offset:start], shown)
        offset = end
    return "".join((*pieces, text[offset:]))


def _hidden_in(document: Document, start: int, end: int) -> Iterator[Hidden]:
    """What is hidden of one line."""
    # A section begins with a line, but for a byte order mark on the first one.
    number = bisect_right(document.starts, end) - 1
    if number < 0:
        return
    base = document.starts[number]
    found = document.sections[number].derive(_of_section)
    first = bisect_left(found, start - base, key=lambda one: one.span.start)
    for (a, b), shown in islice(found, first, None):
        if base + b > end:
            return
        yield Hidden(Span(base + a, base + b), shown)


def _moves(stretches: list[Hidden]) -> Iterator[tuple[Span, Span]]:
    by = 0
    for span, shown in stretches:
        start = span.start + by
        yield span, Span(start, start + len(shown))
        by += len(shown) - (span.end - span.start)


class _Open(NamedTuple):
    """A secret that the next lines may carry on; a weak one is known by its form alone."""

    indent: int
    commented: bool
    weak: bool


def _of_section(section: Section) -> tuple[Hidden, ...]:
    return tuple(_scan(section)) if _SIGN.search(section.text.lower()) else ()


def _scan(section: Section) -> Iterator[Hidden]:
    state: _Open | None = None
    for line in section.lines:
        if line.kind is LineKind.BLANK:
            continue
        start = _body(section.text, line)
        if "\0" in section.text[start : line.stop]:
            # It is UTF-16, in which no name and no form of a secret is known again.
            yield Hidden(Span(start, line.stop), HIDDEN)
            continue
        if state and _carries_on(section, line, start, state):
            yield Hidden(Span(start, line.stop), HIDDEN)
            continue
        named = _named(section.text, line, start)
        found = list(_of_line(section.text, start, line.stop, named))
        yield from found
        state = _opened(line, start, named, found)


def _body(text: str, line: Line) -> int:
    """Where the text of a line begins, after the sign of a comment."""
    if line.kind is not LineKind.COMMENT:
        return line.text
    match = _COMMENT_SIGN.match(text, line.text, line.stop)
    return match.end() if match else line.text


def _carries_on(section: Section, line: Line, start: int, state: _Open) -> bool:
    """Whether a line is, or may be meant to be, one more line of an open secret."""
    commented = line.kind is LineKind.COMMENT
    text = section.text[start : line.stop]
    if not text or (state.commented and not commented):
        return False
    indent = line.indent if commented is not state.commented else start - line.start
    if indent > state.indent and not state.weak:
        return True
    if commented is not state.commented:
        return False
    # The padding of a token's last line looks like a delimiter, and `region=` like a last line.
    loose = line.kind is LineKind.TEXT and not state.weak
    piece = _ONE_WORD.fullmatch(text) if loose else _PIECE.fullmatch(text)
    return bool(piece) and not known(SectionKind.PROFILE, text.rstrip("="))


def _of_line(text: str, start: int, stop: int, named: Span | None) -> Iterator[Hidden]:
    """What is hidden of a line by its own names and forms."""
    yield from _by_form(text, start, named.start if named else stop)
    if named and named.start < named.end:
        yield Hidden(named, HIDDEN)


def _named(text: str, line: Line, start: int) -> Span | None:
    """The rest of a line after a name that makes it a secret; it may be empty."""
    for match in _NAME.finditer(text, start, line.stop):
        name, gap = match.groups()
        is_id = _KEY_ID_NAME.search(name)
        is_named = is_id or (is_secret(name) and not _NO_SECRET.search(name))
        if not is_named or not _delimits(name, gap, line):
            continue
        value = _value(text, match.end(1), line.stop)
        if value == line.stop or not (is_id and _by_id(text, value)):
            return Span(value, line.stop)
    return None


def _delimits(name: str, gap: str, line: Line) -> bool:
    """Whether what follows a name can be its value."""
    if "=" in gap or ":" in gap:
        return True
    # A word of a sentence is no name.
    return gap != "" and line.kind is not LineKind.HEADER and ("_" in name or name[0] == "-")


def _value(text: str, start: int, stop: int) -> int:
    """Where the value of a name that ends at `start` begins."""
    match = _DELIMITER.match(text, start, stop)
    return match.end() if match else start


def _by_id(text: str, start: int) -> bool:
    """Whether a key id that can be shown in part stands there."""
    return bool(_ID.match(text, start + 1 if text[start] in "\"'" else start))


def _by_form(text: str, start: int, stop: int) -> Iterator[Hidden]:
    """What is hidden of a stretch for what it looks like."""
    for match in _FORM.finditer(text, start, stop):
        if match.lastgroup == "id":
            yield Hidden(Span(*match.span()), masked_id(match.group()))
        elif match.lastgroup != "run" or _is_random(match[0], text[match.end() : match.end() + 5]):
            yield Hidden(Span(*match.span()), HIDDEN)


def _is_random(run: str, after: str) -> bool:
    """Whether letters and digits change as often as they never do in paths and words."""
    name = run.rpartition("/")[2]
    # The files of AWS's caches are called by digests, in which no secret has ever been written.
    if after == ".json" and re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name):
        run = run.removesuffix(name)
    kinds = [0 if one.isdigit() else 1 if one.isupper() else 2 for one in run if one.isalnum()]
    return sum(a != b for a, b in pairwise(kinds)) * 4 >= len(run) > 0


def _opened(line: Line, start: int, named: Span | None, found: list[Hidden]) -> _Open | None:
    weak = bool(found) and found[-1].span.end == line.stop and found[-1].shown == HIDDEN
    if not named and not weak:
        return None
    return _Open(start - line.start, line.kind is LineKind.COMMENT, weak=not named)


# Most sections have no part of a secret name and no form of a secret, and nothing to hide then.
_SIGN = re.compile(
    r"se[cs]|key|pass|pwd|sig|token|assertion|authorization|\0|://[^\s/]*@|eyj|[a-z0-9+/%]{20}"
)
_COMMENT_SIGN = re.compile(r"[#;]+[^\S\r\n]*")
_NAME = re.compile(r"([\w.-]+)([^\w+/-]*)")
_DELIMITER = re.compile(r"[^\w+/=:]*[=:][^\S\r\n]*|[^\S\r\n]+")
_KEY_ID_NAME = re.compile(r"access_?key(?:_?id)?$", re.IGNORECASE)
# The service AWS Secrets Manager has settings like any other.
_NO_SECRET = re.compile(r"secrets_?manager$", re.IGNORECASE)
_ONE_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_ID_FORM = r"(?:AKIA|ASIA|ABIA|ACCA|LKIA|LSIA)[A-Z0-9]{16}(?![A-Za-z0-9+/])"
_ID = re.compile(_ID_FORM)
# Forty characters are a secret access key; tokens are longer. `%` stands for escapes of a URL.
_FORM = re.compile(
    rf"(?<![A-Za-z0-9+/])(?P<id>{_ID_FORM})|(?<=://)(?P<login>[^\s/@:]*:[^\s/@]+(?=@))"
    r"|(?P<run>[A-Za-z0-9+/%]{40,}={0,2})"
    r"|(?P<token>eyJ[\w-]{12,}(?:\.[\w-]+)*)"
)
