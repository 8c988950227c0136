"""What is known of the user's own credentials from elsewhere than the two files, if it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awsconf.facts import NO_FACTS, Facts
from awsconf.text import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from awsconf.credentials.keys import Fingerprint
    from awsconf.host import Host
    from awsconf.snapshot import Snapshot


def with_facts(snapshot: Snapshot, arguments: Namespace, host: Host) -> Snapshot:
    """The user's own pair with what the flags let be known of it."""
    # Not every command has the flags.
    facts = _cached(arguments, host)
    if getattr(arguments, "remember", False):
        facts = facts._replace(seen=_seen(snapshot, host))
    return snapshot if facts is NO_FACTS else snapshot._replace(facts=facts)


def _cached(arguments: Namespace, host: Host) -> Facts:
    given = getattr(arguments, "caches", None)
    by_default = getattr(arguments, "caches_by_default", False) and not _is_ci(host)
    if not (by_default if given is None else given):
        return NO_FACTS
    # Imported here, since a check does not look there unless it is asked to.
    from awsconf.host.caches import caches

    return Facts(caches(host))


def _is_ci(host: Host) -> bool:
    """Whether this runs where nobody's own logins are, as `CI` says by convention."""
    return host.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def _seen(snapshot: Snapshot, host: Host) -> dict[Fingerprint, datetime]:
    # Imported here, since nobody is asked to remember anything unless a person wants it.
    from awsconf.credentials.memory import memorable
    from awsconf.host.seen import remember

    written = {role: snapshot.half(role).mtime for role in Role}
    tokens = memorable(snapshot.profiles.values(), written, host.now())
    seen = remember(tokens, host)
    # What is judged as of another time is judged by what was known at that time.
    return {token: first for token, first in seen.items() if first <= snapshot.now}
