"""The rule `uppercase-setting`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.catalogue import find
from awsconf.edits import Edit
from awsconf.entries import Setting as Known
from awsconf.portability.disagreement import compared, takes
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part, ProblemKind
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import Line, LineKind
from awsconf.targets import concerned, reads


@section_rule(Severity.WARNING, odd=True, fixable=True)
def uppercase_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting whose name is not in lower case.

    The AWS CLI, boto3, Go and Rust do not care; JavaScript, Java, the C runtime and Ruby look for
    the name as AWS writes it and find nothing, so that a pasted `AWS_ACCESS_KEY_ID` is no key to
    them. In a block, all but Go care.

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
        taken = takes(part, value).items()
        # Where it stands in both forms, `duplicate-setting` says so.
        if value.name.lower() not in twice:
            names = ((d, {each.name for each in take.settings}) for d, take in taken)
            yield from _findings(part, value.line, setting, dict(names), scene)
        for line in value.following if value.is_nested else ():
            inner = find(part.reading.kind, part.section.read(line.name), setting.name)
            if line.kind is LineKind.SETTING and inner is not None and inner.origin == "aws":
                blocks = ((d, set(take.setting.nested)) for d, take in taken if take.setting)
                yield from _findings(part, line, inner, dict(blocks), scene)


def _findings(
    part: Part, line: Line, setting: Known, names: Mapping[Dialect, set[str]], scene: Scene
) -> Iterator[Finding]:
    """What is to be said of a line in which each SDK finds settings of these names, if any."""
    name = part.section.read(line.name)
    lower = name.lower()
    strangers = concerned(
        scene.options,
        (who for who, own in names.items() if own and lower not in own and reads(who, setting)),
    )
    if name != lower and strangers:
        # Not safe: to them, the setting is new.
        rename = Fix(f"Write `{lower}`", (Edit(part.at(line.name), lower),), preferred=True)
        yield Finding(
            part.at(line.name),
            "{strangers} not know `{setting}`; write `{lower}`",
            strangers=strangers.does("does", "do"),
            profile=part.owner,
            setting=name,
            lower=lower,
            fixes=(rename,),
        )
