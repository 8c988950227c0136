"""The rule `multiline-value`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import is_secret, known
from awsconf.portability.disagreement import compared, swallowed, takes
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part, Value
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import LineKind
from awsconf.targets import concerned
from awsconf.text import Span
from awsconf.values.broken import joining


@section_rule(Severity.WARNING, odd=True, fixable=True)
def multiline_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A value that goes on in further, indented lines.

    The AWS CLI, boto3, Rust, Java and the C runtime join the lines, with the line ends between
    them; JavaScript and Ruby take the first line alone, Go what does not look like a setting.
    Nothing of AWS needs such a value. A secret or a token that was pasted over two lines works
    nowhere, since a line end is now part of it, or the rest is gone. Where all of it stands below
    the name, with a `=` in it, it is a block and no value to anybody.

    ```ini config
    [profile dev]
    credential_process = /opt/bin/credentials
        json dev
        ^^^^^^^^ multiline-value: the AWS CLI, boto3, Go, Rust, Java and the C runtime take this line for more of `credential_process`, JavaScript does not; write the value on one line
    ```
    """
    for value, setting in compared(part):
        if value.is_nested and setting.type != "section":
            yield from _block(part, value, setting.name, scene)
        if not value.following or value.is_nested or any(swallowed(part, value)):
            continue
        line = next(line for line in value.following if line.kind is not LineKind.BLANK)
        taken, secret = takes(part, value).items(), is_secret(setting.name)
        joiners = concerned(scene.options, (d for d, take in taken if take.holds(line)))
        rest = {d for d, take in taken if not take.refuses and not take.holds(line)}
        others = concerned(scene.options, rest)
        if joiners and (others or secret):
            yield Finding(
                part.at(Span(line.text, line.stop)),
                "{joiners} this line for more of `{setting}`{others}; write the value on one line",
                joiners=joiners.does("takes", "take"),
                others=f", {others.does('does not', 'do not')}" if others else "",
                profile=part.owner,
                setting=setting.name,
                severity=Severity.ERROR if secret else None,
                fixes=fix("Join the lines", joining(part, value), preferred=True),
            )


def _block(part: Part, value: Value, name: str, scene: Scene) -> Iterator[Finding]:
    """A block below a setting that takes none; `missing-delimiter` speaks of lines without `=`."""
    taken = takes(part, value)
    readers = concerned(scene.options, (d for d, take in taken.items() if take.has_block))
    lines = [line for line in value.following if line.kind is LineKind.SETTING]
    if not readers or not lines or taken[Dialect.PYTHON].refuses:
        return
    is_setting = known(part.reading.kind, part.section.read(lines[0].name))
    remedy = "delete the blanks before it" if is_setting else "write the value on one line"
    yield Finding(
        part.at(Span(lines[0].text, lines[0].stop)),
        "{readers} this line for part of a block, but `{setting}` takes a value; {remedy}",
        readers=readers.does("takes", "take"),
        remedy=_REMEDIES.get(name, remedy),
        profile=part.owner,
        setting=name,
        severity=Severity.ERROR,
    )


_REMEDIES = {"services": "name a section `[services …]` there, and put the block into it"}
