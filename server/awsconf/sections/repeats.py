"""What may be done about a section that stands twice in one file."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.finding import Fix
from awsconf.portability.disagreement import is_copy
from awsconf.readers.reading import Part
from awsconf.sections.spellings import is_spelt
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind


def fixes(snapshot: Snapshot, first: Part, part: Part, *, adjacent: bool) -> Iterator[Fix]:
    """How the later of two sections may go, or become one with the first.

    Deletions alone, since whatever is moved is written anew, secrets too. To delete a copy is safe
    where all SDKs read both alike, and there is no third one.
    """
    ours, theirs, whole = part.reading.settings, first.reading.settings, part.whole
    repeated = [name for name in ours if name in theirs]
    differ = any(ours[name].text != theirs[name].text for name in repeated)
    if differ or part.reading.problems or whole is None:
        return
    if len(repeated) == len(ours):
        lines = [line for line in part.section.lines if part.start + line.start < whole.end]
        comments = any(line.kind is LineKind.COMMENT for line in lines)
        name = part.reading.name or ""
        same = not comments and len(ours) == len(theirs) and KEYS.isdisjoint(ours)
        # Go does not see the header after a byte order mark.
        document = snapshot.document(part.role)
        same = same and document is not None and not document.has_byte_order_mark
        safe = same and is_spelt(snapshot, part.role, name, 2) and is_copy(part, first)
        yield Fix("Delete this copy", (Edit(whole, ""),), safe=safe, preferred=True)
    elif adjacent and all(value.line.indent == 0 for value in ours.values()):
        spans = (part.section.lines[0].whole, *(ours[name].lines for name in repeated))
        edits = tuple(Edit(part.at(span), "") for span in spans)
        yield Fix("Merge it into the first one", edits, preferred=True)
