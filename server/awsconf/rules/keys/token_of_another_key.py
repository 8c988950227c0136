"""The rule `token-of-another-key`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.key_facts import KeyFacts
from awsconf.credentials.keys import Fingerprint, IdKind, masked_id
from awsconf.credentials.statics import TOKENS, supplying_keys
from awsconf.evidence import Certainty
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.WARNING, Certainty.STRONG, needs=TOKENS)
def token_of_another_key(snapshot: Snapshot) -> Iterator[Finding]:
    """A session token that was not issued with the access key beside it.

    Both hold the number of their account: where the two differ, one of them was pasted over.
    That layout is not documented, so by itself it is strong evidence and no proof.
    But a token is issued with one key, so of two keys with one token at least one is wrong.
    AWS answers as it does to an unknown key, most services with `InvalidClientTokenId`.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token other account=444455556666>
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ token-of-another-key: the session token of `project1` is of another account than its key ASIA…7D4F; copy all three from one sign-in
    ```
    """
    seen: dict[Fingerprint, tuple[Profile, KeyFacts]] = {}
    for profile, facts in snapshot.keyed:
        # A long-term key takes no token at all, which another rule says.
        if facts.kind is not IdKind.TEMPORARY:
            continue
        if facts.has_foreign_token:
            yield from _other_account(profile, facts)
        elif facts.token_print is not None:
            first, others = seen.setdefault(facts.token_print, (profile, facts))
            if others.id != facts.id:
                yield from _other_key(profile, facts, first)


def _token(profile: Profile) -> Found | None:
    """The token that is sent, unless another rule says that there is none, or which to choose."""
    keys = supplying_keys(profile)
    return None if keys is None or keys.has_doubtful_token else keys.token


def _other_account(profile: Profile, facts: KeyFacts) -> Iterator[Finding]:
    if token := _token(profile):
        yield Finding(
            token.at,
            "the session token of `{profile}` is of another account than its key {key};"
            " copy all three from one sign-in",
            profile=profile.name,
            key=masked_id(facts.id),
        )


def _other_key(profile: Profile, facts: KeyFacts, first: Profile) -> Iterator[Finding]:
    token, other = _token(profile), _token(first)
    if token is not None and other is not None:
        yield Finding(
            token.at,
            "`{profile}` has the session token of `{first}` but another key, {key}; one is wrong",
            profile=profile.name,
            first=first.name,
            key=masked_id(facts.id),
            severity=Severity.ERROR,
            certainty=Certainty.PROOF,
            related=(Related(other.at, "the same token"),),
        )
