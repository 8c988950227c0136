"""The rule `variable-in-value`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.catalogue import find, of_type
from awsconf.credentials.statics import KEYS
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import REFERENCES, Scene
from awsconf.targets import concerned
from awsconf.text import At
from awsconf.values.amiss import Spot, every_spot, is_foreign, shown


@section_rule(Severity.WARNING, odd=True)
def variable_in_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A value with an environment variable or a `~`, which nobody replaces in these files.

    `$REGION`, `${REGION}` and `%REGION%` are sent as they are written (aws/aws-cli#6082), and
    `~/token` is looked for in a folder of that name, which is not there. Commands are another
    matter, and so are keys, role ARNs and names of profiles: the rules about those speak of them.

    ```ini config
    [profile dev]
    region = $AWS_REGION
             ^^^^^^^^^^^ variable-in-value: `region` holds the variable `$AWS_REGION`, which nothing replaces in these files; write its value
    ```
    """
    for spot in every_spot(part):
        if spot.name not in _ELSEWHERE and re.search(r"[$%~]", spot.text):
            yield from _findings(spot, scene)


_ELSEWHERE = KEYS | frozenset(REFERENCES) | {"role_arn", "credential_source"}


def _findings(spot: Spot, scene: Scene) -> Iterator[Finding]:
    part, text = spot.part, spot.text
    setting = find(part.reading.kind, spot.name, spot.parent)
    if setting is None or setting.origin != "aws" or setting.type == "command" or is_foreign(part):
        return
    start = spot.at.start
    for match in re.finditer(r"\$\{[^}]{0,256}\}+|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%", text):
        yield Finding(
            At(part.role, start + match.start(), start + match.end()),
            "`{setting}` holds the variable `{variable}`, which nothing replaces in these files;"
            " write its value",
            setting=spot.name,
            variable="…" if shown(match[0].strip("${}%")) == "…" else match[0],
            profile=part.owner,
        )
    python = concerned(scene.options, (Dialect.PYTHON,))
    if python and spot.name in of_type(part.reading.kind, "path") and re.match(r"~[\w.-]*/", text):
        yield Finding(
            spot.at,
            "`{setting}` begins with `~`, which {who} do not replace by the home directory;"
            " write the whole path",
            setting=spot.name,
            who=str(python),
            profile=part.owner,
        )
