"""No secret of an open document leaves the server, at any log level, but in an edit."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import encoder
from awsconf.lsp.server import Server
from protocol.client import Client, Json, process
from protocol.inside import NEVER, host, running

SECRETS = [encoder.secret("canary"), encoder.token(seed="canary")]
TEXT = (
    "[default]\n"
    f"aws_access_key_id = {encoder.key_id(seed='canary')}\n"
    f"aws_secret_access_key = {SECRETS[0]}\n"
    f"aws_secret_access_key = {SECRETS[0]}\n"
    f"aws_session_token = {SECRETS[1]}\n"
    f"aws_session_token = {SECRETS[1]}\n"
)
CAPABILITIES: Json = {
    "workspace": {"executeCommand": {}},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {},
        "publishDiagnostics": {"relatedInformation": True, "dataSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
}


def converse(client: Client, uri: str) -> None:
    """Everything that the server does with a document, and some that it refuses to do."""
    client.initialize(CAPABILITIES)
    client.open(uri, TEXT)
    client.published(uri)
    client.send(json.dumps({"method": SECRETS[0], "params": SECRETS}).encode(), b"{" + b"x" * 9)
    client.notify(SECRETS[0], {"a": SECRETS[1]})
    client.notify("textDocument/didChange", {"textDocument": {"uri": uri}, "oops": SECRETS})
    client.notify("textDocument/didOpen", {"textDocument": SECRETS[0]})
    client.ask(SECRETS[1])
    client.ask("textDocument/codeAction", {"textDocument": SECRETS})
    client.change(uri, 2, {"text": TEXT + "\n"})
    client.ask("textDocument/codeAction", everywhere(uri))
    for line, text in enumerate(TEXT.splitlines()):
        for place in ({"line": line, "character": at} for at in (0, 1, len(text) - 9, len(text))):
            for method in ("textDocument/hover", "textDocument/completion"):
                client.ask(method, {"textDocument": {"uri": uri}, "position": place})
    client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": SECRETS})
    client.ask("completionItem/resolve", SECRETS)
    client.ask("workspace/executeCommand", {"command": SECRETS[0], "arguments": SECRETS})
    client.ask("workspace/executeCommand", {"command": "awsconf.verify", "arguments": SECRETS})
    client.settle()


def everywhere(uri: str) -> Json:
    stretch = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    return {"textDocument": {"uri": uri}, "range": stretch, "context": {"diagnostics": []}}


def without_edits(messages: list[Json]) -> str:
    for message in messages:
        result = message.get("result")
        for action in result if isinstance(result, list) else ():
            action.pop("edit", None)
    return json.dumps(messages)


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_in_a_process_of_its_own(home: Path, level: str) -> None:
    with process(home, "--log-level", level) as (client, server):
        converse(client, (home / ".aws/credentials").as_uri())
        client.ask("shutdown")
        client.notify("exit")
        assert server.wait(timeout=20) == 0
        assert server.stderr is not None
        log = server.stderr.read().decode()
    answers = [m["result"] for m in client.seen if isinstance(m.get("result"), list)]
    assert any("edit" in action for actions in answers for action in actions)
    for secret in SECRETS:
        assert secret not in log
        assert secret not in without_edits(client.seen)
        assert secret[:8] not in log


def test_with_every_logger_at_its_loudest(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    with running(Server(host(home), pace=NEVER)) as client, caplog.at_level(logging.DEBUG):
        for name in list(logging.root.manager.loggerDict):
            if name.startswith(("pygls", "asyncio", "awsconf")):
                caplog.set_level(logging.DEBUG, logger=name)
        converse(client, (home / ".aws/credentials").as_uri())
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    for secret in SECRETS:
        assert secret not in said


def test_a_name_that_is_a_secret_is_in_no_message(home: Path, client: Client) -> None:
    name = "correct-horse-battery-staple"
    config, credentials = ((home / ".aws" / each).as_uri() for each in ("config", "credentials"))
    client.initialize(CAPABILITIES)
    client.open(credentials, f"[base]\naws_secret_access_key = {name}\n")
    client.open(config, f"[profile a]\nrole_arn = x\nsource_profile = {name}\n[profile {name}]\n")
    client.settle()
    client.ask("textDocument/codeAction", everywhere(config))
    client.ask(
        "textDocument/completion", {**everywhere(config), "position": {"line": 2, "character": 17}}
    )
    told = [m for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
    assert any(m["params"]["diagnostics"] for m in told)
    assert name not in without_edits(client.seen)


def test_what_pygls_would_log_is_withheld(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    Server(host(home), pace=NEVER)
    with caplog.at_level(logging.DEBUG, logger="pygls.protocol.json_rpc"):
        logging.getLogger("pygls.protocol.json_rpc").info("Sending data: %s", SECRETS[0])
        try:
            raise ValueError(SECRETS[0])
        except ValueError:
            logging.getLogger("pygls.protocol.json_rpc").exception("it failed")
    assert len(caplog.records) == 2
    assert SECRETS[0] not in caplog.text
