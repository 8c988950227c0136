"""The rule `invalid-value`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import never_empty, of_type
from awsconf.evidence import Certainty
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.values.accepted import JUDGED, Misfit, misfit
from awsconf.values.amiss import (
    Spot,
    effect,
    empty,
    empty_inside,
    is_foreign,
    replacements,
    shown,
    spots,
)

_NAMES = of_type(SectionKind.PROFILE, *JUDGED)
# A Region and a services section have rules of their own.
_NEVER_EMPTY = never_empty(SectionKind.PROFILE) - {"region", "services"}
_BLOCKS = frozenset({"s3", "api_versions", "emr"})
_NEEDS = sorted(_NAMES | _NEVER_EMPTY | _BLOCKS)


@section_rule(Severity.WARNING, needs=_NEEDS, unusual=True, fixable=True)
def invalid_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A value that its setting does not take: a wrong word, no number, a number out of bounds.

    What happens then differs from setting to setting and from SDK to SDK. The AWS CLI and boto3
    raise for `retry_mode = Standard`, since they compare letter by letter, and for every client of
    the profile; `duration_seconds = 1h` they pass over, and JavaScript reads it as one second. It
    is an error where one of the SDKs that you use refuses the value.

    ```ini config
    [profile dev]
    retry_mode = Standard
                 ^^^^^^^^ invalid-value[error]: `retry_mode` is set to `Standard`, which the AWS CLI and boto3 refuse (`InvalidRetryModeError`); write `standard`
    ```
    """
    for spot in spots(part, *JUDGED):
        found = misfit(part.reading.kind, spot.name, spot.text, spot.parent)
        if found is not None and spot.name not in _ELSEWHERE and not is_foreign(part):
            yield from _findings(spot, found, scene)
    for name in sorted(part.reading.names & _NEVER_EMPTY):
        yield from empty(part, name, scene)
    if not part.reading.names.isdisjoint(_BLOCKS):
        yield from empty_inside(part, scene)


# The rule `unknown-credential-source` has it.
_ELSEWHERE = ("credential_source",)


def _findings(spot: Spot, found: Misfit, scene: Scene) -> Iterator[Finding]:
    clause, severity = effect(found.effects, scene.options)
    # Of what is only known to trouble an SDK that nobody here uses, nothing is said.
    if found.effects and not clause:
        return
    near = found.better and found.is_word and spot.text.isprintable()
    yield Finding(
        spot.at,
        "`{setting}` is set to `{value}`" + (clause or ", which it does not take") + "; {takes}",
        setting=f"{spot.parent}.{spot.name}" if spot.parent else spot.name,
        value="…" if spot.name in _IDENTIFIERS else spot.text if near else shown(spot.text),
        takes=found.takes,
        severity=severity,
        certainty=Certainty.PROOF if clause else Certainty.STRONG,
        profile=spot.part.owner,
        fixes=replacements(spot, found.better, sure=found.sure, known=found.is_word),
    )


_IDENTIFIERS = ("aws_account_id", "external_id", "sso_account_id")
