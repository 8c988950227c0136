"""The lines that a finding is about, with marks under the very text, one frame a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.redaction import masked_line
from awsconf.report.terminal import BLUE, Ink, printable, width
from awsconf.text import At, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awsconf.report.model import Judged
    from awsconf.rule import Finding
    from awsconf.showing import Position
    from awsconf.syntax import Document


class Mark(NamedTuple):
    """A place of a finding; what is said of it is empty for the place itself."""

    at: At
    label: str
    is_main: bool


class Frame(NamedTuple):
    """Some lines of one file; `margin` is as wide as the widest line number of all frames."""

    arrow: str
    path: str
    place: Position
    document: Document | None
    marks: tuple[Mark, ...]
    margin: int

    def lines(self, ink: Ink, color: str) -> Iterator[str]:
        """The frame as it is shown; `color` is that of the main mark."""
        gap = " " * self.margin
        line, column = self.place
        yield f"{gap}{ink(self.arrow, BLUE)} {printable(self.path)}:{line}:{column}"
        if self.document is None:
            return
        rail = f"{gap} {ink('|', BLUE)}"
        yield rail
        before: int | None = None
        for number, marks in _by_line(self.document, self.marks):
            if before is not None and number > before + 1:
                yield ink("...", BLUE)
            before = number
            yield from self._line(self.document, number, marks, ink, color)
        yield rail

    def _line(
        self, document: Document, number: int, marks: list[Mark], ink: Ink, color: str
    ) -> Iterator[str]:
        start, end = document.source.line_span(number)
        masked = masked_line(document, number)
        skip = 1 if number == 0 and document.has_byte_order_mark else 0
        text = printable(masked.text[skip:]).rstrip()
        rail = ink("|", BLUE)
        yield f"{ink(str(number + 1).rjust(self.margin), BLUE)} {rail} {text}".rstrip()
        for at, label, is_main in marks:
            span = Span(max(at.start - start, skip), min(max(at.end, at.start + 1), end) - start)
            left, right = masked.shown(span)
            indent = width(printable(masked.text[skip:left]))
            sign = "^" if is_main else "-"
            length = max(1, width(printable(masked.text[left:right])))
            note = ink(" ".join(filter(None, (sign * length, label))), color if is_main else BLUE)
            yield f"{' ' * self.margin} {rail} {' ' * indent}{note}"


def frames(one: Judged, finding: Finding) -> list[Frame]:
    """The frame of the file that the finding is in, and of the other if it has a part in it."""
    marks = [Mark(finding.at, "", is_main=True)]
    marks += [Mark(at, printable(one.say(label)), is_main=False) for at, label in finding.related]
    margin = max(len(str(one.location(mark.at).start.line)) for mark in marks)
    return [
        _frame(one, "-->" if role is finding.at.role else ":::", mine, margin)
        for role in (finding.at.role, finding.at.role.other)
        if (mine := tuple(mark for mark in marks if mark.at.role is role))
    ]


def _frame(one: Judged, arrow: str, marks: tuple[Mark, ...], margin: int) -> Frame:
    path, place, _ = one.location(marks[0].at)
    return Frame(arrow, path, place, one.snapshot.document(marks[0].at.role), marks, margin)


def _by_line(document: Document, marks: tuple[Mark, ...]) -> Iterator[tuple[int, list[Mark]]]:
    """The lines on which something is marked, in order, and what is marked there.

    Of a place of several lines, the first one is shown.
    """
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(document.source.place(mark.at.start).line, []).append(mark)
    for number in sorted(found):
        yield number, sorted(found[number], key=lambda mark: mark.at.span)
