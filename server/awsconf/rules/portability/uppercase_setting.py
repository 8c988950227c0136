"""The rule `uppercase-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.entries import Setting as Known
from awsconf.portability.disagreement import compared, takes
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part, ProblemKind, Value
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.targets import Concerned, concerned, reads


@section_rule(Severity.WARNING, odd=True, fixable=True)
def uppercase_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting whose name is not in lower case.

    The AWS CLI, boto3, Go and Rust do not care; JavaScript, Java, the C runtime and Ruby look for
    the name as AWS writes it and find nothing, so that a pasted `AWS_ACCESS_KEY_ID` is no key to
    them.

    ```ini credentials
    [dev]
    AWS_ACCESS_KEY_ID = <AKIA dev>
    ^^^^^^^^^^^^^^^^^ uppercase-setting: JavaScript, Java and the C runtime do not know `AWS_ACCESS_KEY_ID`; write `aws_access_key_id`
    aws_secret_access_key = <secret dev>
    ```
    """
    twice = {
        part.section.read(problem.line.name).lower()
        for problem in part.reading.problems
        if problem.kind is ProblemKind.DUPLICATE_SETTING
    }
    for value, setting in compared(part):
        lower = value.name.lower()
        # Where it stands in both forms, `duplicate-setting` says so.
        if value.name == lower or lower in twice:
            continue
        strangers = concerned(scene.options, _strangers(part, value, setting))
        if strangers:
            yield _finding(part, value, strangers)


def _strangers(part: Part, value: Value, setting: Known) -> Iterator[Dialect]:
    """The SDKs that take the setting for another one, and would read it in lower case."""
    for dialect, take in takes(part, value).items():
        if take.settings and not take.knows(value.name.lower()) and reads(dialect, setting):
            yield dialect


def _finding(part: Part, value: Value, strangers: Concerned) -> Finding:
    at, lower = part.at(value.line.name), value.name.lower()
    return Finding(
        at,
        "{strangers} not know `{setting}`; write `{lower}`",
        strangers=strangers.does("does", "do"),
        profile=part.owner,
        setting=value.name,
        lower=lower,
        # Not safe: to them, the setting is new.
        fixes=(Fix(f"Write `{lower}`", (Edit(at, lower),), preferred=True),),
    )
