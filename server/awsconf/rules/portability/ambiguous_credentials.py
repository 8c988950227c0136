"""The rule `ambiguous-credentials`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.expiry import State
from awsconf.portability.kinds import CHOICE, Kind, is_mild, kinds, may_choose
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.targets import Concerned, concerned


@pair_rule(Severity.ERROR, needs=CHOICE)
def ambiguous_credentials(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile with credentials of several kinds, of which not every SDK takes the same.

    Each SDK has an order of its own, so one command works as one person and the next program as
    another: beside keys in the config file, the AWS CLI, boto3, Rust and Java run the
    `credential_process`, JavaScript, Go and the C runtime use the keys. Who takes what is asked of
    the chains of all SDKs, as they would go through these very files.
    Temporary keys beside a sign-in are mostly copied from it, and a process beside one is mostly
    for those who know no sign-in, so that is a mere remark.

    ```ini config
    [profile dev]
    credential_process = /opt/bin/credentials
    ^^^^^^^^^^^^^^^^^^ ambiguous-credentials: `dev` has several kinds of credentials: the AWS CLI, boto3, Rust and Java take its process, JavaScript, Go and the C runtime its keys; keep one kind
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ```
    """
    for profile in snapshot.profiles.values():
        several = may_choose(profile.names) and len(profile.derive(kinds)) > 1
        if several and not _is_dead(snapshot, profile):
            yield from _findings(snapshot, profile)


def _findings(snapshot: Snapshot, profile: Profile) -> Iterator[Finding]:
    # Imported here, since it takes all the readers with it, and few profiles have several kinds.
    from awsconf.portability.identities import identities, parting

    askers = snapshot.references["source_profile"].get(profile.name, ())[:1]
    for asker in (profile, *askers):
        parted = parting(identities(snapshot, asker), profile.name)
        told = {kind: concerned(snapshot.options, who) for kind, who in parted.items()}
        groups = {kind: who for kind, who in told.items() if who}
        if len(groups) > 1:
            yield _finding(profile, groups)
            return


def _is_dead(snapshot: Snapshot, profile: Profile) -> bool:
    """Whether `expired-session-token` speaks of its keys."""
    verdict = snapshot.verdicts.get(profile.name)
    return verdict is not None and verdict.state is State.EXPIRED


def _finding(profile: Profile, groups: dict[Kind | None, Concerned]) -> Finding:
    told = []
    for number, (kind, who) in enumerate(groups.items()):
        what = "nothing" if kind is None else f"its {kind.value}"
        told.append(f"{who.does('takes', 'take')} {what}" if not number else f"{who} {what}")
    places = [(kind.place(profile), who) for kind, who in groups.items() if kind is not None]
    (first, _), *others = [(found.name_at, who) for found, who in places if found is not None]
    return Finding(
        first,
        "`{profile}` has several kinds of credentials: {told}; keep one kind",
        profile=profile.name,
        told=", ".join(told),
        severity=Severity.INFO if is_mild(profile) else None,
        related=tuple(Related(at, f"what {who.does('takes', 'take')}") for at, who in others),
    )
