"""When what is said of a pair may change by itself: a token dies, a login ends, without an edit.

Between two such moments the rules find the same, word for word, as long as nobody types.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from awsconf.credentials.expiry import first_turn
from awsconf.credentials.lifetime import TOLERANCE
from awsconf.credentials.remaining import next_age
from awsconf.snapshot import Snapshot
from awsconf.surroundings import session


def next_turn(snapshot: Snapshot) -> datetime | None:
    """The first moment after the snapshot's own at which anything may change; None for never."""
    return first_turn((*_verdicts(snapshot), *_logins(snapshot)), snapshot.now)


def _verdicts(snapshot: Snapshot) -> Iterator[datetime]:
    """Of the tokens in the files and in the environment, when the verdicts end to hold."""
    for verdict in (*snapshot.judged_tokens.values(), session(snapshot)):
        if verdict is not None and verdict.until is not None:
            yield verdict.until


def _logins(snapshot: Snapshot) -> Iterator[datetime]:
    """Of what the caches hold, when it ends, and a little before and after."""
    caches, within = snapshot.facts.caches, snapshot.options.expiring_within
    if caches is None:
        return
    ends = [login.expires for login in caches.logins]
    ends += [end for login in caches.logins if (end := login.registration_expires) is not None]
    for end in ends:
        yield from (end - within, end, end + TOLERANCE)
        # A login is told of by its age once it is over.
        if end <= snapshot.now:
            yield next_age(end, snapshot.now)
