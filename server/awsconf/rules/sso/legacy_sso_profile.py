"""The rule `legacy-sso-profile`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Related, Severity, fix, pair_rule
from awsconf.sections.extraction import extracted
from awsconf.sections.sessions import REQUIRED, same_portal, signing_in
from awsconf.snapshot import Snapshot


@pair_rule(Severity.INFO, needs=("sso_start_url",), fixable=True)
def legacy_sso_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """Profiles that say themselves where to sign in, instead of naming a session.

    It works, but the token is not renewed, so that one signs in again every few hours, and every
    profile repeats the start URL (AWS CLI User Guide, "Configuring IAM Identity Center
    authentication"). Tools that are older than sessions know no other way (kayac/ecspresso#519).

    ```ini config
    [profile dev]
    sso_start_url = https://corp.awsapps.com/start
    ^^^^^^^^^^^^^ legacy-sso-profile: `dev` and 1 more sign in without a session, so their token is not renewed
    sso_region = eu-west-1
    sso_account_id = 111122223333
    sso_role_name = Developer

    [profile prod]
    sso_start_url = https://corp.awsapps.com/start
    sso_region = eu-west-1
    sso_account_id = 444455556666
    sso_role_name = Developer
    ```
    """
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile, said in signing_in(snapshot):
        if said.session is None and said.names.issuperset(REQUIRED):
            url, region = profile.text("sso_start_url"), profile.text("sso_region")
            groups[same_portal(url or ""), region or ""].append(profile)
    for profiles in groups.values():
        yield _finding(snapshot, profiles)


def _finding(snapshot: Snapshot, profiles: list[Profile]) -> Finding:
    urls = [found for profile in profiles if (found := _url(profile))]
    name, edits = extracted(snapshot, profiles)
    return Finding(
        urls[0].name_at,
        "`{profile}` and {count} more sign in without a session, so their token is not renewed"
        if len(profiles) > 1
        else "`{profile}` signs in without a session, so its token is not renewed",
        profile=profiles[0].name,
        count=str(len(profiles) - 1),
        related=tuple(Related(url.name_at, "here as well") for url in urls[1:_SHOWN]),
        fixes=fix(f"Sign in through the session `{name}`", edits),
    )


_SHOWN = 6


def _url(profile: Profile) -> Found | None:
    return profile.get("sso_start_url")
