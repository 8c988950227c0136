"""The rule `shared-key-id`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.key_facts import KeyFacts
from awsconf.credentials.keys import IdKind, masked_id, secret_problem
from awsconf.credentials.statics import KEY_ID, supplying_keys
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.ERROR, needs=("aws_access_key_id",))
def shared_key_id(snapshot: Snapshot) -> Iterator[Finding]:
    """Profiles with one access key id, but different secrets or session tokens.

    A long-term key has one secret, so at most one of them is right; AWS answers
    `SignatureDoesNotMatch` to the others. A temporary key has one secret and one session token, but
    for rare exceptions, so there it is a warning. One pair in several profiles is no fault.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>

    [test]
    aws_access_key_id = <AKIA dev>
                        ^^^^^^^^^^ shared-key-id: `test` has the same key AKIA…B5QT as `dev`, but another secret access key; at most one is right
    aws_secret_access_key = <secret test>
    ```
    """
    seen: dict[str, tuple[Profile, KeyFacts]] = {}
    for profile, facts in snapshot.keyed:
        if facts.kind not in _AWS:
            continue
        first, others = seen.setdefault(facts.id, (profile, facts))
        what = _difference(others, facts) if first is not profile else None
        if what is not None and not _is_explained(profile) and not _is_explained(first):
            yield from _finding(profile, facts, first, what)


_AWS = (IdKind.LONG_TERM, IdKind.TEMPORARY)


def _difference(some: KeyFacts, others: KeyFacts) -> str | None:
    if None not in (some.secret, others.secret) and some.secret != others.secret:
        return "secret access key"
    # A long-term key takes no token at all, which another rule says.
    tokens = (some.token_print, others.token_print)
    if some.kind is IdKind.TEMPORARY and None not in tokens and tokens[0] != tokens[1]:
        return "session token"
    return None


def _is_explained(profile: Profile) -> bool:
    """Whether another rule says what is wrong with the secret or the token."""
    keys = supplying_keys(profile)
    return keys is None or keys.has_doubtful_token or bool(secret_problem(*reversed(keys.pair)))


def _finding(profile: Profile, facts: KeyFacts, first: Profile, what: str) -> Iterator[Finding]:
    here, there = profile.inside(facts.role, KEY_ID), first.get(KEY_ID)
    if here is None or there is None:
        return
    yield Finding(
        here.at,
        "`{profile}` has the same key {key} as `{first}`, but another {what}; at most one is right",
        profile=profile.name,
        key=masked_id(facts.id),
        first=first.name,
        what=what,
        severity=None if facts.kind is IdKind.LONG_TERM else Severity.WARNING,
        certainty=None if facts.kind is IdKind.LONG_TERM else Certainty.STRONG,
        related=(Related(there.at, "the same access key id"),),
    )
