"""The rule `multiline-value`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import is_secret
from awsconf.portability.disagreement import compared, swallowed, takes
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import LineKind
from awsconf.targets import concerned
from awsconf.text import Span


@section_rule(Severity.WARNING, odd=True)
def multiline_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A value that goes on in further, indented lines.

    The AWS CLI, boto3, Rust, Java and the C runtime join the lines, with the line ends between
    them; JavaScript and Ruby take the first line alone, Go what does not look like a setting.
    Nothing of AWS needs such a value. A secret or a token that was pasted over two lines works
    nowhere, since a line end is now part of it, or the rest is gone.

    ```ini config
    [profile dev]
    credential_process = /opt/bin/credentials
        json dev
        ^^^^^^^^ multiline-value: the AWS CLI, boto3, Go, Rust, Java and the C runtime take this line for more of `credential_process`, JavaScript does not; write the value on one line
    ```
    """
    for value, setting in compared(part):
        if not value.following or value.is_nested or any(swallowed(part, value)):
            continue
        line = next(line for line in value.following if line.kind is not LineKind.BLANK)
        taken = takes(part, value).items()
        joiners = concerned(scene.options, (d for d, take in taken if take.holds(line)))
        others = concerned(
            scene.options, (d for d, take in taken if not take.refuses and not take.holds(line))
        )
        secret = is_secret(setting.name)
        if joiners and (others or secret):
            yield Finding(
                part.at(Span(line.text, line.stop)),
                "{joiners} this line for more of `{setting}`"
                + (", {others}" if others else "")
                + "; write the value on one line",
                joiners=joiners.does("takes", "take"),
                others=others.does("does not", "do not"),
                profile=part.owner,
                setting=setting.name,
                severity=Severity.ERROR if secret else None,
            )
