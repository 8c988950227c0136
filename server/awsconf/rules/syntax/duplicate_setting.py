"""The rule `duplicate-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.reading import Part, ProblemKind
from awsconf.rule import Finding, Fix, Related, Severity, section_rule
from awsconf.snapshot import Scene


@section_rule(Severity.ERROR)
def duplicate_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting that stands twice in one section.

    The AWS CLI, boto3 and everything else built on botocore refuse the *whole file* for it, and
    name neither the line nor the setting; other SDKs take the last one (boto/botocore#2395).
    Python compares names without regard to case, so `Region` repeats `region`.

    ```ini config
    [profile dev]
    region = eu-west-1
    region = us-east-1
    ^^^^^^ duplicate-setting: `region` stands here a second time, so the AWS CLI and boto3 refuse the whole file
    ```
    """
    for problem in part.reading.problems:
        if problem.kind is not ProblemKind.DUPLICATE_SETTING or problem.first is None:
            continue
        name = part.section.read(problem.line.name)
        yield Finding(
            part.at(problem.line.name),
            "`{setting}` stands here a second time, so the AWS CLI and boto3 refuse the whole file",
            setting=name,
            related=(Related(part.at(problem.first.name), "the first one"),),
            fixes=(
                Fix(f"Delete this `{name}`", (Edit(part.at(problem.line.whole), ""),)),
                Fix(f"Delete the first `{name}`", (Edit(part.at(problem.first.whole), ""),)),
            ),
        )
