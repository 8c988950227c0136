"""The rule `missing-delimiter`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf import catalogue
from awsconf.edits import Edit
from awsconf.pasted import is_pasted
from awsconf.portability.disagreement import is_harmless
from awsconf.readers.reading import Part, Problem, ProblemKind
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import LineKind, SectionKind
from awsconf.text import Span
from awsconf.values.broken import broken_above


@section_rule(Severity.ERROR, fixable=True, odd=True)
def missing_delimiter(part: Part, scene: Scene) -> Iterator[Finding]:
    """A line that is neither a header, a comment nor `name = value`.

    One such line makes the AWS CLI and boto3 refuse the *whole file*: `Unable to parse config file`,
    without a line number. Rust refuses the file too, JavaScript and Go pass over the line.

    ```ini config
    [profile dev]
    // our team's account
    ^^^^^^^^^^^^^^^^^^^^^ missing-delimiter: this line is neither a setting nor a comment, so the AWS CLI and boto3 refuse the whole file
    region = eu-west-1
    ```
    """
    # One such line may hide from Go what the next would be part of.
    comments = [_comment(part, problem) for problem in part.reading.problems]
    together = len(comments) < 2 or is_harmless(part, comments)
    for problem in part.reading.problems:
        name = _setting_name(part, problem)
        if (what := _wrong(problem, name)) and not is_pasted(part.section, problem.line):
            yield Finding(
                part.at(problem.line.span),
                f"{what}, so the AWS CLI and boto3 refuse the whole file",
                setting=name,
                profile=part.owner,
                fixes=tuple(_fixes(part, problem, name, safe=together)),
            )


def _wrong(problem: Problem, name: str) -> str:
    if problem.kind is ProblemKind.EMPTY_NAME:
        return "this line has no name before its delimiter"
    if problem.kind is ProblemKind.NESTED_NO_DELIMITER:
        return "this line of a nested block has no `=`"
    kinds = (ProblemKind.NO_DELIMITER, ProblemKind.OUTSIDE_SECTION)
    if problem.kind not in kinds or problem.line.kind is not LineKind.TEXT:
        return ""
    lacking = "this line lacks the `=` after `{setting}`"
    return lacking if name else "this line is neither a setting nor a comment"


def _setting_name(part: Part, problem: Problem) -> str:
    name, *rest = part.section.read(problem.line.span).split(maxsplit=1) or [""]
    known = rest and catalogue.known(SectionKind.PROFILE, name)
    return name if known and problem.line.kind is LineKind.TEXT else ""


def _comment(part: Part, problem: Problem) -> Edit:
    # In the first column, since Rust and Java know no other comment.
    return Edit(part.at(Span(problem.line.start, problem.line.start)), "# ")


def _fixes(part: Part, problem: Problem, name: str, *, safe: bool) -> Iterator[Fix]:
    line, text = problem.line, part.section.text
    if name:
        blank = line.text + len(name)
        value = line.stop - len(text[blank : line.stop].lstrip())
        yield Fix("Put `=` in", (Edit(part.at(Span(blank, value)), " = "),), preferred=True)
    joined, edit = broken_above(part, line), _comment(part, problem)
    safe = safe and not name and line.kind is not LineKind.HEADER and is_harmless(part, [edit])
    comment = Fix("Make it a comment", (edit,), safe=safe, preferred=not name)
    yield Fix("Join it to the line above", joined, preferred=True) if joined else comment
