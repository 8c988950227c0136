"""The rule `empty-value`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.portability.disagreement import compared, settings, views
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned


@section_rule(Severity.ERROR, odd=True)
def empty_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting without a value that takes the settings below it for its own.

    To JavaScript and Go an empty setting opens a block, and each indented line after it belongs to
    the block, even where it is no further in than the empty one; the AWS CLI and boto3 look at how
    far in each line is, and see settings of the profile. So where a whole section is indented, what
    follows `s3 =` and its block is lost to them.
    An empty setting that has nothing indented below it does no harm.

    ```ini config
    [profile dev]
      cli_pager =
      region = eu-west-1
      ^^^^^^ empty-value: JavaScript and Go take this setting for part of the empty `cli_pager` above it, the AWS CLI and boto3 for one of its own
    ```
    """
    own = {value.line.text: value for value in part.reading.settings.values()}
    for value, setting in compared(part):
        if value.line.value < value.line.stop or not value.line.indent:
            continue
        lost = {
            dialect: set(own).intersection(_inside(found, value.line.text))
            for dialect, found in views(part).items()
        }
        captors = concerned(scene.options, (dialect for dialect, names in lost.items() if names))
        others = concerned(scene.options, (Dialect.PYTHON,))
        if captors:
            first = own[min(set().union(*lost.values()))]
            yield Finding(
                part.at(first.line.name),
                "{captors} this setting for part of the empty `{setting}` above it"
                + (", {others} for one of its own" if others else ""),
                captors=captors.does("takes", "take"),
                others=str(others),
                profile=part.owner,
                setting=setting.name,
            )


def _inside(found: Evaluation, start: int) -> Iterator[int]:
    """Where the settings begin that an SDK takes for parts of the one that begins at `start`."""
    for each in settings(found):
        if each.name_at.start == start:
            yield from (inner.name_at.start for inner in each.nested.values())
