"""What the real packages of the AWS SDK for JavaScript v3 make of a pair, in a process of Node.

`tests/javascript` names the packages and holds the program that asks them; they are installed
there when first needed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

HERE = Path(__file__).parent / "javascript"

Tables = Mapping[str, Mapping[str, str]]


class Question(NamedTuple):
    """How the default chain is asked: a profile given in code, and the environment."""

    profile: str | None = None
    environ: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What the default chain said.

    `key` is the access key id. `roles` holds each role that was assumed, in that order, with the
    key id that assumed it. `features` are the SDK's own marks of who answered.
    """

    key: str | None = None
    features: frozenset[str] = frozenset()
    roles: tuple[tuple[str, str], ...] = ()
    error: tuple[str, str] | None = None


class Heard(NamedTuple):
    """What the loader sees in a pair, and what the chain answers to each question."""

    profiles: Tables
    sessions: Tables
    services: Tables
    answers: tuple[Answer, ...]


class Oracle:
    """A process of Node that answers for one pair after another."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(
        self, config: str | None, credentials: str | None, questions: Iterable[Question] = ()
    ) -> Heard:
        """Ask about a pair; None is a file that does not exist."""
        request = {
            "config": _encoded(config),
            "credentials": _encoded(credentials),
            "questions": [
                {"profile": question.profile, "env": dict(question.environ)}
                for question in questions
            ],
        }
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None
        assert sink is not None
        sink.write(json.dumps(request) + "\n")
        sink.flush()
        line = source.readline()
        assert line, "the process of Node has ended: its standard error says why"
        heard = json.loads(line)
        return Heard(
            _table(heard["profiles"]),
            _table(heard["sessions"]),
            _table(heard["services"]),
            tuple(_answer(answer) for answer in heard["answers"]),
        )


@contextmanager
def running(directory: Path) -> Iterator[Oracle]:
    """An oracle that keeps its files in `directory`."""
    node = shutil.which("node")
    assert node is not None
    environ = {"PATH": str(Path(node).parent), "HOME": str(directory)}
    command = [node, str(HERE / "oracle.mjs"), str(directory)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=HERE,
        env=environ,
        encoding="utf-8",
    ) as process:
        yield Oracle(process)
        assert process.stdin is not None
        process.stdin.close()


def lack() -> str | None:
    """Why the packages cannot be asked on this machine; None when they are in place."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "JavaScript is asked through node and npm, which are not installed"
    lock = HERE / "package-lock.json"
    stamp = HERE / "node_modules" / f".installed-{hashlib.sha256(lock.read_bytes()).hexdigest()}"
    with _alone():
        if stamp.exists():
            return None
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
        command = [npm, "ci", "--fetch-retries=1", *options]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"npm could not install the packages: {done.stderr.strip()}"
        stamp.touch()
    return None


@contextmanager
def _alone() -> Iterator[None]:
    """Let one worker of pytest-xdist install while the others wait."""
    try:
        import fcntl
    except ImportError:  # Windows, where nobody runs the tests in parallel so far.
        yield
        return
    with (HERE / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _encoded(text: str | None) -> str | None:
    """A text as the bytes of its file; a lone surrogate stands for an undecodable byte."""
    if text is None:
        return None
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


def _table(entries: Sequence[Any]) -> Tables:
    return {name: dict(settings) for name, settings in entries}


def _answer(answer: Mapping[str, Any]) -> Answer:
    error = answer.get("error")
    return Answer(
        answer.get("key"),
        frozenset(answer.get("features", ())),
        tuple((role, key) for role, key in answer["roles"]),
        (error["type"], error["message"]) if error else None,
    )
