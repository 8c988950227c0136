"""The rule `colon-delimiter`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.portability.disagreement import compared, takes
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned, reads
from awsconf.text import Span


@section_rule(Severity.WARNING, odd=True, fixable=True)
def colon_delimiter(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting with a colon between its name and its value.

    The AWS CLI, boto3 and Go take a colon for an equals sign. JavaScript and the C runtime pass over
    the line, and Rust and Java refuse the whole file, as the shared tests of the SDKs demand
    (aws/aws-sdk-js#2181).

    ```ini config
    [profile dev]
    region: eu-west-1
          ^ colon-delimiter: with a colon here, Rust and Java refuse the whole file, JavaScript and the C runtime pass over `region`; write `=`
    ```
    """
    for value, setting in compared(part):
        line = value.line
        colon = part.section.text.find(":", line.name_end, line.value)
        if colon < 0:
            continue
        taken = takes(part, value).items()
        refusing = concerned(scene.options, (d for d, take in taken if take.refuses))
        losing = concerned(
            scene.options,
            (
                dialect
                for dialect, take in taken
                if not (take.refuses or take.knows(setting.name)) and reads(dialect, setting)
            ),
        )
        happens = (
            refusing.does("refuses the whole file", "refuse the whole file"),
            losing.does("passes over `{setting}`", "pass over `{setting}`"),
        )
        if refusing or losing:
            yield Finding(
                part.at(Span(colon, colon + 1)),
                f"with a colon here, {', '.join(filter(None, happens))}; write `=`",
                profile=part.owner,
                setting=setting.name,
                fixes=(_fix(part, Span(line.name_end, line.value)),),
            )


def _fix(part: Part, delimiter: Span) -> Fix:
    """Not safe: to those who passed over the line, the setting is new."""
    blanks = part.section.read(delimiter).partition(":")
    text = " = " if blanks == ("", ":", " ") else "=".join((blanks[0], blanks[2]))
    return Fix("Write `=`", (Edit(part.at(delimiter), text),), preferred=True)
