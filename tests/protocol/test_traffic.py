"""Traffic that no client should send: each request has one reply, with a code that fits."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from protocol.client import Client, Json

JUNK: list[Any] = [None, True, -1, 2**63, 10**400, 1.5, float("nan"), "", "x", "\0", [], [1], {}]


def broken(chance: random.Random, value: Any) -> Any:
    """JSON of which any part may be missing or something else."""
    if chance.random() < 0.1:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        return {k: broken(chance, v) for k, v in value.items() if chance.random() > 0.03}
    return [broken(chance, item) for item in value] if isinstance(value, list) else value


def traffic(chance: random.Random, uri: str) -> tuple[str, Json]:
    document = {"uri": uri, "languageId": "ini", "version": chance.randint(-2, 9), "text": "[a]\n"}
    place = {"line": chance.choice([-1, 0, 2**31 - 1]), "character": chance.choice([-5, 0, 99])}
    stretch = {"start": place, "end": place}
    params: Json = {"textDocument": document, "range": stretch, "context": {"diagnostics": []}}
    params["contentChanges"] = [{"range": stretch, "text": "b\n"}] * chance.randint(0, 3)
    methods = ("didOpen", "didChange", "didSave", "didClose", "codeAction", "codeAction")
    return f"textDocument/{chance.choice(methods)}", params


@pytest.mark.parametrize("seed", range(5))
def test_random_traffic(home: Path, client: Client, seed: int) -> None:
    chance = random.Random(seed)
    client.initialize({"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}})
    asked = []
    for number in range(1000, 1400):
        method, params = traffic(chance, (home / ".aws/config").as_uri())
        message: Json = {"jsonrpc": "2.0", "method": method, "params": broken(chance, params)}
        if method.endswith("codeAction"):
            asked.append(number)
            message["id"] = number
        client.send(message)
    client.settle()
    replies = [m for m in client.seen if m.get("id") in asked]
    assert Counter(m["id"] for m in replies) == Counter(asked)
    assert {m["error"]["code"] for m in replies if "error" in m} <= {-32602}
