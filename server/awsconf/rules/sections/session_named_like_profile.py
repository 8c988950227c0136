"""The rule `session-named-like-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.INFO, needs=("sso_region", "sso_start_url"), fixable=True)
def session_named_like_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A session that has the name of a profile.

    The C runtime, on which the SDKs for C++ and Swift and some command line tools stand, keeps
    sections of one name as one: the profile gets the settings of the session, and the session is
    lost. Everybody else tells them apart, so this is a warning only where C was chosen as a target.

    ```ini config
    [sso-session corp]
    ^^^^^^^^^^^^^^^^^^ session-named-like-profile: the C runtime merges this session into the profile `corp`, and loses the session
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [profile corp]
    sso_session = corp
    ```
    """
    targets, reading = snapshot.options.targets, snapshot.readings.get(Role.CONFIG)
    if reading is None or Dialect.C not in targets:
        return
    for name in reading.sessions.keys() & reading.profiles.keys():
        yield Finding(
            reading.sessions[name][-1].header_at,
            "the C runtime merges this session into the profile `{profile}`, and loses the session",
            severity=None if targets == set(Dialect) else Severity.WARNING,
            profile=name,
            fixes=tuple(_fixes(snapshot, name, reading.sessions[name])),
        )


def _fixes(snapshot: Snapshot, name: str, sections: tuple[Part, ...]) -> Iterator[Fix]:
    """Not safe: a token is kept under the name of its session, so all have to sign in again."""
    reading, new = snapshot.readings[Role.CONFIG], f"{name}-sso"
    naming = snapshot.references["sso_session"].get(name, ())
    settings = {found.at: found for each in naming if (found := each.get("sso_session"))}
    shared = any(found.value.following for found in settings.values())
    free = new not in reading.sessions and new not in reading.profiles
    if len(sections) == 1 and not shared and free:
        edits = [Edit(sections[0].name_at, f"sso-session {new}")]
        edits += [Edit(at, new) for at in settings]
        yield Fix(f"Rename the session to `{new}`", tuple(edits))
