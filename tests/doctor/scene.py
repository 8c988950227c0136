"""A machine as values: two texts, an environment, and what a test says was observed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from awsconf.doctor.line import Line, State
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import Shell
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW, Marked

SEEN = Observations()
SESSION = {
    "AWS_ACCESS_KEY_ID": "<ASIA work>",
    "AWS_SECRET_ACCESS_KEY": "<secret work>",
    "AWS_SESSION_TOKEN": "<token work issued=2026-06-01T11:00Z>",
}
DEAD = SESSION | {"AWS_SESSION_TOKEN": "<token work issued=2026-05-20T11:00Z>"}
PAIR = {"AWS_ACCESS_KEY_ID": "<AKIA mine>", "AWS_SECRET_ACCESS_KEY": "<secret mine>"}
KEYS = "aws_access_key_id = <AKIA base>\naws_secret_access_key = <secret base>\n"


def scene(config: str | None = None, credentials: str | None = None, /, **environ: str) -> Snapshot:
    """The user's own pair and the environment, with keys and tokens made of their marks."""
    return Snapshot(
        _half("~/.aws/config", config, Role.CONFIG),
        _half("~/.aws/credentials", credentials, Role.CREDENTIALS),
        NOW,
        own=True,
        environ={name: Marked.read(value).text for name, value in environ.items()},
        in_shell=True,
    )


def told(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """The state and the message of each line."""
    return [(line.state.value, line.message) for line in lines]


def about(lines: Iterable[Line], *words: str) -> Line:
    """The one line that holds all the words."""
    (found,) = (line for line in lines if all(word in line.message for word in words))
    return found


def states(lines: Iterable[Line]) -> set[State]:
    """The states that occur."""
    return {line.state for line in lines}


def commands(line: Line, *, lasting: bool = False) -> Mapping[str, str]:
    """The commands of a line by the shell."""
    found = [one for one in line.commands if one.shell is not None and one.lasting is lasting]
    assert len({one.shell for one in found}) == len(found)
    return {one.shell.value: one.text for one in found if isinstance(one.shell, Shell)}


def _half(path: str, text: str | None, role: Role) -> Half:
    return Half(path, None if text is None else parse(Marked.read(text).text, role))
