"""Somebody with a dead token, at a terminal and in an editor: what is typed, and what is seen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from awsconf.lsp.server import Server
from cli.machine import Machine
from fixture import NOW, Marked
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

CAPABILITIES: Json = {
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
    "textDocument": {
        "hover": {"contentFormat": ["plaintext"]},
        "completion": {},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
}


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines, blanks evened out."""
        return [" ".join(line.split()) for line in self.out.splitlines()]


class Person:
    """Somebody at a machine."""

    def __init__(self, machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
        self.machine = machine
        self._capsys = capsys

    def has(self, **files: str) -> None:
        """Write the own pair, an hour ago and for its owner alone; keys are made as in pages."""
        for name, text in files.items():
            path = self.machine.write(f".aws/{name}", Marked.read(text).text)
            path.chmod(0o600)
            os.utime(path, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))

    def sets(self, **variables: str) -> None:
        """Set variables of the environment, and no others."""
        self.machine.environ = {
            name: Marked.read(text).text
            for name, text in ({"SHELL": "/bin/bash"} | variables).items()
        }

    def types(self, line: str) -> Said:
        """Type a command line."""
        program, *argv = line.split()
        assert program == "awsconf"
        status = self.machine.run(*argv)
        return Said(status, *self._capsys.readouterr())

    def text(self, name: str) -> str:
        """What one of the two files holds; nothing where it is not there."""
        path = self.machine.home / ".aws" / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @contextmanager
    def editor(self) -> Iterator[Editor]:
        """An editor with both files open."""
        home = self.machine.home
        server = Server(host(home, dict(self.machine.environ)), pace=NEVER)
        with running(server) as client:
            client.initialize(CAPABILITIES)
            there = [name for name in ("config", "credentials") if (home / ".aws" / name).exists()]
            for name in there:
                client.open((home / ".aws" / name).as_uri(), self.text(name))
            client.settle()
            yield Editor(self, client)


class Editor:
    """An editor at work."""

    def __init__(self, person: Person, client: Client) -> None:
        self._person = person
        self._client = client

    def _uri(self, name: str) -> str:
        return (self._person.machine.home / ".aws" / name).as_uri()

    def _at(self, name: str, words: str) -> Json:
        """The position right behind some words, which stand there once; texts are ASCII."""
        before, found, _ = self._person.text(name).partition(words)
        assert found
        reached = before + found
        return {"line": reached.count("\n"), "character": len(reached.rpartition("\n")[2])}

    def _asked(self, method: str, name: str, words: str, **more: Any) -> Any:
        params = {"textDocument": {"uri": self._uri(name)}, **more}
        if "range" not in more:
            params["position"] = self._at(name, words)
        return self._client.ask(f"textDocument/{method}", params)["result"]

    def findings(self, rule: str) -> list[Json]:
        """What is shown of one rule, in the last word on either file."""
        shown = {
            message["params"]["uri"]: message["params"]["diagnostics"]
            for message in self._client.seen
            if message.get("method") == "textDocument/publishDiagnostics"
        }
        return [one for found in shown.values() for one in found if one["code"] == rule]

    def hover(self, name: str, words: str) -> str:
        """What is shown over the end of some words."""
        return str(self._asked("hover", name, words)["contents"]["value"])

    def completion(self, name: str, words: str) -> dict[str, Json]:
        """What is offered behind some words."""
        return {item["label"]: item for item in self._asked("completion", name, words)["items"]}

    def actions(self, name: str, words: str) -> dict[str, Json]:
        """What is offered to do about the place behind some words, by its title."""
        at = self._at(name, words)
        context = {"diagnostics": [], "triggerKind": 1}
        found = self._asked(
            "codeAction", name, words, range={"start": at, "end": at}, context=context
        )
        return {action["title"]: action for action in found}

    def after(self, action: Json) -> dict[str, str]:
        """Both files after an action, by name."""
        texts = {}
        for change in action["edit"]["documentChanges"]:
            if "edits" in change:
                name = change["textDocument"]["uri"].rpartition("/")[2]
                texts[name] = _applied(self._person.text(name), change["edits"])
        return texts


def _applied(text: str, edits: list[Json]) -> str:
    lines = [*text.splitlines(keepends=True), ""]

    def at(place: Json) -> int:
        return len("".join(lines[: place["line"]])) + int(place["character"])

    for edit in sorted(edits, key=lambda one: at(one["range"]["start"]), reverse=True):
        start, end = at(edit["range"]["start"]), at(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text
