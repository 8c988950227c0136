"""The rule `foreign-format`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.pasted import Block, Form, blocks
from awsconf.readers.plain import is_usual
from awsconf.readers.python import Reading
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, fixable=True, where="is_disorderly")
def foreign_format(snapshot: Snapshot) -> Iterator[Finding]:
    """Lines that were written for something else: a shell, JSON, the console's CSV, TOML.

    `export AWS_ACCESS_KEY_ID=…` and its likes set a variable in a shell; here they are settings
    of a name that nobody reads (aws/aws-toolkit-vscode#720). JSON of `aws sts assume-role` and the
    file that the console offers for download make the AWS CLI and boto3 refuse the *whole file*
    (aws/aws-cli#7711). All of it is told once, and can be turned into settings with the expiry
    or, where JSON tells whose session it is, into a profile that assumes the role.

    ```ini credentials
    [default]
    export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-format[warning]: these lines are for a shell, and no SDK reads them here; write them as settings
    export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
    ```
    """
    for reading in snapshot.readings.values():
        for part in reading.parts:
            found = () if is_usual(part) else blocks(part.section)
            lines = _lines(part) if found else {}
            for block in found:
                if block.lines[0].start in lines:
                    yield _finding(snapshot, reading, part, block, lines)


def _lines(part: Part) -> dict[int, bool]:
    """Where the lines of a section start that are read with it, and whether each is refused."""
    found = {
        line.start: False
        for value in part.reading.settings.values()
        for line in (value.line, *value.following)
    }
    for problem in part.reading.problems:
        if problem.before is not None:
            found.setdefault(problem.before.line.start, False)
        found[problem.line.start] = True
    return found


def _finding(
    snapshot: Snapshot, reading: Reading, part: Part, block: Block, lines: dict[int, bool]
) -> Finding:
    # Imported here, since few of the files that are out of order hold such lines.
    from awsconf.rewrite.pasting import fixes_of

    refused = any(lines.get(line.start, False) for line in block.lines)
    fixes = fixes_of(snapshot, reading, part, block)
    return Finding(
        part.at(block.lines[0].span),
        _WHAT[block.form]
        + (_REFUSED if refused else ", and no SDK reads them here")
        + ("; write them as settings" if fixes else ""),
        severity=None if refused else Severity.WARNING,
        fixes=fixes,
    )


_REFUSED = ", so the AWS CLI and boto3 refuse the whole file"
_WHAT = {
    Form.SHELL: "these lines are for a shell",
    Form.JSON: "these lines are JSON",
    Form.CSV: "these lines are a CSV file of the AWS console",
    Form.TOML: "these lines have their names in quotes, as in TOML",
}
