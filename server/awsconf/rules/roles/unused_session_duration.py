"""The rule `unused-session-duration`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.finding import once
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, fix, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.targets import concerned


@pair_rule(Severity.INFO, needs=("duration_seconds",), fixable=True)
@once(by="tool")
def unused_session_duration(snapshot: Snapshot) -> Iterator[Finding]:
    """A `duration_seconds` where no session of a role is asked for with it.

    It says for how long the role of the same profile is to be assumed, and nothing else. Beside
    static keys it does not make their token live longer, and how long a sign-in through IAM
    Identity Center lasts is set in the permission set. It is the role's profile that needs it, not
    the one that is its source. With a web identity token, the AWS CLI and boto3 do not send it.
    A tool other than the SDKs may read it; where its marks stand, this is a hint.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    sso_session = corp
    duration_seconds = 43200
    ^^^^^^^^^^^^^^^^ unused-session-duration: `app` assumes no role, so its `duration_seconds` has no effect; the permission set says how long such a session lasts
    ```
    """
    for profile in snapshot.profiles.values():
        found = profile.get("duration_seconds") if "duration_seconds" in profile.names else None
        # What stands in `[DEFAULT]` is meant for whoever can use it.
        if found is not None and found.part.reading.name == profile.name:
            yield from _findings(snapshot, profile, found)


def _findings(snapshot: Snapshot, profile: Profile, found: Found) -> Iterator[Finding]:
    if "role_arn" not in profile.names:
        if not is_hidden(profile.parts, "role_arn"):
            finding = _finding(profile, found, _NO_ROLE + _remedy(profile))
            tool = snapshot.tools[found.role]
            unseen = finding.unless_either_unseen(snapshot.scene)
            yield finding.unless_tool(tool) if tool is not None else unseen
    elif profile.text("web_identity_token_file"):
        losing = concerned(snapshot.options, (Dialect.PYTHON,))
        if losing:
            yield _finding(profile, found, f"{losing} {_NOT_SENT}")


_NO_ROLE = "`{profile}` assumes no role, so its `duration_seconds` has no effect; "
_NOT_SENT = "do not send `duration_seconds` with a web identity token, and `{profile}` has one"


def _remedy(profile: Profile) -> str:
    if not profile.names.isdisjoint(("sso_session", "sso_role_name", "sso_start_url")):
        return "the permission set says how long such a session lasts"
    return "it belongs beside the `role_arn`"


def _finding(profile: Profile, found: Found, template: str) -> Finding:
    return Finding(
        found.name_at,
        template,
        profile=profile.name,
        fixes=fix("Delete `duration_seconds`", deletion(found)),
        unnecessary=True,
    )
