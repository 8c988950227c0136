"""The rule `invisible-character`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf import catalogue
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.text import Span
from awsconf.values.confusable import Confusable, confusables_of_line, in_plain


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
    text = part.section.read(span)
    found = confusables_of_line(text)
    if found:
        at = [part.at(Span(span.start + one.offset, span.start + one.offset + 1)) for one in found]
        edits = tuple(Edit(place, one.plain) for place, one in zip(at, found, strict=True))
        title = (
            "Write plain characters"
            if any(one.plain for one in found)
            else "Delete the odd characters"
        )
        # Not safe, since every name and value that it mends was another one before.
        fixes = () if _is_taken(part, text) else (Fix(title, edits, preferred=True),)
        yield Finding(
            at[0],
            f"{{character}} stands {where}, {_remedy(found[0])}",
            character=found[0].title,
            fixes=fixes,
            setting=setting,
            profile=part.owner,
        )


def _remedy(first: Confusable) -> str:
    if not first.plain:
        return f"where {'no quotes belong' if first.is_quote else 'nobody sees it'}; delete it"
    plain = f"`{first.plain}`" if first.plain.strip() else "a blank"
    return f"where it looks plain and is not; write {plain}"


def _is_taken(part: Part, name: str) -> bool:
    """Whether a name, written plainly, would be that of a setting which is there already."""
    return {name.lower(), in_plain(name).lower()} <= part.reading.settings.keys()
