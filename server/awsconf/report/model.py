"""What every format of a report needs of the judged pairs, with nothing secret in it.

Lines and columns count from 1, columns in code points; a byte order mark is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.fixing import best
from awsconf.rule import Finding, Fix, Severity
from awsconf.showing import Location, Showing
from awsconf.text import At, Role
from awsconf.undecodable import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from awsconf.check import Diagnostic
    from awsconf.snapshot import Snapshot


class Replacement(NamedTuple):
    """Put `text` where `at` is."""

    at: Location
    text: str


class File(NamedTuple):
    """A file that was checked."""

    path: str
    role: Role


class Judged(Showing):
    """One pair of files and what was found in it."""

    def __init__(self, snapshot: Snapshot, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(snapshot)
        self.diagnostics = diagnostics

    def message(self, finding: Finding) -> str:
        """What is wrong."""
        return self.say(finding.message)

    def fields(self, finding: Finding) -> Mapping[str, str]:
        """The fields of the message by name."""
        return {name: self.say(value) for name, value in finding.fields.items()}

    def replacements(self, fix: Fix) -> tuple[Replacement, ...]:
        """The edits of a fix; none where their text cannot be told in full.

        That is so where it holds a secret of the files or an undecodable byte, and where a byte
        order mark goes, which has no column.
        """
        if any(self._is_untold(edit.at, edit.text) for edit in fix.edits):
            return ()
        return tuple(Replacement(self.location(edit.at), edit.text) for edit in fix.edits)

    def _is_untold(self, at: At, text: str) -> bool:
        document = self.snapshot.document(at.role)
        if document is not None and document.has_byte_order_mark and at.start == 0 < at.end:
            return True
        if not text:
            return False
        return decoded(text) != text or self.holds_secret(text)


def findings(judged: Sequence[Judged]) -> Iterator[tuple[Judged, Diagnostic]]:
    """Every finding and its pair, in order."""
    return ((one, diagnostic) for one in judged for diagnostic in one.diagnostics)


def files(judged: Sequence[Judged]) -> tuple[File, ...]:
    """The files that were checked, in order; those that are not there are left out."""
    return tuple(
        File(decoded(one.snapshot.half(role).path), role)
        for one in judged
        for role in Role
        if one.snapshot.document(role) is not None
    )


def counts(judged: Sequence[Judged]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    found = dict.fromkeys(Severity, 0)
    for _, diagnostic in findings(judged):
        found[diagnostic.severity] += 1
    return found


def fixable(judged: Sequence[Judged], *, unsafe: bool) -> int:
    """How many findings have a fix that would be taken, taken one by one."""
    return sum(
        best(diagnostic.finding.fixes, unsafe=unsafe) is not None
        for _, diagnostic in findings(judged)
    )
