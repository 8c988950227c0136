"""The rule `invisible-character`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf import catalogue
from awsconf.confusable import QUOTES, Confusable, confusables, in_plain, is_in_curly_quotes
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.text import Span


@section_rule(Severity.WARNING, Certainty.STRONG, fixable=True, odd=True)
def invisible_character(part: Part, scene: Scene) -> Iterator[Finding]:
    """A character that nobody sees, or that only looks like a blank, a quote or a hyphen.

    Pages and chats put them in, and they come along with what is copied: a zero width space, a
    no-break space, curly quotes, a dash. To the SDKs they are a part of the name or the value, and
    the error shows a Region that looks right. Python and JavaScript strip a no-break space from the
    end of a value, Rust and Java do not. Comments and notes of your own may hold what they like.

    ```ini config
    [profile dev]
    region = eu<byte e2 80 93>west-1
               ^^^^^^^^^^^^^^^ invisible-character: U+2013 (en dash) stands in the line of `region`, where it looks plain and is not; write `-`
    ```
    """
    header = part.reading.header_line
    if header is not None:
        yield from _findings(part, header.name, "in this header")
    for name, value in part.reading.settings.items():
        setting = catalogue.find(part.reading.kind, name)
        if setting is None:
            yield from _findings(part, value.line.name, "in this name")
        elif setting.origin == "aws":
            for line in (value.line, *value.following):
                where = "in the line of `{setting}`"
                yield from _findings(part, line.whole, where, setting.name)


def _findings(part: Part, span: Span, where: str, setting: str = "") -> Iterator[Finding]:
    """The finding of one line, at the first of its odd characters."""
    found = list(confusables(part.section.read(span)))
    if found:
        first, offset = found[0], span.start + found[0].offset
        remedy = f"write `{first.plain}`" if first.plain.strip() else "write a blank"
        yield Finding(
            part.at(Span(offset, offset + 1)),
            f"{{character}} stands {where}, "
            + (f"where it looks plain and is not; {remedy}" if first.plain else _UNSEEN),
            character=first.title,
            fixes=() if _is_taken(part, span) else (_fix(part, span, found),),
            setting=setting,
        )


def _is_taken(part: Part, span: Span) -> bool:
    """Whether a name, written plainly, would be that of a setting which is there already."""
    text = part.section.read(span)
    return {text.lower(), in_plain(text).lower()} <= part.reading.settings.keys()


_UNSEEN = "where nobody sees it; delete it"


def _fix(part: Part, span: Span, found: list[Confusable]) -> Fix:
    """Not safe, since every name and value that it mends was another one before."""
    # Around a whole value, plain quotes would be a part of it as well.
    around = is_in_curly_quotes(part.section.read(span).partition("=")[2].strip())
    edits = []
    for offset, _, plain in found:
        at = part.at(Span(span.start + offset, span.start + offset + 1))
        edits.append(Edit(at, "" if around and plain in QUOTES else plain))
    seen = any(one.plain for one in found)
    title = "Write plain characters" if seen else "Delete what nobody sees"
    return Fix(title, tuple(edits), preferred=True)
