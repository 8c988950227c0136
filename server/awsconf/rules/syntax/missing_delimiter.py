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
from awsconf.values.amiss import owner


@section_rule(Severity.ERROR, fixable=True, odd=True)
def missing_delimiter(part: Part, scene: Scene) -> Iterator[Finding]:
    """A line that is neither a header, a comment nor `name = value`.

    One such line anywhere makes the AWS CLI and boto3 refuse the *whole file*:
    `Unable to parse config file: ~/.aws/config`, without a line number.
    JavaScript and Go pass over it, Rust refuses the file too.
    A comment begins with `#` or `;`; `//` is none.

    ```ini config
    [profile dev]
    // our team's account
    ^^^^^^^^^^^^^^^^^^^^^ missing-delimiter: this line is neither a setting nor a comment, so the AWS CLI and boto3 refuse the whole file
    region = eu-west-1
    ```
    """
    for problem in part.reading.problems:
        name = _setting_name(part, problem)
        what = _wrong(problem, name)
        if what and not is_pasted(part.section, problem.line):
            yield Finding(
                part.at(problem.line.span),
                f"{what}, so the AWS CLI and boto3 refuse the whole file",
                setting=name,
                profile=owner(part),
                fixes=tuple(_fixes(part, problem, name)),
            )


def _wrong(problem: Problem, name: str) -> str:
    if problem.kind is ProblemKind.EMPTY_NAME:
        return "this line has no name before its delimiter"
    if problem.kind is ProblemKind.NESTED_NO_DELIMITER:
        return "this line of a nested block has no `=`"
    if problem.kind not in _KINDS or problem.line.kind is not LineKind.TEXT:
        return ""
    if name:
        return "this line lacks the `=` after `{setting}`"
    return "this line is neither a setting nor a comment"


_KINDS = (ProblemKind.NO_DELIMITER, ProblemKind.OUTSIDE_SECTION)


def _setting_name(part: Part, problem: Problem) -> str:
    """The known setting that stands first on the line with something after it, if any."""
    words = part.section.read(problem.line.span).split(maxsplit=1)
    known = len(words) == 2 and catalogue.known(SectionKind.PROFILE, words[0])
    return words[0] if known and problem.line.kind is LineKind.TEXT else ""


def _fixes(part: Part, problem: Problem, name: str) -> Iterator[Fix]:
    line, text = problem.line, part.section.text
    if name:
        blank = line.text + len(name)
        value = line.stop - len(text[blank : line.stop].lstrip())
        yield Fix("Put `=` in", (Edit(part.at(Span(blank, value)), " = "),), preferred=True)
    # A comment stands in the first column, since Rust and Java know no other.
    edits = (Edit(part.at(Span(line.start, line.start)), "# "),)
    is_header = line.kind is LineKind.HEADER
    safe = not name and not is_header and is_harmless(part, edits)
    yield Fix("Make it a comment", edits, safe=safe, preferred=not name)
