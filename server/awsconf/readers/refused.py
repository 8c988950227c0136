"""Why botocore refuses a whole file, told from what was read of it nevertheless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from awsconf.readers.headers import DEFAULTS
from awsconf.readers.reading import Part, ProblemKind
from awsconf.text import At
from awsconf.undecodable import undecodable

if TYPE_CHECKING:
    from awsconf.readers.python import Reading


class Refusal(NamedTuple):
    """A reason for which botocore refuses the whole file."""

    kind: ProblemKind
    at: At


def refusals(reading: Reading) -> Iterator[Refusal]:
    """Why botocore refuses a file, in no order; nothing if it reads it."""
    role = reading.document.role
    if reading.document.has_byte_order_mark:
        yield Refusal(ProblemKind.BYTE_ORDER_MARK, At(role, 0, 1))
    if span := undecodable(reading.document.text):
        yield Refusal(ProblemKind.UNDECODABLE, At(role, *span))
    yield from _refused_defaults(reading)
    seen: set[str] = set()
    for part in reading.parts:
        header = part.reading.header
        if header == DEFAULTS:
            continue
        for problem in part.reading.problems:
            yield Refusal(problem.kind, part.at(problem.line.span))
        if header in seen:
            yield Refusal(ProblemKind.DUPLICATE_SECTION, part.header_at)
        elif header is not None:
            seen.add(header)


def _refused_defaults(reading: Reading) -> Iterator[Refusal]:
    """What is wrong with the defaults, which to configparser are one section in pieces."""
    seen: set[str] = set()
    for part in reading.defaults:
        unread = _unread(reading, part)
        for problem in part.reading.problems:
            nested = problem.kind is ProblemKind.NESTED_NO_DELIMITER
            if not nested or problem.line.start not in unread:
                yield Refusal(problem.kind, part.at(problem.line.span))
        for name, value in part.reading.settings.items():
            if name in seen:
                yield Refusal(ProblemKind.DUPLICATE_SETTING, part.at(value.line.name))
            seen.add(name)


def _unread(reading: Reading, part: Part) -> frozenset[int]:
    """The continued lines of the defaults that reach no section, if it matters."""
    if not any(one.kind is ProblemKind.NESTED_NO_DELIMITER for one in part.reading.problems):
        return frozenset()
    settings = part.reading.settings.items()
    blocks = (
        value for name, value in settings if value.following and not _inherited(reading, name)
    )
    return frozenset(line.start for value in blocks for line in value.following)


def _inherited(reading: Reading, name: str) -> bool:
    """Whether a default reaches any section; until then nobody reads its block."""
    return any(
        name not in part.reading.settings
        for part in reading.parts
        if part.reading.header not in (None, DEFAULTS)
    )
