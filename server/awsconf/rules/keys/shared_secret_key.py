"""The rule `shared-secret-key`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.key_facts import KeyFacts
from awsconf.credentials.keys import (
    Fingerprint,
    IdKind,
    looks_like_id,
    looks_like_secret,
    masked_id,
)
from awsconf.credentials.statics import SECRET_KEY
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.WARNING, Certainty.STRONG, needs=(SECRET_KEY,))
def shared_secret_key(snapshot: Snapshot) -> Iterator[Finding]:
    """Profiles with one secret access key, but different access key ids.

    AWS makes a secret for one key id, and of 40 random characters no two are alike. So somebody
    copied half a pair: at most one of the ids belongs to the secret, and AWS answers
    `SignatureDoesNotMatch` to the others. That nobody is ever given the same secret twice is
    nowhere promised, so it is no proof.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>

    [test]
    aws_access_key_id = <AKIA test>
    aws_secret_access_key = <secret dev>
                            ^^^^^^^^^^^^ shared-secret-key: `test` has the same secret access key as `dev`, but another key id, AKIA…6ITD; copy both halves of its key again
    ```
    """
    seen: dict[Fingerprint, tuple[Profile, KeyFacts]] = {}
    for profile, facts in snapshot.keyed:
        if facts.secret is None or facts.kind not in _AWS or not looks_like_id(facts.id):
            continue
        first, others = seen.setdefault(facts.secret, (profile, facts))
        if others.id != facts.id and not _is_explained(facts, others):
            yield from _finding(profile, facts, first)


_AWS = (IdKind.LONG_TERM, IdKind.TEMPORARY)


def _is_explained(facts: KeyFacts, others: KeyFacts) -> bool:
    """Whether `token-of-another-key` says already that one of the ids is another's."""
    same_token = facts.token_print is not None and facts.token_print == others.token_print
    return same_token or facts.has_foreign_token or others.has_foreign_token


def _finding(profile: Profile, facts: KeyFacts, first: Profile) -> Iterator[Finding]:
    here, there = profile.inside(facts.role, SECRET_KEY), first.get(SECRET_KEY)
    # Of `[DEFAULT]`, all profiles have the very same setting; what has another form is no secret.
    if here is None or there is None or here.at == there.at or not looks_like_secret(here.text):
        return
    yield Finding(
        here.at,
        "`{profile}` has the same secret access key as `{first}`, but another key id, {key};"
        " copy both halves of its key again",
        profile=profile.name,
        first=first.name,
        key=masked_id(facts.id),
        related=(Related(there.at, "the same secret access key"),),
    )
