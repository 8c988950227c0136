"""The rule `indented-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.portability.disagreement import is_harmless
from awsconf.portability.indentation import dedented, indented
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, plain, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import LineKind
from awsconf.targets import concerned


@section_rule(Severity.WARNING, odd=True, fixable=True)
def indented_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A header, a first setting or a comment that does not begin in the first column.

    To the AWS CLI, boto3, JavaScript and Go that makes no difference. Rust, Java (and with it
    JetBrains' toolkit) and the C runtime take each indented line for more of the setting above it:
    where there is none, they refuse the whole file, and otherwise the text of a comment becomes part
    of a value (aws/aws-toolkit-jetbrains#3279, smithy-lang/smithy-rs#1488).

    ```ini config
    [profile dev]
      region = eu-west-1
      ^^^^^^ indented-setting: Rust, Java and the C runtime refuse the whole file for this indented setting; begin it in the first column
      output = json
    ```
    """
    for found in indented(part):
        refusing = concerned(scene.options, found.refusing)
        folding = concerned(scene.options, found.folding)
        if not refusing and not folding:
            continue
        first = found.lines[0]
        edits = dedented(part, found.lines)
        yield Finding(
            part.at(first.name if first.kind is LineKind.SETTING else first.span),
            "{happens} this indented {what}"
            + (" for more of `{setting}`" if folding else "")
            + "; begin it in the first column",
            happens=refusing.does("refuses the whole file for", "refuse the whole file for")
            or folding.does("takes", "take"),
            what=first.kind.value,
            profile=part.owner,
            setting=plain(found.setting),
            fixes=fix(
                "Delete the indentation", edits, safe=is_harmless(part, edits), preferred=True
            ),
        )
