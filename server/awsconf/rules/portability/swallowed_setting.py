"""The rule `swallowed-setting`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.portability.disagreement import compared, swallowed, takes
from awsconf.readers.reading import Part, Value
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import Line, LineKind
from awsconf.targets import concerned
from awsconf.text import Span


@section_rule(Severity.ERROR, odd=True, fixable=True)
def swallowed_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting or a header that is indented, so that it is part of the value above it.

    To the AWS CLI, boto3, Rust, Java and the C runtime a line that is further in than the setting
    above carries its value on: the Region becomes two lines long, and the setting is never seen.
    JavaScript and Go take the line for what it looks like.

    ```ini config
    [profile dev]
    region = eu-west-1
      role_arn = arn:aws:iam::111122223333:role/Dev
      ^^^^^^^^ swallowed-setting: this line is part of `region` for the AWS CLI, boto3, Rust, Java and the C runtime, a setting for JavaScript and Go; delete the blanks before it
    ```
    """
    for value, setting in compared(part):
        lines = tuple(swallowed(part, value))
        taken = takes(part, value) if lines else {}
        names = Counter(part.section.read(line.name).lower() for line in lines)
        for line in lines:
            holders = concerned(scene.options, (d for d, take in taken.items() if take.holds(line)))
            others = concerned(
                scene.options,
                (d for d, take in taken.items() if not take.refuses and not take.holds(line)),
            )
            is_header = line.kind is LineKind.HEADER
            if holders:
                what = "header" if is_header else "setting"
                yield Finding(
                    part.at(line.span if is_header else line.name),
                    "this line is part of `{setting}` for {holders}"
                    + (f", a {what} for {{others}}" if others else "")
                    + "; delete the blanks before it",
                    profile=part.owner,
                    setting=setting.name,
                    holders=str(holders),
                    others=str(others),
                    fixes=fix(
                        "Delete the blanks", _edits(part, value, line, names), preferred=True
                    ),
                )
            if is_header:
                # What follows is not meant for this section.
                return


def _edits(part: Part, value: Value, line: Line, names: Counter[str]) -> tuple[Edit, ...]:
    """The edits that bring a line as far out as the setting above; none where it stands twice.

    Nor where it has no value and lines below it, which would become a block.
    """
    name = part.section.read(line.name).lower()
    if name in part.reading.settings or names[name] > 1 or line.kind is LineKind.HEADER:
        return ()
    if line.value == line.stop and line != value.following[-1]:
        return ()
    indent = value.line.indent
    return (Edit(part.at(Span(line.start + indent, line.text)), ""),)
