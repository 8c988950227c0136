"""Documents that are opened, changed and closed as no client should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from protocol.client import Client

TWICE = "[default]\nregion = eu-west-1\nregion = us-east-1\n"
ONCE = "[default]\nregion = eu-west-1\n"


def test_what_is_opened_twice_is_what_it_was_opened_as_last(client: Client) -> None:
    client.initialize()
    link = "untitled:Untitled-1"
    client.open(link, TWICE, "aws-config")
    assert client.published(link)["diagnostics"]
    client.open(link, ONCE, "aws-credentials", version=2)
    client.settle()
    assert [m["params"]["diagnostics"] for m in client.seen if "params" in m][-1] == []
    client.open(link, TWICE, "aws-credentials", version=3)
    assert client.published(link)["diagnostics"]
    client.open(link, TWICE, "python", version=4)
    assert client.published(link)["diagnostics"] == []


@pytest.mark.parametrize("text", [None, 5, ["x"], {"x": 1}])
@pytest.mark.parametrize("many", [1, 2])
def test_a_change_to_what_is_no_text_changes_nothing(
    home: Path, client: Client, text: Any, many: int
) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize()
    client.open(config, ONCE)
    client.published(config)
    end = {"line": 9, "character": 0}
    here = {"start": end, "end": end}
    client.change(config, 2, *[{"range": here, "text": text}] * many)
    client.change(config, 3, {"range": here, "text": "region = us-east-1\n"})
    (found,) = client.published(config)["diagnostics"]
    assert found["range"]["start"] == {"line": 2, "character": 0}


def test_a_link_that_no_path_can_have(client: Client) -> None:
    client.initialize()
    client.open("file:///a%00b/config", TWICE, "aws-config")
    assert client.published("file:///a%00b/config")["diagnostics"]
