"""Refactorings in an editor: where they are offered, and that a key travels only when chosen."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import encoder
from awsconf.lsp.server import Server
from fixture import Marked
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running
from protocol.test_code_actions import actions, applied

KEYS = Marked.read(
    "[profile app]\n"
    "aws_access_key_id = <AKIA app>\n"
    "aws_secret_access_key = <secret app>\n"
    "region = eu-west-1\n"
).text
SECRET = encoder.secret("app")
SSO = (
    "[profile dev]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n"
    "sso_account_id = 111122223333\nsso_role_name = Developer\n\n[default]\nregion = eu-west-1\n"
)
LITERALS: Json = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["refactor"]}}}
RESOLVING: Json = {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
WORKSPACE: Json = {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}}


def capable(*, resolving: bool = True) -> Json:
    action = LITERALS | RESOLVING if resolving else LITERALS
    return {"textDocument": {"codeAction": action}, "workspace": WORKSPACE}


def resolved(client: Client, action: Json) -> Json:
    result = client.ask("codeAction/resolve", action)["result"]
    assert isinstance(result, dict)
    return result


def test_each_has_its_kind_and_stands_at_its_profile(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(capable())
    client.open(config, SSO)
    (into,) = actions(client, config, 4, ["refactor"])
    assert (into["title"], into["kind"]) == (
        "Let `dev` sign in through the session `corp`",
        "refactor.rewrite",
    )
    (change,) = into["edit"]["documentChanges"]
    after = applied(SSO, change["edits"])
    assert "[profile dev]\nsso_session = corp\nsso_account_id" in after
    assert actions(client, config, 7, ["refactor"]) == []
    assert actions(client, config, 4, ["refactor.move"]) == []
    client.change(config, 2, {"text": after})
    (back,) = actions(client, config, 1, ["refactor"])
    assert back["title"] == "Write the session `corp` into `dev`, for old tools"


def test_of_its_own_accord_an_editor_is_offered_none(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(capable())
    client.open(config, SSO)
    place = {"line": 4, "character": 0}
    params: Json = {
        "textDocument": {"uri": config},
        "range": {"start": place, "end": place},
        "context": {"diagnostics": [], "triggerKind": 2},
    }
    assert client.ask("textDocument/codeAction", params)["result"] == []


def test_a_key_travels_when_it_is_chosen(home: Path, client: Client) -> None:
    config, credentials = ((home / ".aws" / name).as_uri() for name in ("config", "credentials"))
    client.initialize(capable())
    client.open(config, KEYS, version=3)
    (move,) = actions(client, config, 0, ["refactor.move"])
    assert move["title"] == "Move the keys of `app` to the credentials file"
    assert "edit" not in move
    assert SECRET.encode() not in client.bytes_out
    create, ours, theirs = resolved(client, move)["edit"]["documentChanges"]
    assert create == {
        "kind": "create",
        "uri": credentials,
        "options": {"ignoreIfExists": True},
    }
    assert ours["textDocument"] == {"uri": config, "version": 3}
    assert applied(KEYS, ours["edits"]) == "[profile app]\nregion = eu-west-1\n"
    lines = KEYS.splitlines(keepends=True)[1:3]
    assert applied("", theirs["edits"]) == "".join(("[app]\n", *lines))


def test_the_edit_is_for_the_text_as_it_is_when_it_is_chosen(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(capable())
    client.open(config, KEYS, version=1)
    (move,) = actions(client, config, 0, ["refactor.move"])
    text = "# a note\n" + KEYS
    client.change(config, 2, {"text": text})
    _, ours, _ = resolved(client, move)["edit"]["documentChanges"]
    assert ours["textDocument"]["version"] == 2
    assert applied(text, ours["edits"]) == "# a note\n[profile app]\nregion = eu-west-1\n"
    client.change(config, 3, {"text": "[profile app]\nregion = eu-west-1\n"})
    assert "edit" not in resolved(client, move)


def test_a_client_that_cannot_wait_is_not_offered_it(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    reply = client.initialize(capable(resolving=False))
    assert "resolveProvider" not in reply["capabilities"]["codeActionProvider"]
    client.open(config, KEYS)
    assert actions(client, config, 0, ["refactor.move"]) == []
    assert SECRET.encode() not in client.bytes_out


@pytest.mark.parametrize(
    "data",
    [
        None,
        *("text", [], {}),
        {"uri": "file:///nowhere", "refactoring": "move-keys", "profile": "app"},
        {"refactoring": "anything", "profile": "app"},
        {"refactoring": "move-keys", "profile": "nobody"},
        {"refactoring": ["move-keys"], "profile": {}},
    ],
    ids=json.dumps,
)
def test_what_was_never_offered_gets_no_edit(home: Path, client: Client, data: object) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(capable())
    client.open(config, KEYS)
    given = {"uri": config, **data} if isinstance(data, dict) else data
    assert "edit" not in resolved(client, {"title": "Move", "data": given})


def test_an_action_that_has_its_edit_keeps_it(home: Path, client: Client) -> None:
    """Neovim asks about every action without a command, and applies what comes back."""
    config = (home / ".aws/config").as_uri()
    client.initialize(capable())
    client.open(config, SSO)
    (into,) = actions(client, config, 4, ["refactor"])
    assert resolved(client, into) == into
    assert resolved(client, {**into, "data": {"mine": 1}}) == {**into, "data": {"mine": 1}}
    assert client.ask("codeAction/resolve", [1])["error"]["code"] == -32602


def test_no_log_holds_it(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    config = (home / ".aws/config").as_uri()
    with running(Server(host(home), pace=NEVER)) as client, caplog.at_level(logging.DEBUG):
        for name in list(logging.root.manager.loggerDict):
            if name.startswith(("pygls", "asyncio", "awsconf")):
                caplog.set_level(logging.DEBUG, logger=name)
        client.initialize(capable())
        client.open(config, KEYS)
        (move,) = actions(client, config, 0, ["refactor.move"])
        assert SECRET in json.dumps(resolved(client, move))
        client.ask("codeAction/resolve", {"title": SECRET, "data": {"profile": SECRET}, "kind": 5})
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert SECRET not in said


def test_a_template_for_a_role(home: Path, client: Client) -> None:
    text = KEYS.replace("[profile app]", "[app]").replace("region = eu-west-1\n", "")
    (home / ".aws/credentials").write_text(text)
    credentials = (home / ".aws/credentials").as_uri()
    client.initialize(capable())
    client.open(credentials, text, version=1)
    (extract,) = actions(client, credentials, 1, ["refactor.extract"])
    assert extract["title"].endswith("(fill in the role)")
    assert SECRET not in json.dumps(extract)
