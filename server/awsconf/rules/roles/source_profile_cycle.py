"""The rule `source-profile-cycle`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import Chain, End
from awsconf.edits import Edit
from awsconf.profiles import Found
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import lasting
from awsconf.text import Role


@pair_rule(Severity.ERROR, fixable=True, needs=("source_profile",), where="doubtful_chains")
def source_profile_cycle(snapshot: Snapshot) -> Iterator[Finding]:
    """Profiles that take their credentials from one another, in a ring.

    botocore says `Infinite loop in credential configuration detected. Attempting to load from
    profile a which has already been visited. Visited profiles: ['a', 'b']`.
    Where one of them holds static keys, JavaScript uses those and Go loads the profile; Rust and
    the C runtime refuse the ring as botocore does.
    A profile may be its own source if it holds static keys, of which another rule speaks; without
    them it is a ring of one.
    Keys may also stand in the credentials file; while that is not in view, this is only a hint.

    ```world
    own = true
    ```

    ```ini config
    [profile a]
    role_arn = arn:aws:iam::123456789012:role/A
    source_profile = b
                     ^ source-profile-cycle: `source_profile` leads round in a ring, `a → b → a`; one of them must take its credentials from outside

    [profile b]
    role_arn = arn:aws:iam::123456789012:role/B
    source_profile = a
    ```
    """
    rings: dict[frozenset[str], list[tuple[str, Found]]] = {}
    for chain in snapshot.doubtful_chains:
        ring = _ring(chain)
        names = frozenset(name for name, _ in ring)
        if ring and (names not in rings or _order(ring) < _order(rings[names])):
            rings[names] = ring
    for ring in rings.values():
        yield _finding(snapshot, ring)


def _ring(chain: Chain) -> list[tuple[str, Found]]:
    """The profiles with the setting that leads on, if they lead back to the very first."""
    edges = [(link.profile.name, link.source) for link in chain.links if link.source is not None]
    closed = chain.end is End.CYCLE and edges[-1][1].text == edges[0][0]
    return edges if closed else []


def _order(ring: list[tuple[str, Found]]) -> tuple[bool, int]:
    return ring[0][1].role is Role.CREDENTIALS, ring[0][1].at.start


def _finding(snapshot: Snapshot, ring: list[tuple[str, Found]]) -> Finding:
    first, source = ring[0]
    names = [name for name, _ in ring]
    shown = names if len(names) <= 6 else [*names[:5], "…"]
    outside = lasting(snapshot, snapshot.profiles[first])
    finding = Finding(
        source.at,
        "`source_profile` leads round in a ring, `{ring}`;"
        " one of them must take its credentials from outside"
        if len(ring) > 1
        else "`{profile}` is its own source, but holds no keys",
        profile=first,
        ring=" → ".join([*shown, first]),
        related=tuple(Related(edge.at, f"from `{name}` to `{edge.text}`") for name, edge in ring),
        fixes=tuple(Fix(f"Change to `{p.name}`", (Edit(source.at, p.name),)) for p in outside),
    )
    return finding.unless_unseen(snapshot.scene, Role.CREDENTIALS)
