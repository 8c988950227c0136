"""The login with which a chain starts: whether one is kept on this machine, and whether it lives.

Only boto3 and the AWS CLI are sure to look in the places that were looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awsconf.caches.dead import is_over
from awsconf.caches.entries import Caches
from awsconf.caches.names import stems
from awsconf.credentials.lifetime import show
from awsconf.credentials.remaining import ago
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.shells import Command
from awsconf.evidence import Certainty
from awsconf.sections.logins import Login, logins
from awsconf.snapshot import Snapshot
from awsconf.text import Role


def missing_login(name: str | None, snapshot: Snapshot) -> Iterator[Line]:
    """A line where the login of a profile is over, or not kept; nothing of caches not looked at."""
    caches = snapshot.facts.caches
    if caches is None or name is None:
        return
    kept = {one.stem: one for one in caches.logins}
    for login in logins(snapshot):
        if name not in [user.name for user in login.users]:
            continue
        found, whose = kept.get(login.stem), f"login of {login.subject} `{login.name}`"
        if found is None:
            yield _line(f"no {whose}, with which it starts, is kept here", login, name, snapshot)
        elif is_over(found, snapshot.now):
            when = ago(found.expires, snapshot.now)
            yield _line(f"the {whose}, with which it starts, expired {when}", login, name, snapshot)


def again(asked: Iterable[Login]) -> tuple[Command, ...]:
    """What signs in, each command once; a name that no shell takes is left to the person."""
    found = dict.fromkeys(login.command for login in asked if "…" not in login.command)
    return tuple(map(Command, found))


def _line(message: str, login: Login, name: str, snapshot: Snapshot) -> Line:
    caches = snapshot.facts.caches or Caches()
    reading = snapshot.readings.get(Role.CONFIG)
    files = stems(snapshot.profiles[name], {} if reading is None else reading.sessions)
    ends = [one.expires for one in caches.entries if one.stem in files]
    lasting = [end for end in ends if end > snapshot.now]
    line = Line(Topic.CHAIN, State.TROUBLE, f"{message}; sign in", Certainty.STRONG)
    if lasting:
        until = f"the AWS CLI keeps credentials of it that last until {show(max(lasting))}"
        line = line._replace(state=State.WARNING, evidence=(until,))
    return line._replace(commands=again((login,)))
