"""The rule `mfa-on-source`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awsconf.chains import ways
from awsconf.credentials.key_facts import key_facts
from awsconf.evidence import Certainty
from awsconf.insertions import below
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.HINT, Certainty.HINT, needs=("mfa_serial",), fixable=True)
def mfa_on_source(snapshot: Snapshot) -> Iterator[Finding]:
    """An `mfa_serial` in a profile of keys, and none in the roles that are assumed with them.

    The SDKs ask for a code only when they assume the role of the very profile that has the
    `mfa_serial`. A role that demands one then answers `AccessDenied` (99designs/aws-vault#164,
    aws/aws-toolkit-vscode#1624). aws-vault, awsume and others do read it from the source, and not
    every role demands a code, so this is only a hint.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = base

    [profile base]
    mfa_serial = arn:aws:iam::111122223333:mfa/alice
    ^^^^^^^^^^ mfa-on-source: no SDK uses the `mfa_serial` of `base` for the role of `app`, which would need one of its own
    ```
    ```ini credentials
    [base]
    aws_access_key_id = <AKIA base>
    aws_secret_access_key = <secret base>
    ```
    """
    for name, asking in snapshot.references["source_profile"].items():
        source = snapshot.profiles.get(name)
        if source is None or "mfa_serial" not in source.names or "role_arn" in source.names:
            continue
        facts, serial = key_facts(source), source.get("mfa_serial")
        roles = [profile for profile in asking if _asks_for_no_code(profile)]
        # A session may have been made with a code, and then needs none.
        if serial and roles and facts is not None and not facts.sends_token:
            yield _finding(source, serial, roles)


def _asks_for_no_code(profile: Profile) -> bool:
    own = ways(profile)
    return own.assumes_role and not own.has_credential_source and "mfa_serial" not in profile.names


def _finding(source: Profile, serial: Found, roles: Sequence[Profile]) -> Finding:
    more = f" and {len(roles) - 1} more" if len(roles) > 1 else ""
    plural = "s" if more else ""
    return Finding(
        serial.name_at,
        f"no SDK uses the `mfa_serial` of `{{profile}}` for the role{plural} of `{{role}}`{more},"
        " which would need one of its own",
        profile=source.name,
        role=roles[0].name,
        related=tuple(Related(role.home.header_at, "assumes its role without") for role in roles),
        fixes=_copied(serial, [role.get("source_profile") for role in roles], roles[0].name),
    )


def _copied(serial: Found, places: Sequence[Found | None], name: str) -> tuple[Fix, ...]:
    beside = [place for place in places if place is not None and place.part.reading.name]
    if serial.value.following or len(beside) < len(places):
        return ()
    edits = tuple(below(place, [("mfa_serial", serial.text)]) for place in beside)
    to = f"`{name}`" if len(beside) == 1 else f"all {len(beside)} profiles"
    return (Fix(f"Copy `mfa_serial` to {to}", edits),)
