"""The rule `inline-comment`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.portability.comments import Comment, comments
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import REFERENCES, Scene
from awsconf.targets import concerned
from awsconf.text import Span


@section_rule(Severity.WARNING, odd=True, fixable=True)
def inline_comment(part: Part, scene: Scene) -> Iterator[Finding]:
    """A comment on the line of a setting, which only some SDKs see as one.

    The AWS CLI, boto3 and Ruby take everything up to the end of the line for the value, so that a
    Region becomes `eu-west-1 # prod` and every call fails with `InvalidRegionError`; JavaScript,
    Go, Rust, Java and the C runtime cut at a blank before `#` or `;` (aws/aws-cli#320).
    It is an error where nothing works with a longer value: a Region, a key id, an ARN, a URL.
    What becomes of a secret or a command, `hash-in-secret` says, and of the name of another section
    the rule about that name.

    ```ini config
    [profile dev]
    region = eu-west-1 # Ireland
                       ^^^^^^^^^ inline-comment[error]: the AWS CLI and boto3 take this comment for part of `region`, JavaScript, Go, Rust, Java and the C runtime cut it off; give it a line of its own
    ```
    """
    for comment in comments(part):
        keepers = concerned(scene.options, comment.keepers)
        if comment.is_in_secret or comment.setting.name in REFERENCES or not keepers:
            continue
        cutters = concerned(scene.options, comment.cutters)
        yield Finding(
            part.at(comment.span),
            "{keepers} this comment for part of `{setting}`"
            + (", {cutters}" if cutters else "")
            + "; give it a line of its own",
            keepers=keepers.does("takes", "take"),
            cutters=cutters.does("cuts it off", "cut it off"),
            profile=part.owner,
            setting=comment.setting.name,
            severity=Severity.ERROR if comment.is_critical else None,
            fixes=tuple(_fixes(part, comment)),
        )


def _fixes(part: Part, comment: Comment) -> Iterator[Fix]:
    """Not safe: those who took the comment for part of the value see another one now.

    With nothing left of a value, the lines below it would become a block.
    """
    if comment.kept.start == comment.kept.end and comment.value.following:
        return
    text = part.section.read(comment.span) + part.section.line_end
    start = max(line.start for line in part.section.lines if line.start <= comment.span.start)
    edits = (
        Edit(part.at(Span(start, start)), text),
        Edit(part.at(Span(comment.kept.end, comment.span.end)), ""),
    )
    yield Fix("Move the comment to a line of its own", edits, preferred=True)
