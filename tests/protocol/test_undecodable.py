"""Bytes that are not UTF-8: found in a half that is not open, and never sent as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from awsconf.lsp.server import Server
from awsconf.lsp.wire import frame
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

CONFIG = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/App\nsource_profile = basé\n"
CREDENTIALS = b"; caf\xe9\n[bas\xe9]\nregion = a\nregion = b\n[bas\xe9]\nodd\xe9name = \xff\n"
CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
}
EVERYWHERE: Json = {
    "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}},
    "context": {"diagnostics": []},
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_half_that_is_not_open(home: Path, encoding: str) -> None:
    config, credentials = home / ".aws/config", home / ".aws/credentials"
    credentials.write_bytes(CREDENTIALS)
    capabilities = CAPABILITIES | {"general": {"positionEncodings": [encoding]}}
    with running(Server(host(home), pace=NEVER)) as client:
        client.initialize(capabilities)
        client.open(config.as_uri(), CONFIG)
        found = client.published(credentials.as_uri())["diagnostics"]
        (mine,) = (one for one in found if one["code"] == "undecodable-text")
        # The byte is as wide as the U+FFFD that stands for it.
        width = {"utf-8": 3}.get(encoding, 1)
        assert mine["range"] == {
            "start": {"line": 0, "character": 5},
            "end": {"line": 0, "character": 5 + width},
        }
        assert "not UTF-8" in mine["message"]
        assert {"duplicate-setting", "duplicate-section"} < {one["code"] for one in found}
        client.ask(
            "textDocument/codeAction", {"textDocument": {"uri": config.as_uri()}, **EVERYWHERE}
        )
        client.settle()
        assert_whole(client)


def test_a_document_with_lone_surrogates(home: Path, client: Client) -> None:
    """A client in JavaScript may send them, for its strings can hold them."""
    config = (home / ".aws/config").as_uri()
    client.initialize(CAPABILITIES)
    client.open(config, "[profile a\udce9]\nsource_profile = \ud83d\nrole_arn = \udce9\nx\n")
    assert client.published(config)["diagnostics"]
    client.ask("textDocument/codeAction", {"textDocument": {"uri": config}, **EVERYWHERE})
    client.settle()
    assert_whole(client)


def assert_whole(client: Client) -> None:
    """Every byte that came out is UTF-8, and no escape in it names half a character."""
    text = client.bytes_out.decode("utf-8")
    assert not re.search(r"\\u[dD][89a-fA-F]", text)


def test_a_frame_holds_no_half_characters() -> None:
    header, body = frame({"a": "\udce9 \ud83d 😀"}).split(b"\r\n\r\n")
    assert body.decode("utf-8") == '{"a":"\ufffd \ufffd 😀"}'
    assert header == b"Content-Length: %d" % len(body)
