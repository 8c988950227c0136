"""The note of an expiry that is known exactly and that nothing in the files records."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.expiry import State
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.statics import supplying_keys
from awsconf.insertions import below
from awsconf.profiles import Profile
from awsconf.rewrite.writing import swallows_header
from awsconf.rule import Fix
from awsconf.snapshot import Snapshot

NOTE = "x_security_token_expires"
"""The setting that says most plainly whose end it is; no SDK reads it."""


def note_of_expiry(snapshot: Snapshot, profile: Profile) -> Iterator[Fix]:
    """Write down when a living token dies, where a cache knows it and no note does."""
    facts, keys = key_facts(profile), supplying_keys(profile)
    entry = snapshot.entry(facts) if facts is not None else None
    verdict = snapshot.verdicts.get(profile.name)
    if facts is None or entry is None or keys is None or keys.token is None or verdict is None:
        return
    lives = verdict.state is not State.EXPIRED and entry.expires > snapshot.now
    noted = facts.notes or any(name in profile for name in (NOTE, *snapshot.options.companion_keys))
    alone = keys.token.part.reading.name == profile.name and not keys.token.value.following
    if lives and not noted and alone and not (swallows_header(profile) or snapshot.utf16):
        stamp = f"{entry.expires.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
        title = f"Note when the session token of `{profile.name}` expires"
        yield Fix(title, (below(keys.token, ((NOTE, stamp),)),))
