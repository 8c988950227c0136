"""The rule `misplaced-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.naming import dropped, home, is_flat, is_read
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import Line, LineKind, SectionKind
from awsconf.values.amiss import is_foreign
from awsconf.values.nesting import into_block, out_of_block


@section_rule(Severity.WARNING, unusual=True, fixable=True)
def misplaced_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting that is read in another kind of section, in a block, or beside one.

    `sso_account_id` belongs to a profile and not to its session, `addressing_style` below `s3 =`,
    `region` beside it; elsewhere nobody reads them. Of endpoints in the credentials file,
    `endpoint-not-honoured` speaks.

    ```ini config
    [profile dev]
    addressing_style = path
    ^^^^^^^^^^^^^^^^ misplaced-setting: `addressing_style` is not read here, but below `s3`
    ```
    """
    if part.reading.kind in _KINDS and not is_flat(part):
        yield from _misplaced(part)


_KINDS = (SectionKind.PROFILE, SectionKind.SSO_SESSION, SectionKind.SERVICES)


def _misplaced(part: Part) -> Iterator[Finding]:
    kind, settings = part.reading.kind, {} if is_foreign(part) else part.reading.settings
    spoken_of = [line for name in settings for line in dropped(part, name)]
    for name, value in settings.items():
        place = None if is_read(kind, name, nested=value.is_nested) else home(kind, name)
        if place is not None and value.line not in spoken_of:
            joins = place == "below `s3`" and not value.following
            edits = into_block(part, value.line, "s3", name) if joins else ()
            yield _finding(part, value.line, place, edits)
        for line in value.following if value.is_nested else ():
            nested = part.section.read(line.name)
            if line.kind is LineKind.SETTING and not is_read(kind, nested, name, nested=False):
                place = home(kind, nested, name)
                edits = out_of_block(part, line, name) if place != "in a profile" else ()
                if place is not None:
                    yield _finding(part, line, place, edits)


def _finding(part: Part, line: Line, place: str, edits: tuple[Edit, ...]) -> Finding:
    return Finding(
        part.at(line.name),
        "`{setting}` is not read here, but {place}",
        setting=part.section.read(line.name),
        place=place,
        profile=part.owner,
        fixes=fix(f"Move {place}", edits, preferred=True),
    )
