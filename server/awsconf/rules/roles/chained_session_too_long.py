"""The rule `chained-session-too-long`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import Ways, ways
from awsconf.edits import Edit
from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.ERROR, needs=("duration_seconds",), fixable=True)
def chained_session_too_long(snapshot: Snapshot) -> Iterator[Finding]:
    """A `duration_seconds` of more than an hour, asked for with the credentials of a role.

    Who assumes a role as a role gets one hour at most, whatever the role allows; STS answers
    `ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles
    assumed by role chaining` (fwdcloudsec/granted#154, coinbase/assume-role#24).
    A sign-in, a web identity, an instance and a container give the credentials of a role too.
    With long-term keys, the role's own limit counts, which stands in no file.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    credential_source = Ec2InstanceMetadata
    duration_seconds = 7200
                       ^^^^ chained-session-too-long: `app` asks for 7200 seconds with the credentials of a role, which get 3600 at most; write `3600`
    ```
    """
    for profile in snapshot.profiles.values():
        found = profile.get("duration_seconds") if "duration_seconds" in profile.names else None
        if found is not None and _is_too_long(found.text) and ways(profile).assumes_role:
            yield from _findings(snapshot, profile, found)


def _is_too_long(text: str) -> bool:
    number = text.isascii() and text.isdigit() and len(text) < 9
    # Beyond twelve hours, no role allows it, which another rule says.
    return number and 3600 < int(text) <= 43200


def _findings(snapshot: Snapshot, profile: Profile, found: Found) -> Iterator[Finding]:
    own = ways(profile)
    source = snapshot.profiles.get(own.source) if own.source is not None else None
    if own.has_credential_source:
        name = profile.text("credential_source") if own.source is None else None
        chained = name in ("Ec2InstanceMetadata", "EcsContainer")
    else:
        chained = source is not None and source is not profile and _is_role(ways(source))
    if not chained:
        return
    finding = Finding(
        found.at,
        "`{profile}` asks for {seconds} seconds with the credentials of a role,"
        " which get 3600 at most; write `3600`",
        profile=profile.name,
        seconds=found.text,
        fixes=(Fix("Change to `3600`", (Edit(found.at, "3600"),), preferred=True),),
    )
    # The source may have keys there, which botocore takes before its role.
    yield finding if source is None else finding.unless_unseen(snapshot.scene, Role.CREDENTIALS)


def _is_role(source: Ways) -> bool:
    if source.has_static_keys:
        return False
    return source.assumes_role or source.behind_role in (Provider.WEB_IDENTITY, Provider.SSO)
