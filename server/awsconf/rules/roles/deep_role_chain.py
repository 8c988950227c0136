"""The rule `deep-role-chain`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import Chain, End, ways
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot


@pair_rule(Severity.HINT, needs=("source_profile",), where="doubtful_chains")
def deep_role_chain(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile that reaches its role by way of more than two others.

    Each role is assumed with the credentials of the one before, in a call of its own; each
    session but the first lasts an hour at most, and each role must trust the one before.
    It works; where the last role could trust the first identity, it would be one step.

    ```world
    own = true
    ```

    ```ini config
    [profile base]
    credential_process = get-credentials

    [profile a]
    role_arn = arn:aws:iam::123456789012:role/A
    source_profile = base

    [profile b]
    role_arn = arn:aws:iam::123456789012:role/B
    source_profile = a

    [profile c]
    role_arn = arn:aws:iam::123456789012:role/C
    source_profile = b

    [profile d]
    role_arn = arn:aws:iam::123456789012:role/D
    source_profile = c
                     ^ deep-role-chain: `d` assumes 4 roles one after the other, `base → a → b → c → d`, each but the first for an hour at most
    ```
    """
    asked = snapshot.references["source_profile"]
    for chain in snapshot.doubtful_chains:
        # Of a chain that goes on, only the whole is told.
        if chain.end is End.ANSWERED and chain.links[0].profile.name not in asked:
            yield from _findings(chain)


def _findings(chain: Chain) -> Iterator[Finding]:
    names = [link.profile.name for link in chain.links]
    last = ways(chain.links[-1].profile)
    roles = len(names) - 1 + (last.assumes_role and not last.has_static_keys)
    source = chain.links[0].source
    if roles <= 3 or source is None:
        return
    shown = [*names[:3], "…", *names[-2:]] if len(names) > 6 else names
    edges = [link.source for link in chain.links[1:] if link.source is not None]
    yield Finding(
        source.at,
        "`{profile}` assumes {count} roles one after the other, `{chain}`,"
        " each but the first for an hour at most",
        profile=names[0],
        count=str(roles),
        chain=" → ".join(reversed(shown)),
        related=tuple(Related(edge.at, f"then from `{edge.text}`") for edge in edges),
    )
