"""What a page says, in short, of how the keys of its profiles were had and what AWS answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from awsconf.caches.entries import Caches, Entry, Source
from awsconf.caches.names import stems
from awsconf.credentials.key_facts import key_facts
from awsconf.facts import Answer, Facts, key_print
from awsconf.snapshot import Snapshot
from awsconf.text import Role

CACHED, SAID = "cached.", "said."


def is_told(world: Mapping[str, str]) -> bool:
    """Whether a world says anything of the kind."""
    return any(name.startswith((CACHED, SAID)) for name in world)


def told(snapshot: Snapshot, world: Mapping[str, str], stamp: Callable[[str], datetime]) -> Facts:
    """The facts of a snapshot, with what its world says of the keys of profiles.

    `cached.NAME = role expires=… arn=… of=PROFILE` says how they were had, `of` whose file it is;
    `said.NAME = ARN at=…` is what AWS answered, or the code of its refusal.
    """
    before = snapshot.facts
    entries = tuple(
        _entry(snapshot, name.removeprefix(CACHED), stamp, *value.split())
        for name, value in world.items()
        if name.startswith(CACHED)
    )
    answers = dict(before.answers)
    for name, value in world.items():
        if name.startswith(SAID):
            known = key_facts(snapshot.profiles[name.removeprefix(SAID)])
            assert known is not None
            said, *words = value.split()
            when = stamp(words[0].removeprefix("at=")) if words else snapshot.now
            arn, error = (said, None) if said.startswith("arn:") else (None, said)
            account = said.split(":")[4] if arn else None
            answers[key_print(known)] = Answer(when, account, arn, error)
    caches = before.caches or (Caches() if entries else None)
    if caches is not None:
        caches = caches._replace(entries=caches.entries + entries)
    return before._replace(caches=caches, answers=answers)


def _entry(
    snapshot: Snapshot, name: str, stamp: Callable[[str], datetime], source: str, *words: str
) -> Entry:
    given = dict(word.split("=", 1) for word in words)
    known = key_facts(snapshot.profiles[name])
    assert known is not None
    stem = name
    if "of" in given:
        config = snapshot.readings.get(Role.CONFIG)
        found = stems(snapshot.profiles[given["of"]], config.sessions if config else {})
        stem = sorted(found)[0]
    path = f"~/.aws/cli/cache/{name}.json"
    expires, arn = stamp(given["expires"]), given.get("arn")
    kind = Source[source.upper().replace("-", "_")]
    return Entry(path, stem, kind, known.id, known.token_print, expires, arn)
