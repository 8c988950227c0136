"""The caches of AWS's tools: what in them is dead, and how to be rid of just that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awsconf.caches.dead import dead
from awsconf.caches.entries import Entry, Login
from awsconf.credentials.lifetime import humanise, show
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.logins import again
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import Command, order, removing
from awsconf.sections.logins import logins
from awsconf.snapshot import Snapshot
from awsconf.wording import enumerated

CLEARING = Command("awsconf doctor --clear-cache")
_LONGEST = 10


def caches(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is dead, in one line a kind; nothing is said of caches that nobody looked at."""
    known = snapshot.facts.caches
    if known is None:
        return
    gone = dead(known, snapshot.now)
    credentials = [one for one in gone if isinstance(one, Entry)]
    logins = [one for one in gone if isinstance(one, Login)]
    if credentials:
        yield _credentials(credentials, snapshot, seen)
    if logins:
        yield _logins(logins, snapshot, seen)
    if not gone:
        paths = {entry.path for entry in known.entries} | {login.path for login in known.logins}
        count = len(paths)
        whole = f"nothing in the caches is dead ({count} file{'' if count == 1 else 's'})"
        yield Line(Topic.CACHES, State.OK, whole if count else "the caches are empty")


def _credentials(found: Sequence[Entry], snapshot: Snapshot, seen: Observations) -> Line:
    kinds = enumerated([one.value for one in dict.fromkeys(entry.source for entry in found)])
    message = f"{_dead(found)}: credentials of {kinds}; remove what a tool sticks to"
    line = Line(Topic.CACHES, State.NOTE, message, evidence=_listed(found, snapshot))
    return line._replace(commands=(CLEARING, *_by_hand(found, snapshot, seen)))


def _logins(found: Sequence[Login], snapshot: Snapshot, seen: Observations) -> Line:
    message = f"{_dead(found)}: logins that nothing can renew; sign in again"
    stems = {one.stem for one in found}
    signing_in = again(login for login in logins(snapshot) if login.stem in stems)
    # What no profile asks for, nobody is in need of.
    state = State.WARNING if signing_in else State.NOTE
    line = Line(Topic.CACHES, state, message, evidence=_listed(found, snapshot))
    return line._replace(commands=(*signing_in[:3], CLEARING, *_by_hand(found, snapshot, seen)))


def _dead(found: Sequence[Entry | Login]) -> str:
    count = len({one.path for one in found})
    return "1 file of the caches is dead" if count == 1 else f"{count} files of the caches are dead"


def _listed(found: Sequence[Entry | Login], snapshot: Snapshot) -> tuple[str, ...]:
    """The files with what is in them and since when it is of no use, the latest first."""
    latest = sorted(found, key=lambda one: one.expires, reverse=True)
    told = [
        f"`{one.path}` expired at {show(one.expires)}, {humanise(one.expires - snapshot.now)}"
        + (f" ({whose})" if (whose := _whose(one)) else "")
        for one in latest[:_LONGEST]
    ]
    return (*told, *([f"and {len(found) - _LONGEST} more"] if len(found) > _LONGEST else []))


def _whose(one: Entry | Login) -> str:
    return (one.arn if isinstance(one, Entry) else one.start_url) or ""


def _by_hand(
    found: Sequence[Entry | Login], snapshot: Snapshot, seen: Observations
) -> tuple[Command, ...]:
    # The names of awsume's files hold a key id, which is not shown in full.
    paths = dict.fromkeys(one.path for one in found if "/aws-credentials-" not in one.path)
    return removing(paths, order(snapshot.environ, seen.platform))
