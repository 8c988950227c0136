"""The rule `header-trailing-text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf import catalogue
from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import tail
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import LineKind, SectionKind
from awsconf.text import Span


@section_rule(Severity.ERROR, fixable=True, odd=True)
def header_trailing_text(part: Part, scene: Scene) -> Iterator[Finding]:
    """Text after the closing bracket of a header that is no comment.

    The AWS CLI and boto3 pass over it, up to a further `]`, which they take for the end of the
    header. Rust and Java refuse the whole file. JavaScript, Go and Ruby see no header there, so
    that they give the settings below to the section *above*.

    ```ini config
    [profile dev] our account
                  ^^^^^^^^^^^ header-trailing-text: Rust and Java refuse the whole file for this text after the header, and JavaScript and Go take the line for no header; only a comment may stand here
    region = eu-west-1
    ```
    """
    after = tail(part)
    if after is None or after.is_comment:
        return
    longer = "]" in part.section.read(after.text)
    if not longer and scene.options.targets == {Dialect.PYTHON}:
        return
    yield Finding(
        part.at(after.text),
        "the AWS CLI and boto3 read the header up to the last `]`, and JavaScript"
        " takes the line for no header; nothing but a comment may stand after the first"
        if longer
        else "Rust and Java refuse the whole file for this text after the header, and JavaScript"
        " and Go take the line for no header; only a comment may stand here",
        fixes=tuple(_fixes(part, after.gap, after.text)),
    )


def _fixes(part: Part, gap: Span, text: Span) -> Iterator[Fix]:
    """Not safe: the SDKs that gave the settings to the section above then have another profile."""
    words, end = part.section.read(text), part.section.line_end
    delete = Fix("Delete it", (Edit(part.at(Span(gap.start, text.end)), ""),))
    if re.search(r"\w", words) is None:
        yield delete._replace(preferred=True)
        return
    name = re.match(r"\s*([A-Za-z0-9_]+)\s*=", words)
    if name and catalogue.known(SectionKind.PROFILE, name[1]):
        if name[1].lower() not in part.reading.settings and not _takes_header(part):
            edit = Edit(part.at(gap), end + _indent(part))
            yield Fix("Put it on a line of its own", (edit,), preferred=True)
    else:
        yield Fix("Make it a comment below", (Edit(part.at(gap), f"{end}# "),), preferred=True)
    yield delete


def _takes_header(part: Part) -> bool:
    """Whether the next line is an indented header, which a setting above it would swallow."""
    silent, header = (LineKind.BLANK, LineKind.COMMENT), part.reading.header_line
    below = (line for line in part.section.lines if header and line.start >= header.end)
    first = next((line for line in below if line.kind not in silent), None)
    return first is not None and first.kind is LineKind.HEADER and first.indent > 0


def _indent(part: Part) -> str:
    """What stands before the first setting, which must not become more of the new one's value."""
    first = min((value.line for value in part.reading.settings.values()), default=None)
    return "" if first is None else part.section.text[first.start : first.text]
