"""The base protocol: every request gets one reply with its code, and the process ends well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from awsconf import lsp
from protocol.client import Client, Json, process

ACTION = {
    "textDocument": {"uri": "file:///x"},
    "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
    "context": {"diagnostics": []},
}
LITERALS: Json = {
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
    }
}


def code(reply: Json) -> int:
    return int(reply["error"]["code"])


def test_a_request_before_initialize(client: Client) -> None:
    assert code(client.ask("textDocument/codeAction", ACTION)) == -32002
    assert code(client.ask("no/such/method")) == -32002
    assert "capabilities" in client.initialize()


def test_unknown_methods(client: Client) -> None:
    client.initialize()
    assert code(client.ask("no/such/method")) == -32601
    assert code(client.ask("$/no/such/method")) == -32601
    client.notify("$/no/such/notification", {"a": 1})
    client.notify("no/such/notification", {"a": 1})
    assert client.settle() == []


@pytest.mark.parametrize(
    "params",
    [
        *(None, 5, [], {}, {"textDocument": 5}, {**ACTION, "range": "here"}),
        {**ACTION, "context": {"diagnostics": 1}},
    ],
)
def test_bad_params(client: Client, params: Any) -> None:
    client.initialize(LITERALS)
    assert code(client.ask("textDocument/codeAction", params)) == -32602
    assert client.ask("textDocument/codeAction", ACTION)["result"] == []


@pytest.mark.parametrize("params", [None, [], {}, {"capabilities": 3}])
def test_bad_params_of_initialize(client: Client, params: Any) -> None:
    assert code(client.ask("initialize", params)) == -32602
    assert "capabilities" in client.initialize()


def test_a_second_initialize(client: Client) -> None:
    client.initialize()
    assert code(client.ask("initialize", {"processId": None, "capabilities": {}})) == -32600


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[" * 100_000])
def test_broken_json_is_survived(client: Client, body: bytes) -> None:
    client.send(body)
    reply = client.until(lambda m: "error" in m)
    assert (reply["id"], code(reply)) == (None, -32700)
    assert "capabilities" in client.initialize()


@pytest.mark.parametrize(
    ("body", "identifier"),
    [
        (b"[]", None),
        (b"5", None),
        (b'{"id": 7, "method": "shutdown"}', 7),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "shutdown"}', None),
        (b'{"jsonrpc": "2.0", "id": "a", "method": 5}', "a"),
    ],
)
def test_what_is_no_request(client: Client, body: bytes, identifier: Any) -> None:
    client.send(body)
    reply = client.until(lambda m: "error" in m)
    assert (reply["id"], code(reply)) == (identifier, -32600)


def test_a_request_after_shutdown(client: Client) -> None:
    client.initialize()
    assert client.ask("shutdown")["result"] is None
    assert code(client.ask("shutdown")) == -32600
    assert code(client.ask("no/such/method")) == -32600


def test_exit_after_shutdown(home: Path) -> None:
    with process(home, "--stdio", "--clientProcessId=1") as (client, server):
        client.initialize()
        client.ask("shutdown")
        client.notify("exit")
        assert server.wait(timeout=20) == 0


@pytest.mark.parametrize("initialized", [True, False])
def test_exit_without_shutdown(home: Path, initialized: bool) -> None:
    with process(home) as (client, server):
        if initialized:
            client.initialize()
        client.notify("exit")
        assert server.wait(timeout=20) == 1


def test_end_of_stdin(home: Path) -> None:
    with process(home) as (client, server):
        client.initialize()
        client.to.close()
        assert server.wait(timeout=20) == 1
        assert server.stderr is not None
        assert server.stderr.read() == b""


def test_death_of_the_editor(home: Path) -> None:
    waits = [sys.executable, "-c", "input()"]
    with (
        subprocess.Popen(waits, stdin=subprocess.PIPE) as editor,
        process(home) as (client, server),
    ):
        client.initialize(processId=editor.pid)
        assert server.poll() is None
        editor.kill()
        editor.wait(timeout=20)
        assert server.wait(timeout=20) == 1


def test_an_argument_that_is_not_known() -> None:
    with pytest.raises(SystemExit) as ended:
        lsp.main(["--tcp"])
    assert ended.value.code == 2


def test_importing_the_package_imports_no_protocol() -> None:
    ask = "import sys, awsconf.lsp; print({'pygls', 'lsprotocol', 'asyncio'} & set(sys.modules))"
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; {ask}"]
    assert subprocess.run(command, capture_output=True, check=True).stdout.strip() == b"set()"
