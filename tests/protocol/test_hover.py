"""textDocument/hover over the wire: its format, its range, and what changes while typing."""

from __future__ import annotations

from pathlib import Path

import pytest

from awsconf.lsp.server import Server
from fixture import Marked
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

CONFIG = "[profile 🦊]\nregion = eu-west-1\n"
MARKDOWN: Json = {"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}}
PLAIN: Json = {"textDocument": {"hover": {"contentFormat": ["plaintext", "markdown"]}}}
NEITHER: Json = {"textDocument": {"hover": {}}}


def hover(client: Client, uri: str, line: int, character: int) -> Json | None:
    place = {"line": line, "character": character}
    params = {"textDocument": {"uri": uri}, "position": place}
    result: Json | None = client.ask("textDocument/hover", params)["result"]
    return result


@pytest.mark.parametrize(
    ("declared", "kind"), [(MARKDOWN, "markdown"), (PLAIN, "plaintext"), (NEITHER, "plaintext")]
)
def test_the_format_is_the_clients_first(
    home: Path, client: Client, declared: Json, kind: str
) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(declared)
    client.open(config, CONFIG)
    found = hover(client, config, 1, 12)
    assert found is not None
    assert found["contents"]["kind"] == kind
    assert ("**" in found["contents"]["value"]) == (kind == "markdown")
    assert "Europe (Ireland)" in found["contents"]["value"]
    assert found["range"] == {
        "start": {"line": 1, "character": 9},
        "end": {"line": 1, "character": 18},
    }


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_the_range_counts_as_agreed(home: Path, encoding: str, width: int) -> None:
    config = (home / ".aws/config").as_uri()
    with running(Server(host(home), pace=NEVER)) as client:
        client.initialize({**MARKDOWN, "general": {"positionEncodings": [encoding]}})
        client.open(config, CONFIG)
        found = hover(client, config, 0, 3)
        assert found is not None
        assert found["range"]["end"] == {"line": 0, "character": 9 + width}
        assert "🦊" in found["contents"]["value"]


def test_nothing_is_said_of_nothing(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(MARKDOWN)
    client.open(config, "# region\n")
    assert hover(client, config, 0, 4) is None
    assert hover(client, (home / "elsewhere").as_uri(), 0, 4) is None
    assert hover(client, config, 99, 99) is None


def test_what_is_typed_counts_over_both_files(home: Path, client: Client) -> None:
    config, credentials = ((home / ".aws" / name).as_uri() for name in ("config", "credentials"))
    client.initialize(MARKDOWN)
    client.open(config, "[profile dev]\nregion = eu-west-1\n")
    client.open(credentials, "[dev]\n")
    before = hover(client, credentials, 0, 2)
    keys = Marked.read("aws_access_key_id = <AKIA dev>\naws_secret_access_key = <secret dev>\n")
    end = {"line": 1, "character": 0}
    client.change(credentials, 2, {"range": {"start": end, "end": end}, "text": keys.text})
    after = hover(client, config, 0, 10)
    assert before is not None
    assert after is not None
    assert "Nobody in the files" in before["contents"]["value"]
    assert "`shared-credentials-file` answers" in after["contents"]["value"]
    assert "(credentials:2)" in after["contents"]["value"]


def test_a_client_that_shows_none_is_offered_none(client: Client) -> None:
    assert "hoverProvider" not in client.initialize({})["capabilities"]
