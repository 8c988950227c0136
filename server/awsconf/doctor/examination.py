"""The whole examination, topic by topic: what a doctor says of a machine that was looked at.

It serves whoever has a snapshot and observations: the command line, and an editor that asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from awsconf.doctor.caches import caches
from awsconf.doctor.chain import chain
from awsconf.doctor.clock import clock
from awsconf.doctor.environment import environment
from awsconf.doctor.files import files
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.metadata import metadata
from awsconf.doctor.observations import Observations
from awsconf.doctor.programs import programs
from awsconf.snapshot import Snapshot

TOPICS: Mapping[Topic, Callable[[Snapshot, Observations], Iterator[Line]]] = {
    Topic.FILES: files,
    Topic.ENVIRONMENT: environment,
    Topic.CHAIN: chain,
    Topic.CACHES: caches,
    Topic.CLOCK: clock,
    Topic.PROGRAMS: programs,
    Topic.METADATA: metadata,
}


def examine(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """All lines, in the order of the topics. The snapshot's environment is that of the user."""
    for topic in TOPICS.values():
        yield from topic(snapshot, seen)


def is_well(lines: tuple[Line, ...]) -> bool:
    """Whether nothing makes calls fail."""
    return all(line.state is not State.TROUBLE for line in lines)
