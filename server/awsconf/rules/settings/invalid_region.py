"""The rule `invalid-region`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.evidence import Certainty
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned
from awsconf.values.accepted import is_blank, is_dressed
from awsconf.values.amiss import Spot, empty, is_foreign, replacements, shown, spot
from awsconf.values.regions import NoRegion, no_region

_NAMES = ("granted_sso_region", "region", "sso_region", "target_region")


@section_rule(Severity.ERROR, needs=_NAMES, unusual=True, fixable=True)
def invalid_region(part: Part, scene: Scene) -> Iterator[Finding]:
    """A Region that is none: an Availability Zone, a place, a list, or a slip of the keys.

    The AWS CLI and boto3 refuse only what no host name may hold (`us_east_1`, `N. Virginia`); from
    `us-east-1a` they make the address of a host that does not exist (aws/chalice#89). What has the
    form of a Region and is not on our list may be a new one, and is a mere hint; so is a word
    beside an `endpoint_url`, where another maker's service may want it.

    ```ini config
    [profile dev]
    region = us-east-1a
             ^^^^^^^^^^ invalid-region: `region` is set to `us-east-1a`, which is an Availability Zone, not a Region; write `us-east-1`
    ```
    """
    yield from empty(part, "region", scene)
    for name in _NAMES:
        value = part.reading.settings.get(name)
        # Most have a good one, and are done with here.
        found = no_region(value.text) if value is not None else None
        where = spot(part, name) if found is not None else None
        if where is None or found is None or is_foreign(part):
            continue
        if is_dressed(where.text) or is_blank(where.text):
            continue
        foreign = not _ENDPOINTS.isdisjoint(part.reading.names)
        yield _finding(where, found, scene, foreign=foreign)


_ENDPOINTS = frozenset({"endpoint_url", "services"})


def _finding(where: Spot, found: NoRegion, scene: Scene, *, foreign: bool) -> Finding:
    doubtful = found.may_be_one or (foreign and not found.is_refused and where.name == "region")
    python = concerned(scene.options, (Dialect.PYTHON,))
    refused = f", so {python} refuse it" if python and found.is_refused and not found.sure else ""
    remedy = f"; write `{found.meant[0]}`" if found.sure else ""
    near = bool(found.meant) and not found.is_more and where.text.isprintable()
    if found.meant and not found.sure:
        remedy = f"; did you mean `{found.meant[0]}`?"
    return Finding(
        where.at,
        "`{setting}` is set to `{value}`, which {wrong}" + refused + remedy,
        setting=where.name,
        value=where.text if near else shown(where.text),
        wrong=found.wrong,
        severity=Severity.HINT if doubtful else _severity(found),
        certainty=Certainty.HINT if doubtful else None,
        profile=where.part.owner,
        fixes=replacements(where, found.meant[:5], sure=found.sure and not doubtful),
    )


def _severity(found: NoRegion) -> Severity | None:
    return None if found.sure or found.is_refused else Severity.WARNING
