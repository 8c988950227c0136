"""The environment: each variable that comes before the files or matters otherwise, and one command.

Only what is set to something or to nothing is spoken of, and never the value of a key or token.
"""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.doctor.choices import choices
from awsconf.doctor.keys import keys
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.notes import notes
from awsconf.doctor.observations import Observations
from awsconf.doctor.others import others
from awsconf.doctor.redirections import redirections
from awsconf.doctor.remote import remote
from awsconf.doctor.shells import clearing, order
from awsconf.evidence import Certainty
from awsconf.snapshot import Snapshot


def environment(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is wrong first, and in the end what clears all of that at once."""
    topics = (keys, choices, redirections, remote, others, notes)
    lines = [line for topic in topics for line in topic(snapshot, seen)]
    yield from sorted(lines, key=lambda line: _ORDER.index(line.state))
    if not lines:
        yield Line(Topic.ENVIRONMENT, State.OK, "no variable comes before the files")
    wrong = [line for line in lines if line.clears and _is_surely_wrong(line)]
    names = tuple(dict.fromkeys(name for line in wrong for name in line.clears))
    if names:
        shells = order(snapshot.environ, seen.platform)
        count = "the variable" if len(names) == 1 else f"the {len(names)} variables"
        message = f"to clear {count} that the troubles and warnings are about, type"
        line = Line(Topic.ENVIRONMENT, State.NOTE, message, commands=clearing(names, shells))
        yield line._replace(for_every_shell=True)


def _is_surely_wrong(line: Line) -> bool:
    # A guess clears nothing.
    return line.state in _ORDER[:2] and line.certainty is not Certainty.HINT


_ORDER = (State.TROUBLE, State.WARNING, State.UNKNOWN, State.NOTE, State.OK)
