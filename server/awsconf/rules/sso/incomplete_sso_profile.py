"""The rule `incomplete-sso-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.finding import once, series
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.sections.extraction import region_added
from awsconf.sections.sessions import REQUIRED, is_for_tokens, lacking, sessions_named, signing_in
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, needs=(*REQUIRED, "sso_session"), fixable=True)
@once(by="tool")
def incomplete_sso_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile, or the session it names, without all that a sign-in takes.

    botocore says `The profile "dev" is configured to use SSO but is missing required
    configuration: sso_role_name` (aws/aws-cli#5024). Without both account and role it passes over
    the rest; JavaScript and Java refuse the profile. One that only names a session is complete for
    services that take a bearer token, and so is a hint, or nothing where the session's scopes are
    for such services alone.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [profile dev]
    sso_session = corp
    sso_account_id = 111122223333
    ^^^^^^^^^^^^^^ incomplete-sso-profile[hint]: `dev` lacks `sso_role_name` to sign in with, unless the credentials file, which is not in view, cures that
    ```
    """
    for profile, said in signing_in(snapshot):
        sessions = sessions_named(snapshot, said.session)
        if said.idle or (said.session is not None and not sessions):
            continue
        if missing := lacking(profile, sessions):
            session = sessions[-1] if sessions else None
            yield from _findings(snapshot, profile, said.asks, session, missing)


def _findings(
    snapshot: Snapshot, profile: Profile, asks: bool, session: Part | None, missing: list[str]
) -> Iterator[Finding]:
    shared = [name for name in missing if name not in REQUIRED[:2]]
    if session is not None and shared:
        yield _finding(snapshot, profile, shared, session)
    elif session is None or asks:
        yield _finding(snapshot, profile, missing, None)
    elif not is_for_tokens(session):
        template = "`{profile}` gets a token from its session, but no credentials"
        at, hint = profile.home.header_at, Severity.HINT
        yield Finding(at, template, severity=hint, profile=profile.name)


def _finding(
    snapshot: Snapshot, profile: Profile, missing: list[str], session: Part | None
) -> Finding:
    found = next(found for name in _ANCHORS if (found := profile.get(name)))
    anybody = session is not None or found.value.name.lower() in REQUIRED[:2]
    finding = Finding(
        found.name_at if session is None else session.header_at,
        ("`{profile}`" if session is None else "the session of `{profile}`")
        + " lacks {missing} to sign in with",
        severity=None if anybody else Severity.WARNING,
        profile=profile.name,
        missing=series(missing),
        fixes=tuple(region_added(snapshot, profile)) if missing == ["sso_region"] else (),
    )
    if session is None:
        finding = finding.unless_unseen(snapshot.scene, found.role.other)
    return finding if anybody else finding.unless_tool(snapshot.tools[found.role])


_ANCHORS = ("sso_account_id", "sso_role_name", "sso_start_url", "sso_region", "sso_session")
