"""One line a finding, for `grep` and for editors that read compilers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.report.model import Judged, findings
from awsconf.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def concise(judged: Sequence[Judged]) -> Iterator[str]:
    """`path:line:column: severity[rule] message`."""
    for one, (rule, finding, severity, _) in findings(judged):
        path, (line, column), _ = one.location(finding.at)
        message = printable(one.message(finding))
        yield f"{printable(path)}:{line}:{column}: {severity.value}[{rule.name}] {message}\n"
