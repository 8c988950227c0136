"""The marks that tools other than the SDKs leave in a file: settings and sections of their own.

Where such a tool is at work, what looks unfinished to an SDK may be complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import find, foreign_section
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part
from awsconf.syntax import SectionKind


def tool_at_work(reading: Reading) -> str | None:
    """The first tool whose mark stands in a file, by its name; None if there is none."""
    return next((tool for part in reading.parts for tool in _known_marks(part)), None)


def _known_marks(part: Part) -> tuple[str, ...]:
    """The marks in a section, looked for once for its text."""
    known = part.section.memory.get(_known_marks)
    # Sections that were joined for reading hold several; each is told by its reading.
    if known is None or known[0] is not part.reading:
        known = part.section.remember(_known_marks, (part.reading, tuple(_marks(part))))
    marks: tuple[str, ...] = known[1]
    return marks


def _marks(part: Part) -> Iterator[str]:
    header = part.reading.header
    owner = foreign_section(header) if header is not None else None
    if owner is not None and owner not in _OF_AWS:
        yield owner
    for name in part.reading.settings:
        setting = find(SectionKind.PROFILE, name)
        # An expiry note says how long a token lives, not where a role gets its credentials from.
        if setting is None or setting.origin != "third-party" or "expir" in name:
            continue
        yield from (tool for tool in setting.tools[:1] if tool not in _OF_AWS)


# These use the SDKs themselves and supply no credentials beside them.
_OF_AWS = ("AWS CLI", "AWS Toolkit", "AWS Toolkit for Visual Studio", "Elastic Beanstalk CLI")
