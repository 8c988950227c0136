"""That nothing asks the network unless a person asked for that very thing, and nothing is run.

The files name programs and servers wherever files can. An audit hook, in a process of its own,
sees every attempt of Python to connect, to look up a name or to start a process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import awsconf
from awsconf.cli.arguments import COMMANDS
from online.asking import LONG_TERM, ROLE, SESSION, knowing
from online.stubs import Asked, Reply, Stub, serving
from online.watched import REACHES, STARTS
from protocol.client import Json

PROGRAM = Path(__file__).with_name("watched.py")


class Home(NamedTuple):
    """A home whose files name a server, and a program that would leave a mark."""

    folder: Path
    stub: Stub

    @property
    def mark(self) -> Path:
        return self.folder / "it-ran"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """The home, and the server."""
    with serving(_answered) as stub:
        found = Home(tmp_path, stub)
        folder = tmp_path / ".aws"
        folder.mkdir()
        (folder / "config").write_text(_config(found), encoding="utf-8")
        credentials = (
            f"[default]\n{LONG_TERM}[dead]\n{SESSION}assumed_role = True\n"
            f"assumed_role_arn = {ROLE}\nexpiration = 2026-01-01 13:00:00\n"
            f"credential_process = {_program(found)}\n"
        )
        (folder / "credentials").write_text(credentials, encoding="utf-8")
        yield found


def _answered(stub: Stub, asked: Asked) -> Reply:
    """STS, and in the same place something that is no metadata service."""
    return knowing(stub, asked) if asked.method == "POST" else Reply(404)


def _program(home: Home) -> str:
    return f'{sys.executable} -c "open({str(home.mark)!r}, chr(119))"'


def _config(home: Home) -> str:
    ask = f"region = eu-west-1\nendpoint_url = {home.stub.url}\n"
    return (
        f"[default]\n{ask}ec2_metadata_service_endpoint = {home.stub.url}\n"
        f"[profile role]\nrole_arn = {ROLE}\nsource_profile = default\n{ask}"
        f"[profile dead]\n{ask}"
        f"[profile process]\ncredential_process = {_program(home)}\n{ask}"
        f"[profile behind]\nrole_arn = {ROLE}\nsource_profile = process\n{ask}"
        f"[profile machine]\nrole_arn = {ROLE}\ncredential_source = Ec2InstanceMetadata\n"
        f"ec2_metadata_service_endpoint = {home.stub.url}\n{ask}"
        f"[profile web]\nrole_arn = {ROLE}\nweb_identity_token_file = {home.folder}/none\n{ask}"
        "[profile sso]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = R\n"
        f"[sso-session s]\nsso_start_url = {home.stub.url}\nsso_region = eu-west-1\n"
        "[profile nobody]\nrole_arn = x\nregion = eu-wset-1\n"
    )


LINES = {
    "check": [
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "sarif"],
        ["check", "--diff", "--unsafe-fixes"],
        ["check", "--fix", "--unsafe-fixes"],
    ],
    "rewrite": [["rewrite", "dead"]],
    "resolve": [["resolve"], ["resolve", "--all", "--reader", "all"], ["resolve", "process"]],
    "rule": [["rule"], ["rule", "expired-session-token"]],
    "explain": [["explain", "process"], ["explain", "dead"]],
    "verify": [["verify", "process"], ["verify", "behind", "--assume"], ["verify", "web", "sso"]],
    "server": [],
}
"""What runs of each command; of one that is not named here, the command alone."""


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_reaches_out_by_itself(home: Home, command: str) -> None:
    lines = LINES.get(command, [[command]])
    found = watched(home, "commands", json.dumps(lines))
    assert found["seen"] == []
    # They did their work: it is neither a mistake of ours nor of the command line.
    assert not {2, 4}.intersection(found["done"]), found
    assert not home.mark.exists()
    assert home.stub.asked == []


@pytest.mark.skipif(os.name != "posix", reason="an event loop connects to itself there")
def test_no_session_of_an_editor_reaches_out_by_itself(home: Home) -> None:
    frames = home.folder / "frames"
    frames.write_bytes(b"".join(map(_frame, _session(home.folder / ".aws"))))
    found = watched(home, "session", str(frames))
    assert found["seen"] == []
    status, answered = found["done"]
    assert status == 0
    assert answered >= 4
    assert not home.mark.exists()
    assert home.stub.asked == []


@pytest.mark.parametrize(
    "line",
    [["verify", "--all"], ["verify", "role", "--assume"], ["verify", "default", "dead"]],
    ids=" ".join,
)
def test_to_verify_asks_one_server_and_starts_nothing(home: Home, line: list[str]) -> None:
    """The server that the profile names: no metadata service, no proxy, nobody else."""
    found = watched(home, "commands", json.dumps([line]))
    assert found["done"] == [0]
    _asked_its_own_server_alone(home, found)


@pytest.mark.skipif("doctor" not in COMMANDS, reason="there is no doctor yet")
def test_the_doctor_asks_whom_it_is_told_to_and_starts_nothing(home: Home) -> None:
    line = ["doctor", "--online", "--metadata"]
    found = watched(home, "commands", json.dumps([line]))
    assert found["done"] == [1]
    _asked_its_own_server_alone(home, found)
    assert {asked.method for asked in home.stub.asked} == {"HEAD", "PUT", "GET"}


def _asked_its_own_server_alone(home: Home, found: dict[str, Any]) -> None:
    assert STARTS.isdisjoint(event for event, _ in found["seen"])
    host, _, port = home.stub.url.removeprefix("http://").partition(":")
    reached = {told for event, told in found["seen"] if event == "socket.connect"}
    assert reached == {repr((host, int(port)))}
    assert {event for event, _ in found["seen"]} <= REACHES
    assert home.stub.asked
    assert not home.mark.exists()


@pytest.mark.parametrize(
    "code",
    [
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import socket; socket.create_connection(('127.0.0.1', 9), 0.1)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9', timeout=0.1)",
    ],
)
def test_an_attempt_would_be_seen(home: Home, code: str) -> None:
    """The hook itself, by what must not happen."""
    script = (
        "import sys, watched\nsys.addaudithook(watched.watch)\n"
        f"try:\n    {code.replace('; ', chr(10) + '    ')}\nexcept Exception:\n    pass\n"
        "print(len(watched.seen))\n"
    )
    done = _run(home, [sys.executable, "-c", script])
    assert int(done.stdout) >= 1


def watched(home: Home, *arguments: str) -> dict[str, Any]:
    """What came of a run under the hook."""
    done = _run(home, [sys.executable, str(PROGRAM), *arguments])
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    found["seen"] = [tuple(one) for one in found["seen"]]
    return found


def _run(home: Home, argv: list[str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    kept = {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}
    path = os.pathsep.join((str(Path(awsconf.__file__).parents[1]), str(PROGRAM.parent)))
    own = {"HOME": str(home.folder), "USERPROFILE": str(home.folder), "PYTHONPATH": path}
    return subprocess.run(
        argv,
        env={**kept, **own},
        cwd=home.folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _session(folder: Path) -> Iterator[Json]:
    """What a client says that uses whatever there is."""
    uris = [(folder / name).as_uri() for name in ("config", "credentials")]
    capabilities: Json = {
        "workspace": {"executeCommand": {}, "workspaceEdit": {"documentChanges": True}},
        "window": {"workDoneProgress": True},
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}}
        },
    }
    yield _request("initialize", {"processId": None, "capabilities": capabilities})
    yield {"method": "initialized", "params": {}}
    for uri, name in zip(uris, ("config", "credentials"), strict=True):
        text = (folder / name).read_text(encoding="utf-8")
        document = {"uri": uri, "languageId": "ini", "version": 1, "text": text}
        yield {"method": "textDocument/didOpen", "params": {"textDocument": document}}
    for uri in uris:
        for line in range(12):
            yield from _questions(uri, {"line": line, "character": 1})
    yield {"method": "textDocument/didSave", "params": {"textDocument": {"uri": uris[0]}}}
    for method in ("documentSymbol", "codeLens", "documentLink", "foldingRange"):
        yield _request(f"textDocument/{method}", {"textDocument": {"uri": uris[0]}})
    yield _request("shutdown", None)
    yield {"method": "exit", "params": None}


def _questions(uri: str, place: Json) -> Iterator[Json]:
    where = {"textDocument": {"uri": uri}, "position": place}
    yield from (_request(f"textDocument/{name}", where) for name in ("hover", "completion"))
    for trigger in (1, 2):
        context: Json = {"diagnostics": [], "triggerKind": trigger}
        stretch = {"start": place, "end": place}
        asked = {"textDocument": {"uri": uri}, "range": stretch, "context": context}
        yield _request("textDocument/codeAction", asked)


def _request(method: str, params: Any) -> Json:
    return {"id": 1, "method": method, "params": params}


def _frame(message: Json) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
