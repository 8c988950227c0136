"""Measures what README.md beside it lists; run it by `nox -s bench`."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from botocore.configloader import load_config

from awsconf.check import check
from awsconf.rules import selected
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from benchmarks.pairs import pair
from fixture import NOW
from protocol.client import Client, Json, process

ROUNDS = 15
LINES_A_PROFILE = 6


def main() -> int:
    """Print a table of what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        checks(Path(folder))
        for lines in (1_400, 60_000):
            keystrokes(Path(folder), lines)
        questions(Path(folder))
        whole_process(Path(folder))
    return 0


def checks(folder: Path) -> None:
    """A full check of both files against botocore's loading of one of them."""
    ours: dict[int, float] = {}
    for profiles in (1_000, 10_000):
        config, credentials = pair(profiles)
        file = folder / f"config{profiles}"
        file.write_text(config, encoding="utf-8")

        def full(config: str = config, credentials: str = credentials) -> None:
            with without_collector():
                full_check(config, credentials)

        def botocore(file: Path = file) -> None:
            load_config(str(file))

        ours[profiles], theirs = side_by_side(full, botocore)
        tell(f"check, {profiles:,} profiles", ours[profiles], theirs, "botocore load_config", 2)
    growth = ours[10_000] / ours[1_000]
    print(f"  ten times the profiles take {growth:.1f} times as long")


def full_check(config: str, credentials: str) -> None:
    """Parse, read and judge a pair from nothing."""
    snapshot = Snapshot(
        Half("config", parse(config, Role.CONFIG)),
        Half("credentials", parse(credentials, Role.CREDENTIALS)),
        now=NOW,
        own=True,
    )
    assert check(snapshot, selected()) == []


@contextmanager
def without_collector() -> Iterator[None]:
    """What `awsconf check` does: nothing that it makes is in a ring worth looking for."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def keystrokes(folder: Path, lines: int) -> None:
    """A change of one character to the diagnostics that it causes, over stdio."""
    home = folder / f"home{lines}"
    (home / ".aws").mkdir(parents=True)
    config, credentials = pair(lines // LINES_A_PROFILE)
    path = home / ".aws" / "config"
    path.write_text(config, encoding="utf-8")
    (home / ".aws" / "credentials").write_text(credentials, encoding="utf-8")
    with process(home) as (client, _):
        client.initialize()
        client.open(path.as_uri(), config)
        client.published(path.as_uri())
        times = [keystroke(client, path.as_uri(), turn) for turn in range(2 * ROUNDS)]
    reach = 5 if lines < 10_000 else 100
    what = f"keystroke to diagnostics, {config.count(chr(10)):,} lines"
    print(f"{what}: {median(times) * 1000:.1f} ms (reach {reach} ms)", flush=True)


def keystroke(client: Client, uri: str, turn: int) -> float:
    """Misspell `region` on the second line, or spell it right again; seconds until that is told."""
    wrong = turn % 2 == 0
    end = {"line": 1, "character": 0 if wrong else 1}
    at = {"start": {"line": 1, "character": 0}, "end": end}
    change: Json = {"range": at, "text": "x" if wrong else ""}
    start = perf_counter()
    client.change(uri, turn + 2, change)
    told = client.published(uri)
    elapsed = perf_counter() - start
    assert bool(told["diagnostics"]) is wrong
    return elapsed


def questions(folder: Path) -> None:
    """Hover and completion right after a keystroke, in the middle of 1,000 profiles, over stdio."""
    home = folder / "questions"
    (home / ".aws").mkdir(parents=True)
    config, credentials = pair(1_000)
    path = home / ".aws" / "config"
    path.write_text(config, encoding="utf-8")
    (home / ".aws" / "credentials").write_text(credentials, encoding="utf-8")
    line = config[: config.index("[profile role500]")].count("\n")
    places = {"hover": (line, 12), "completion": (line + 4, 20)}
    with process(home) as (client, _):
        client.initialize({"textDocument": {"hover": {}, "completion": {}}})
        client.open(path.as_uri(), config)
        for method, place in places.items():
            times = [question(client, path.as_uri(), method, *place) for _ in range(ROUNDS)]
            what = f"{method} after a keystroke, 1,000 profiles"
            print(f"{what}: {median(times) * 1000:.1f} ms (reach 20 ms)", flush=True)


def question(client: Client, uri: str, method: str, line: int, character: int) -> float:
    """Type at the end of the file, and ask about its middle; seconds until the answer."""
    place = {"line": line, "character": character}
    end = {"line": 10**6, "character": 0}
    client.change(uri, 2, {"range": {"start": end, "end": end}, "text": "#"})
    start = perf_counter()
    params = {"textDocument": {"uri": uri}, "position": place}
    assert client.ask(f"textDocument/{method}", params)["result"]
    return perf_counter() - start


def whole_process(folder: Path) -> None:
    """`awsconf check` from nothing to its exit, against a Python that does nothing."""
    home = folder / "small"
    (home / ".aws").mkdir(parents=True)
    config, credentials = pair(6)
    (home / ".aws" / "config").write_text(config, encoding="utf-8")
    (home / ".aws" / "credentials").write_text(credentials, encoding="utf-8")
    (home / ".aws" / "credentials").chmod(0o600)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = kept | {"HOME": str(home), "USERPROFILE": str(home)}

    def run(*arguments: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(command, env=environment, check=True, capture_output=True)

    ours, bare = side_by_side(run("-m", "awsconf", "check"), run("-c", "pass"))
    tell("awsconf check, whole process", ours, bare, "python -c pass", 6)


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The medians of two things that are done in turn; seconds."""
    ours()
    theirs()
    rounds = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    return median(a for a, _ in rounds), median(b for _, b in rounds)


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def tell(what: str, ours: float, theirs: float, whose: str, reach: float) -> None:
    times = f"{ours * 1000:.1f} ms against {theirs * 1000:.1f} ms ({whose})"
    print(f"{what}: {ours / theirs:.2f} × ({times}; reach {reach} ×)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
