"""The rule `source-without-credentials`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import ANSWERING, Chain, End, ways
from awsconf.edits import Edit
from awsconf.finding import once
from awsconf.naming import is_hidden
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.snapshot import Presence, Snapshot
from awsconf.sources import lasting
from awsconf.text import Role


@pair_rule(Severity.ERROR, fixable=True, needs=("source_profile",), where="doubtful_chains")
@once(by="source")
def source_without_credentials(snapshot: Snapshot) -> Iterator[Finding]:
    """A `source_profile` that exists, but behind which nobody has credentials.

    The source must hold keys, sign in, run a process, or assume a role itself; the environment is
    not asked. botocore says `The source profile "base" must have credentials.`
    Its keys usually stand in the credentials file: of 474 profiles in 80 public config files that
    fail alone, 393 work once a credentials file stands beside them. So while that file is not in
    view, this is only a hint, and where an `mfa_serial` or a tool's own marks show one such as
    aws-vault at work, which keeps keys of its own.

    ```world
    own = true
    ```

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = base
                     ^^^^ source-without-credentials: `app` takes its credentials from `base`, which has none; give it keys, or name another profile

    [profile base]
    region = eu-west-1
    ```
    """
    for chain in snapshot.doubtful_chains:
        # Where a role stands behind the role, the fault is reported at the last link alone.
        if chain.end is End.NO_CREDENTIALS and len(chain.links) == 2:
            yield from _findings(snapshot, chain)


def _findings(snapshot: Snapshot, chain: Chain) -> Iterator[Finding]:
    (profile, _), (behind, _) = chain.links
    source = chain.links[0].source
    # Half a key pair, or what stands on a wrong line, is the business of another rule.
    if source is None or ways(behind).has_static_keys:
        return
    if is_hidden(behind.parts, "role_arn", *ANSWERING):
        return
    finding = Finding(
        source.at,
        "`{profile}` takes its credentials from `{source}`, which has none;"
        " give it keys, or name another profile",
        profile=profile.name,
        source=behind.name,
        related=(Related(behind.home.header_at, "the source profile"),),
        fixes=tuple(
            Fix(f"Change to `{other.name}`", (Edit(source.at, other.name),))
            for other in lasting(snapshot, profile)
        ),
    )
    tool = snapshot.tools[source.role]
    unseen = [role for role in Role if snapshot.presence(role) is Presence.UNSEEN]
    if tool is not None and not unseen:
        finding = finding.unless_tool(tool)
    elif "mfa_serial" in behind and not unseen:
        # No SDK asks for a code there; aws-vault does, for keys that it holds itself.
        finding = finding.softened(", unless aws-vault holds its keys")
    for role in unseen:
        finding = finding.unless_unseen(snapshot.scene, role)
    yield finding
