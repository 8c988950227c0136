"""The law of secrets at the doors: no command, format, log or message lets one out.

Every case of every page goes through the real command line and the real server, in process.
Only an edit of the editor's own texts may hold a secret, and only one that the same edit takes
away: a key that moves.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fixture
from awsconf.cli import check as command
from awsconf.lsp.places import offset
from awsconf.lsp.server import Server
from awsconf.refactoring.registry import REFACTORINGS
from awsconf.rules import every_rule
from awsconf.text import Encoding, Role, Source
from cli import rules
from cli.machine import Machine
from fixture import Case
from laws.cases import CASES
from laws.spill import Canary, stretches
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

STRANGE = fixture.cases(Path(__file__).with_name("canary.md"))
HOLDING = [case for case in (*CASES, *STRANGE) if fixture.secrets(case)]
FORMATS = ("text", "concise", "json", "github", "sarif")
ARN = "arn:aws:iam::111122223333:role/Wanted"
CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-32"]},
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "dataSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"resolveSupport": {"properties": ["documentation"]}}},
    },
}

Output = pytest.CaptureFixture[str]


def placed(case: Case, home: Path) -> dict[Role, Path]:
    """The files of a case, as the user's own pair."""
    paths = {}
    for role, marked in case.marked.items():
        paths[role] = home / ".aws" / role.value
        paths[role].parent.mkdir(parents=True, exist_ok=True)
        paths[role].write_bytes(marked.text.encode("utf-8", "surrogateescape"))
        if (mtime := case.world.get(f"mtime.{role.value}")) is not None:
            seconds = fixture.stamp(mtime).timestamp()
            os.utime(paths[role], (seconds, seconds))
    return paths


def commands(case: Case, paths: dict[Role, Path]) -> Iterator[tuple[str, ...]]:
    """Every command that looks at the files, and at last those that change them."""
    files = [part for role, path in paths.items() for part in (f"--{role.value}", str(path))]
    own = case.world.get("own") == "true"
    where = ("--now", case.world.get("now", "2026-06-01T12:00Z"), *(() if own else files))
    for name in FORMATS:
        yield ("check", *where, "--format", name)
    yield ("check", *where, "--color", "always", "--unsafe-fixes")
    yield ("check", *where, "--diff")
    yield ("check", *where, "--diff", "--unsafe-fixes", "--format", "json")
    yield from questions(case, where)
    if own:
        yield from (("doctor", "--format", name) for name in ("text", "json"))
    for profile in case.snapshot().profiles:
        if not profile.startswith("-"):
            yield from (("doctor", "--profile", profile),) if own else ()
            yield ("explain", profile, *where)
            yield ("explain", profile, *where, "--format", "json", "--reader", "js")
            yield ("rewrite", profile, *where)
            yield ("rewrite", profile, *where, "--role-arn", ARN)
            wishes = ("--role-arn", ARN, "--source-profile", "user1", "--mfa-serial", "x")
            yield ("rewrite", profile, *where, *wishes)
            yield ("rewrite", profile, *where, "--list", "--role-arn", ARN)
            yield ("rewrite", profile, *where, "--as", "base-and-role", "--role-arn", ARN)
            yield ("rewrite", profile, *where, "--as", "move-keys")
    yield ("rewrite", *where, "--list")
    for mode in REFACTORINGS:
        yield ("rewrite", *where, "--as", mode.name, "--all")
    yield ("check", *where, "--fix")
    yield ("check", *where, "--fix", "--unsafe-fixes")


def questions(case: Case, where: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way to ask who answers, with secrets where a person may put one by mistake too."""
    for name in ("text", "json", "mermaid"):
        yield ("resolve", *where, "--all", "--format", name)
    for name in ("text", "json"):
        yield ("resolve", *where, "--all", "--format", name, "--reader", "all")
    yield ("resolve", *where, "--all", "--color", "always", "--chosen-by", "environment")
    for secret in sorted(fixture.secrets(case))[:2]:
        for variable in ("AWS_ACCESS_KEY_ID", "AWS_METADATA_SERVICE_TIMEOUT", "AWS_PROFILE"):
            given = ("--env", f"{variable}={secret}", "--env", f"AWS_DEFAULT_REGION={secret}")
            pair = (*given, "--env", f"AWS_SECRET_ACCESS_KEY={secret}")
            yield ("resolve", *where, *pair)
            yield ("explain", *where, *pair)
            yield ("resolve", *where, *pair, "--format", "json", "--reader", "all")


@pytest.mark.parametrize("case", HOLDING, ids=str)
def test_one_that_is_planted_is_seen(case: Case) -> None:
    """The search is worth something: it sees twelve characters of each, wherever they stand."""
    for secret in fixture.secrets(case):
        middle = len(secret) // 2
        (before,) = Canary(case).found(f"it says {secret[middle - 6 : middle + 6]}, aloud")
        assert before == "it says "


@pytest.mark.parametrize("case", HOLDING, ids=str)
def test_no_command_lets_one_out(case: Case, tmp_path: Path, capsys: Output) -> None:
    machine, canary = Machine(tmp_path, case.environ), Canary(case)
    paths = placed(case, machine.home)
    for argv in commands(case, paths):
        status = machine.run(*argv)
        output = capsys.readouterr()
        assert canary.found(output.out + output.err) == [], argv[:1]
        assert status in (0, 1, 2) or (status == 3 and "--all" in argv), argv


def test_no_mistake_of_ours_lets_one_out(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path)
    monkeypatch.setattr(command, "selected", lambda *_: (rules.BROKEN,))
    for case in HOLDING:
        placed(case, machine.home)
        assert machine.run("check") == 4
        output = capsys.readouterr()
        assert Canary(case).found(output.out + output.err) == []


def test_no_page_holds_one(tmp_path: Path, capsys: Output) -> None:
    canary = Canary(*HOLDING)
    for argv in ((), *((rule.name,) for rule in every_rule())):
        assert Machine(tmp_path).run("rule", *argv) == 0
    assert canary.found(capsys.readouterr().out) == []


@pytest.mark.parametrize("case", HOLDING, ids=str)
def test_no_message_and_no_log_lets_one_out(
    case: Case, tmp_path: Path, capsys: Output, caplog: pytest.LogCaptureFixture
) -> None:
    canary = Canary(case)
    texts = {path.as_uri(): path.read_bytes() for path in placed(case, tmp_path).values()}
    shown = {uri: raw.decode("utf-8", "replace") for uri, raw in texts.items()}
    for name in ("", "awsconf", "pygls", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    with running(Server(host(tmp_path, case.environ), pace=NEVER)) as client:
        converse(client, shown)
    edits = list(taken_out(client.seen))
    assert canary.found(json.dumps(client.seen, ensure_ascii=False)) == []
    output = capsys.readouterr()
    said = [caplog.text, output.out, output.err, *(str(vars(one)) for one in caplog.records)]
    assert canary.found("\n".join(said)) == []
    for edit in edits:
        taken, put = changes(edit, shown)
        assert not (stretches(put) & canary.stretches) - stretches(taken)


def converse(client: Client, texts: dict[str, str]) -> None:
    """Open all files, and ask what can be done about everything that is said of them."""
    client.initialize(CAPABILITIES)
    for uri, text in texts.items():
        client.open(uri, text)
    client.settle()
    for uri, text in texts.items():
        found = [
            message["params"]["diagnostics"]
            for message in client.seen
            if "Diagnostics" in message.get("method", "") and message["params"]["uri"] == uri
        ]
        end = {"line": text.count("\n") + 1, "character": 0}
        ask(client, uri, {"start": {"line": 0, "character": 0}, "end": end}, [])
        for diagnostic in found[-1]:
            ask(client, uri, diagnostic["range"], [diagnostic])
        point(client, uri, text)
    client.settle()


def point(client: Client, uri: str, text: str) -> None:
    """Ask what each line is about, and what could be typed there: at its name and its value."""
    for line, words in enumerate(text.replace("\r\n", "\n").split("\n")[:60]):
        for character in {1, len(words) * 2 // 3, len(words)}:
            place = {"line": line, "character": character}
            params = {"textDocument": {"uri": uri}, "position": place}
            for method in ("hover", "completion"):
                assert "result" in client.ask(f"textDocument/{method}", params)


def ask(client: Client, uri: str, stretch: Json, found: list[Json]) -> None:
    params = {"textDocument": {"uri": uri}, "range": stretch, "context": {"diagnostics": found}}
    offered = client.ask("textDocument/codeAction", params)["result"]
    for action in offered:
        if "data" in action:
            assert "edit" in client.ask("codeAction/resolve", action)["result"]


def taken_out(messages: list[Json]) -> Iterator[Json]:
    """The edits that were offered, out of the messages that offered them."""
    for message in messages:
        result = message.get("result")
        offers = result if isinstance(result, list) else ()
        for action in (result, *offers):
            if isinstance(action, dict) and "edit" in action:
                yield action.pop("edit")


def changes(edit: Json, texts: dict[str, str]) -> tuple[str, str]:
    """What an edit takes from the texts, and what it puts into them."""
    taken, put = [], []
    for change in edit["documentChanges"]:
        source = Source(texts.get(change.get("textDocument", change).get("uri"), ""))
        for one in change.get("edits", ()):
            start, end = (place(source, one["range"][side]) for side in ("start", "end"))
            taken.append(source.text[start:end])
            put.append(one["newText"])
    return "\n".join(taken), "\n".join(put)


def place(source: Source, position: Any) -> int:
    return offset(source, position, Encoding.UTF32)
