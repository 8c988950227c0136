"""The rule `header-adjacent-comment`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.headers import Tail, tail
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene


@section_rule(Severity.ERROR, fixable=True, odd=True)
def header_adjacent_comment(part: Part, scene: Scene) -> Iterator[Finding]:
    """A comment that touches the header before it, or that holds a closing bracket.

    JavaScript knows a comment only after a blank. In `[dev]# ours` it sees no header, and takes
    the keys below for keys of the section *above*: that profile then acts as somebody else.
    The AWS CLI and boto3, on Python 3.10 and later, read a header up to the last `]` of the line,
    so one in the comment makes the profile vanish. All other SDKs read both as they were meant.

    ```ini config
    [default]
    region = eu-west-1

    [profile dev]# ours
                 ^^^^^^ header-adjacent-comment: JavaScript sees no header where a comment touches the `]`, and gives the settings below to the section above; put a blank before it
    region = us-east-1
    ```
    """
    after = tail(part)
    if after is None or not after.is_comment:
        return
    targets = scene.options.targets
    if Dialect.PYTHON in targets and "]" in part.section.read(after.text):
        yield _bracketed(part, after)
    elif Dialect.JS in targets and after.gap.start == after.gap.end:
        edit = Edit(part.at(after.gap), " ")
        yield Finding(
            part.at(after.text),
            "JavaScript sees no header where a comment touches the `]`,"
            " and gives the settings below to the section above; put a blank before it",
            # Not safe: in JavaScript the section above loses settings that were never meant for it.
            fixes=(Fix("Put a blank before it", (edit,), preferred=True),),
        )


def _bracketed(part: Part, after: Tail) -> Finding:
    edit = Edit(part.at(after.gap), part.section.line_end)
    return Finding(
        part.at(after.text),
        "the AWS CLI and boto3 read the header up to the `]` in this comment,"
        " so the section is lost to them; put the comment on a line of its own",
        fixes=(Fix("Put the comment on a line of its own", (edit,), preferred=True),),
    )
