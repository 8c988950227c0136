"""The rule `mfa-of-another-account`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import ways
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.values.accounts import account_of_keys
from awsconf.values.arns import account_in


@pair_rule(Severity.WARNING, Certainty.STRONG, needs=("mfa_serial",))
def mfa_of_another_account(snapshot: Snapshot) -> Iterator[Finding]:
    """An `mfa_serial` of another account than the one whose credentials are used with it.

    An MFA device belongs to the user who calls, not to the role: its ARN has the account of the
    source's keys, whichever account the role is in. STS answers `AccessDenied`, and says that
    the code is wrong. The account of a key is read from its id, by a layout that is not documented,
    so this is no proof; that of a source which assumes a role itself is its role's.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::444455556666:role/App
    source_profile = base
    mfa_serial = arn:aws:iam::444455556666:mfa/alice
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mfa-of-another-account: the MFA device of `app` is of the account 444455556666, but it is used with credentials of 111122223333; name the device of that user
    ```
    ```ini credentials
    [base]
    aws_access_key_id = <AKIA base>
    aws_secret_access_key = <secret base>
    ```
    """
    for caller, profiles in _callers(snapshot):
        signing = caller.derive(_account)
        for profile in profiles if signing is not None else ():
            if profile.derive(_device) not in (None, signing):
                yield _finding(profile, caller)


def _callers(snapshot: Snapshot) -> Iterator[tuple[Profile, tuple[Profile, ...]]]:
    """Whose credentials ask for the roles of whom, or for a session where there is no role."""
    everyone = snapshot.profiles
    for name, asking in snapshot.references["source_profile"].items():
        if caller := everyone.get(name):
            yield caller, asking
    if any("mfa_serial" in shape and "source_profile" not in shape for shape in snapshot.shapes):
        alone = (one for one in everyone.values() if "source_profile" not in one.names)
        yield from ((one, (one,)) for one in alone if not ways(one).assumes_role)


def _finding(profile: Profile, caller: Profile) -> Finding:
    serial = profile.get("mfa_serial")
    return Finding(
        serial.at if serial is not None else profile.home.header_at,
        "the MFA device of `{profile}` is of the account {device},"
        " but it is used with credentials of {signing}; name the device of that user",
        profile=profile.name,
        device=str(_device(profile)),
        signing=str(_account(caller)),
        related=(Related(caller.home.header_at, "whose credentials are used"),),
    )


def _device(profile: Profile) -> str | None:
    return account_in(profile.text("mfa_serial") or "")


def _account(caller: Profile) -> str | None:
    """The account of a profile's keys, or of the role that it assumes for want of any."""
    if caller.has_foreign_endpoint:
        return None
    if ways(caller).has_static_keys:
        return account_of_keys(caller)
    return account_in(caller.text("role_arn") or "") if ways(caller).assumes_role else None
