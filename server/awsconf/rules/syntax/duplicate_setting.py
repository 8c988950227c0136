"""The rule `duplicate-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.pasted import is_pasted
from awsconf.readers.reading import Part, ProblemKind, Value
from awsconf.rule import Finding, Fix, Related, Severity, plain, section_rule
from awsconf.snapshot import Scene
from awsconf.text import has_mixed_ends


@section_rule(Severity.ERROR, fixable=True, odd=True)
def duplicate_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting that stands twice in one section.

    The AWS CLI, boto3 and everything else built on botocore refuse the *whole file* for it, and
    name neither the line nor the setting; other SDKs take the last one (boto/botocore#2395).
    Python compares names without regard to case, so `Region` repeats `region`.
    A copy that says the same under the same spelling is deleted safely; which of two different
    values is meant, only you know.

    ```ini config
    [profile dev]
    region = eu-west-1
    region = us-east-1
    ^^^^^^ duplicate-setting: `region` stands here a second time, so the AWS CLI and boto3 refuse the whole file
    ```
    """
    kinds = {problem.kind for problem in part.reading.problems}
    alone = kinds == {ProblemKind.DUPLICATE_SETTING} and not has_mixed_ends(part.section.text)
    for before, again in _repetitions(part):
        name = plain(again.name)
        yield Finding(
            part.at(again.line.name),
            "`{setting}` stands here a second time, so the AWS CLI and boto3 refuse the whole file",
            setting=name,
            profile=part.owner,
            related=(Related(part.at(before.line.name), "the first one"),),
            fixes=tuple(_fixes(part, name, before, again, alone=alone)),
        )


def _repetitions(part: Part) -> Iterator[tuple[Value, Value]]:
    """Each setting that is repeated, with its repetition; a third one repeats the second."""
    following = dict(part.reading.settings)
    pairs = []
    for problem in reversed(part.reading.problems):
        if problem.kind is ProblemKind.DUPLICATE_SETTING and problem.before is not None:
            name = part.section.read(problem.line.name).lower()
            if is_pasted(part.section, problem.line):
                continue
            pairs.append((problem.before, following[name]))
            following[name] = problem.before
    return reversed(pairs)


def _fixes(part: Part, name: str, before: Value, again: Value, *, alone: bool) -> Iterator[Fix]:
    """`alone` says that nothing else is wrong with the section."""
    delete_before = (Edit(part.at(before.lines), ""),)
    delete_again = (Edit(part.at(again.lines), ""),)
    if before.text != again.text:
        yield Fix(f"Delete this `{name}`", delete_again)
        yield Fix(f"Delete the first `{name}`", delete_before)
        return
    # JavaScript and Java know `region` alone, so of `Region` and `region` the latter stays.
    first, second = before.name, again.name
    keeps_second = first != second and second.islower()
    kept, gone = (again, before) if keeps_second else (before, again)
    # To Go, an indented line may be part of the block above it.
    plain = kept.is_as_plain_as(gone) and not before.line.indent and not again.line.indent
    safe = plain and alone and not part.swallows_header
    edits = delete_before if keeps_second else delete_again
    yield Fix(f"Delete one `{name}` of the two", edits, safe=safe, preferred=True)
