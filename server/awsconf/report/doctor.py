"""What a doctor says, with nothing secret in it: as a page for people and as JSON for programs.

The shape of the JSON is `schemas/doctor.schema.json`.
"""

from __future__ import annotations

import json as writer
import re
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from awsconf.catalogue import is_secret
from awsconf.doctor.line import Line, State, Topic
from awsconf.evidence import Certainty
from awsconf.redaction import masked_text, words
from awsconf.report.model import Judged
from awsconf.report.terminal import BLUE, BOLD, CYAN, GREEN, RED, YELLOW, Ink, printable
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from awsconf.doctor.shells import Command, Shell
    from awsconf.report import Style
    from awsconf.snapshot import Snapshot

VERSION = 1


def teller(snapshot: Snapshot) -> Callable[[str], str]:
    """What makes a sentence one that may be shown: no secret of the files or the environment."""
    judged = Judged(snapshot, ())
    hidden = frozenset(
        word
        for name, value in snapshot.environ.items()
        if is_secret(name)
        for word in words(value)
        if len(word) >= 16
    )

    def say(text: str) -> str:
        # The name of a cache's file is a digest, which has the form of a secret.
        pieces = re.split(_CACHE_FILE, text)
        pieces[::2] = (masked_text(judged.say(piece), hidden) for piece in pieces[::2])
        return "".join(pieces)

    return say


def said(lines: Sequence[Line], snapshot: Snapshot) -> list[Line]:
    """The lines as they may be shown."""
    say = teller(snapshot)
    return [
        line._replace(
            message=say(line.message),
            evidence=tuple(map(say, line.evidence)),
            commands=tuple(one._replace(text=say(one.text)) for one in line.commands),
        )
        for line in lines
    ]


_CACHE_FILE = r"(?<=[/\\])([0-9a-f]{40}(?:[0-9a-f]{24})?)(?=\.json\b)"


def json(lines: Sequence[Line], snapshot: Snapshot) -> Iterator[str]:
    """All lines as one object."""
    report = {
        "version": VERSION,
        "lines": [_line(line) for line in said(lines, snapshot)],
        "summary": {state.value: count for state, count in _counts(lines).items()},
    }
    yield writer.dumps(report, indent=2) + "\n"


def text(lines: Sequence[Line], snapshot: Snapshot, style: Style) -> Iterator[str]:
    """A block a topic, and what it all comes to."""
    ink = Ink(style.color)
    told = said(lines, snapshot)
    for topic in Topic:
        mine = [line for line in told if line.topic is topic]
        if mine:
            yield ink(topic.value, BLUE) + "\n"
            yield from (f"{row}\n" for line in mine for row in _rows(line, ink))
            yield "\n"
    yield f"{_summary(lines, ink)}\n"


def _line(line: Line) -> dict[str, Any]:
    return {
        "topic": line.topic.value,
        "state": line.state.value,
        "certainty": line.certainty.value,
        "message": line.message,
        "evidence": list(line.evidence),
        "commands": [
            {
                "command": one.text,
                "shell": None if one.shell is None else one.shell.value,
                "lasting": one.lasting,
            }
            for one in line.commands
        ],
    }


def _counts(lines: Sequence[Line]) -> dict[State, int]:
    """How many lines there are of each state, the worst first."""
    found = dict.fromkeys(reversed(State), 0)
    for line in lines:
        found[line.state] += 1
    return found


_COLORS = {
    State.TROUBLE: RED,
    State.WARNING: YELLOW,
    State.UNKNOWN: CYAN,
    State.NOTE: BLUE,
    State.OK: GREEN,
}
_WIDTH, _MARGIN = 100, " " * 11


def _rows(line: Line, ink: Ink) -> Iterator[str]:
    label = ink(line.state.value, _COLORS[line.state]) + " " * (7 - len(line.state.value))
    first, *rest = _wrapped(line.message)
    color = BOLD if line.state is State.TROUBLE else ""
    yield f"  {label}  {ink(first, color) if color else first}"
    yield from (f"{_MARGIN}{ink(row, color) if color else row}" for row in rest)
    for sentence in line.evidence:
        yield from (f"{_MARGIN}{row}" for row in _wrapped(f"evidence: {sentence}"))
    if line.certainty is not Certainty.PROOF:
        yield f"{_MARGIN}certainty: {line.certainty.value}"
    if line.for_every_shell:
        yield from _every_shell(line)
    else:
        for command in _likely(line.commands):
            yield f"{_MARGIN}{ink('$', CYAN)} {printable(command.text)}"


def _wrapped(text: str) -> list[str]:
    """A sentence in rows beside the margin; what is to be typed is never cut."""
    size = _WIDTH - len(_MARGIN)
    return wrap(printable(text), size, break_long_words=False, break_on_hyphens=False) or [""]


def _likely(commands: Sequence[Command]) -> Iterator[Command]:
    """The commands for the shell that comes first, and those that are the same in all."""
    shell: Shell | None = next((one.shell for one in commands if one.shell is not None), None)
    return (one for one in commands if one.shell in (None, shell) and not one.lasting)


def _every_shell(line: Line) -> Iterator[str]:
    for lasting in (False, True):
        if lasting:
            yield f"{_MARGIN}and for the shells to come (bash and zsh: the files that set them)"
        for one in line.commands:
            if one.lasting is lasting and one.shell is not None:
                yield f"{_MARGIN}{one.shell.value:<10}  {printable(one.text)}"


def _summary(lines: Sequence[Line], ink: Ink) -> str:
    counts = _counts(lines)
    bad = [state for state in (State.TROUBLE, State.WARNING) if counts[state]]
    if not bad:
        return f"{ink('Nothing is wrong', GREEN)} that can be seen from here."
    told = [ink(_counted(counts[state], state.value), _COLORS[state]) for state in bad]
    return f"Found {enumerated(told)}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
