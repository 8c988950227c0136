"""The rule `scopes-in-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.edits import Edit
from awsconf.insertions import at_end_of_section
from awsconf.profiles import Found, Profile
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, pair_rule
from awsconf.sections.sessions import is_misplaced, session_of
from awsconf.snapshot import Snapshot
from awsconf.text import Role

SCOPES = "sso_registration_scopes"


@pair_rule(Severity.WARNING, needs=(SCOPES,), fixable=True)
def scopes_in_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """Scopes for the sign-in that stand in a profile instead of its session.

    The AWS CLI asks for the scopes that stand in the session and for no others; of all SDKs only
    .NET's reads them in a profile.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [profile dev]
    sso_session = corp
    sso_registration_scopes = sso:account:access
    ^^^^^^^^^^^^^^^^^^^^^^^ scopes-in-profile: the AWS CLI reads `sso_registration_scopes` in a session alone, not in `dev`; put it into the session
    ```
    """
    for profile in snapshot.profiles.values():
        found = profile.get(SCOPES) if SCOPES in profile.names else None
        if found is None or found.part.reading.name is None or is_misplaced(profile):
            continue
        session = session_of(snapshot, profile)
        # Where both say it, and not the same, that is another rule's.
        value = session.reading.settings.get(SCOPES) if session is not None else None
        if value is None or value.text == found.text:
            yield _finding(snapshot, profile, found, session)


def _finding(snapshot: Snapshot, profile: Profile, found: Found, session: Part | None) -> Finding:
    there = session is not None and SCOPES in session.reading.settings
    return Finding(
        found.name_at,
        "the AWS CLI reads `sso_registration_scopes` in a session alone, not in `{profile}`"
        + ("; delete it here" if there else "; put it into the session" if session else ""),
        severity=None if session is not None and not there else Severity.INFO,
        profile=profile.name,
        fixes=fix(
            "Delete it here" if there else "Move it to the session",
            _edits(snapshot, found, session, there=there) if session is not None else (),
            preferred=True,
        ),
    )


def _edits(snapshot: Snapshot, found: Found, session: Part, *, there: bool) -> tuple[Edit, ...]:
    gone = deletion(found)
    if there or not gone:
        return gone
    if found.value.following or found.role is Role.CREDENTIALS or session.swallows_header:
        return ()
    return (*gone, at_end_of_section(snapshot, session, [(SCOPES, found.text)]))
