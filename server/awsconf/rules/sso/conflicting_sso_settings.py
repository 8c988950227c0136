"""The rule `conflicting-sso-settings`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Related, Severity, fix, pair_rule, plain
from awsconf.sections.sessions import REQUIRED, session_named, sign_in
from awsconf.snapshot import Snapshot
from awsconf.targets import concerned


@pair_rule(Severity.ERROR, needs=("sso_session",), fixable=True)
def conflicting_sso_settings(snapshot: Snapshot) -> Iterator[Finding]:
    """A setting that stands in a profile as well as in the session that the profile names.

    Where the two differ, botocore says `The value for sso_region is inconsistent between profile
    (…) and sso-session (…).` (boto/botocore#2835); JavaScript takes the session's, older SDKs the
    profile's. Where they are equal, Rust alone refuses the profile.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1

    [profile dev]
    sso_session = corp
    sso_region = us-east-1
                 ^^^^^^^^^ conflicting-sso-settings: `sso_region` of `dev` is not that of its session, so the AWS CLI, boto3, Go and Rust refuse the profile; leave it to the session
    sso_account_id = 111122223333
    sso_role_name = Developer
    ```
    """
    for name, profiles in snapshot.references["sso_session"].items():
        session = session_named(snapshot, name)
        if session is not None:
            for profile in profiles:
                for setting in sorted(profile.names & session.reading.names):
                    yield from _findings(snapshot, profile, session, setting)


def _findings(
    snapshot: Snapshot, profile: Profile, session: Part, setting: str
) -> Iterator[Finding]:
    value, found = Found(session, session.reading.settings[setting]), profile.get(setting)
    differs = found is not None and found.text != value.text
    refusing = concerned(snapshot.options, _refusing(profile, setting, differs=differs))
    # What stands in `[DEFAULT]` reaches sessions too, and a rule of its own says so.
    if found is None or found.part.reading.name is None or not (refusing or differs):
        return
    # Rust alone refuses what is merely repeated; only who chose Rust has to care.
    chosen = refusing and snapshot.options.targets != set(Dialect)
    grade = Severity.WARNING if differs or chosen else Severity.INFO
    both = [each for name, each in profile.settings() if name == setting]
    yield Finding(
        found.at,
        "`{setting}` of `{profile}` "
        + ("is not that of its session" if differs else "repeats that of its session")
        + (", so {refusing} the profile" if refusing else "")
        + "; leave it to the session",
        severity=None if differs and (Dialect.PYTHON in refusing.dialects or chosen) else grade,
        profile=profile.name,
        setting=plain(setting),
        refusing=refusing.does("refuses", "refuse"),
        related=(Related(value.at, "the session's"),),
        fixes=fix(f"Delete `{plain(setting)}` here", deletion(*both)),
        unnecessary=not differs,
    )


def _refusing(profile: Profile, setting: str, *, differs: bool) -> frozenset[Dialect]:
    """Who refuses the profile; botocore asks only for one that says as whom to sign in."""
    said = sign_in(profile)
    if said is None or said.idle:
        return frozenset()
    asked = {Dialect.PYTHON, Dialect.GO} if differs and said.asks else set()
    return frozenset(asked | {Dialect.RUST} if setting in REQUIRED[2:] else asked - {Dialect.GO})
