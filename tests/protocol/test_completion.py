"""textDocument/completion over the wire: edits, ranks, and documentation when it is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from awsconf.lsp.server import Server
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

LAZY: Json = {
    "textDocument": {
        "completion": {
            "completionItem": {
                "documentationFormat": ["markdown", "plaintext"],
                "resolveSupport": {"properties": ["documentation"]},
                "tagSupport": {"valueSet": [1]},
            }
        }
    }
}
EAGER: Json = {"textDocument": {"completion": {}}}


def items(client: Client, uri: str, line: int, character: int) -> dict[str, Json]:
    place = {"line": line, "character": character}
    params = {"textDocument": {"uri": uri}, "position": place}
    result = client.ask("textDocument/completion", params)["result"]
    assert result["isIncomplete"] is False
    return {item["label"]: item for item in result["items"]}


def test_an_item_replaces_the_whole_token(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(LAZY)
    client.open(config, "[profile dev]\nregion = us-e\n")
    found = items(client, config, 1, 11)
    assert found["eu-west-1"]["textEdit"] == {
        "range": {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 13}},
        "newText": "eu-west-1",
    }
    assert found["eu-west-1"]["detail"] == "Europe (Ireland)"


def test_documentation_comes_when_it_is_shown(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(LAZY)
    client.open(config, "[profile dev]\ndur\n")
    item = items(client, config, 1, 3)["duration_seconds"]
    assert "documentation" not in item
    resolved = client.ask("completionItem/resolve", {**item, "mine": 1})["result"]
    assert resolved["mine"] == 1
    assert resolved["documentation"]["kind"] == "markdown"
    assert "takes 900 to 43200, in seconds" in resolved["documentation"]["value"]
    unknown = client.ask("completionItem/resolve", {"label": "x", "data": "profile.nothing"})
    assert unknown["result"] == {"label": "x", "data": "profile.nothing"}
    assert client.ask("completionItem/resolve", [1])["error"]["code"] == -32602


def test_who_cannot_ask_again_gets_it_at_once(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(EAGER)
    client.open(config, "[profile dev]\n")
    found = items(client, config, 1, 0)
    assert found["region"]["documentation"]["kind"] == "plaintext"
    assert "tags" not in found["imds_use_ipv6"]


def test_what_is_deprecated_is_marked(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(LAZY)
    client.open(config, "[profile dev]\n")
    found = items(client, config, 1, 0)
    assert found["imds_use_ipv6"]["tags"] == [1]
    assert found["imds_use_ipv6"]["sortText"] > found["region"]["sortText"]


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_edits_count_as_agreed(home: Path, encoding: str, width: int) -> None:
    config = (home / ".aws/config").as_uri()
    with running(Server(host(home), pace=NEVER)) as client:
        client.initialize({**LAZY, "general": {"positionEncodings": [encoding]}})
        client.open(config, "[profile dev]\nregion = 🦊\n")
        edit = items(client, config, 1, 9 + width)["eu-west-1"]["textEdit"]
        assert edit["range"]["end"] == {"line": 1, "character": 9 + width}


def test_nothing_is_offered_of_nothing(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(LAZY)
    client.open(config, "# region\n")
    assert items(client, config, 0, 8) == {}
    assert items(client, (home / "elsewhere").as_uri(), 0, 0) == {}


def test_of_many_those_that_fit_are_sent(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    names = "".join(f"[profile p{number}]\nregion = eu-west-1\n" for number in range(500))
    client.initialize(LAZY)
    client.open(config, f"[profile dev]\nsource_profile = p49\n{names}")
    params = {"textDocument": {"uri": config}, "position": {"line": 1, "character": 20}}
    result = client.ask("textDocument/completion", params)["result"]
    assert result["isIncomplete"] is True
    assert {item["label"] for item in result["items"]} >= {
        "p49",
        *(f"p{n}" for n in range(490, 500)),
    }
    assert all("4" in item["label"] for item in result["items"])


def test_a_client_that_asks_for_none_is_offered_none(client: Client) -> None:
    assert "completionProvider" not in client.initialize({})["capabilities"]
