"""What may be done about a section that stands twice in one file."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.finding import Fix
from awsconf.readers.reading import Part
from awsconf.syntax import LineKind


def fixes(first: Part, part: Part, *, adjacent: bool) -> Iterator[Fix]:
    """How the later of two sections may go, or become one with the first.

    Deletions alone, since whatever is moved is written anew, secrets too.
    """
    ours, theirs, whole = part.reading.settings, first.reading.settings, part.whole
    repeated = [name for name in ours if name in theirs]
    differ = any(ours[name].text != theirs[name].text for name in repeated)
    if differ or part.reading.problems or whole is None:
        return
    if len(repeated) == len(ours):
        lines = [line for line in part.section.lines if part.start + line.start < whole.end]
        comments = any(line.kind is LineKind.COMMENT for line in lines)
        plain = not comments and all(theirs[name].is_as_plain_as(ours[name]) for name in ours)
        safe = plain and len(ours) == len(theirs) and KEYS.isdisjoint(ours)
        yield Fix("Delete this copy", (Edit(whole, ""),), safe=safe, preferred=True)
    elif adjacent and all(value.line.indent == 0 for value in ours.values()):
        spans = (part.section.lines[0].whole, *(ours[name].lines for name in repeated))
        edits = tuple(Edit(part.at(span), "") for span in spans)
        yield Fix("Merge it into the first one", edits, preferred=True)
