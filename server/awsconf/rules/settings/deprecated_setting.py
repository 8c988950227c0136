"""The rule `deprecated-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import find
from awsconf.edits import Edit
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.values.amiss import Spot, every_spot, is_foreign

_NAMES = ("disable_s3_express_session_auth", "imds_use_ipv6", "parent_profile", "sdk-ua-app-id")


@section_rule(Severity.WARNING, needs=_NAMES, fixable=True)
def deprecated_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting under a name that was given up, and that most readers no longer know.

    Some stood in the documentation only, some are kept by one SDK for old files. What a sign-in,
    a session token and the AWS CLI have given up is told by rules of their own.

    ```ini config
    [profile dev]
    sdk-ua-app-id = billing
    ^^^^^^^^^^^^^ deprecated-setting: `sdk-ua-app-id` is the old name of `sdk_ua_app_id`, which more SDKs read
    ```
    """
    for spot in every_spot(part):
        if spot.name in _NAMES and spot.parent is None and not is_foreign(part):
            yield from _findings(spot)


def _findings(spot: Spot) -> Iterator[Finding]:
    part, old = spot.part, find(spot.part.reading.kind, spot.name)
    if old is None or old.deprecated_by is None:
        return
    name = old.deprecated_by.partition(".")[2]
    new = find(part.reading.kind, name)
    is_same = new is not None and new.type == old.type
    told = _TOLD.get(spot.name, "is the old name of `{new}`, which more SDKs read")
    fixes: tuple[Fix, ...] = ()
    if name not in part.reading.settings:
        rename = Fix(f"Rename to `{name}`", (Edit(spot.name_at, name),), preferred=True)
        fixes = (rename,) if is_same else tuple(_translated(spot, name))
    yield Finding(
        spot.name_at,
        "`{old}` " + told,
        old=spot.name,
        new=name,
        profile=part.owner,
        fixes=fixes,
    )


_TOLD = {
    "disable_s3_express_session_auth": "stands in documentation only; SDKs read `{new}`",
    "imds_use_ipv6": "is read by boto3 and the AWS CLI alone; `{new}` is read by all",
    "parent_profile": "is no longer read by aws-vault; its name is `{new}` now",
}


def _translated(spot: Spot, name: str) -> Iterator[Fix]:
    """`imds_use_ipv6 = true` in the words of the setting that took its place."""
    if spot.text.lower() == "true":
        edits = (Edit(spot.name_at, name), *spot.replaced("IPv6"))
        yield Fix(f"Replace by `{name} = IPv6`", edits, preferred=True)
