"""The rule `session-region-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Found
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.sections.sessions import Portal, is_like_region, portals, usual
from awsconf.snapshot import Snapshot


@pair_rule(Severity.HINT, Certainty.HINT, needs=("sso_region",), fixable=True)
def session_region_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """One start URL with different Regions.

    An instance of IAM Identity Center has its home in one Region, which is not that of the
    services; asked elsewhere, it answers `invalid grant` (aws/aws-cli#5058). An instance that is
    replicated may answer in several Regions, so this is a hint.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [sso-session team]
    sso_region = us-east-1
                 ^^^^^^^^^ session-region-mismatch: the session `corp` has another Region for the same start URL
    sso_start_url = https://corp.awsapps.com/start
    ```
    """
    for same in portals(snapshot).values():
        placed = [(portal, region) for portal in same if (region := portal.region)]
        if len({region.text for _, region in placed}) > 1:
            best = usual(region.text for _, region in placed)
            model = next(portal for portal, region in placed if region.text == best)
            for _, region in placed:
                if region.text != best:
                    yield _finding(region, model, best)


def _finding(region: Found, model: Portal, best: str) -> Finding:
    is_named = is_like_region(best) and region.part.reading.name
    return Finding(
        region.at,
        "{other} has another Region for the same start URL",
        other=model.owner,
        related=(Related(model.region.at, "the other one"),) if model.region else (),
        fixes=(Fix(f"Change to `{best}`", (Edit(region.at, best),)),) if is_named else (),
    )
