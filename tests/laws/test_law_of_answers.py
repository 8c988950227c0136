"""The law of secrets where somebody else answers: whatever a server sends back, no secret is shown.

A server that has got a token can say it again, in every place of its answer that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from cli.machine import Machine
from fixture import Case
from laws.spill import Canary
from laws.test_law_of_secrets_everywhere import HOLDING, Output, placed
from online.stubs import Asked, Reply, Stub, caller, refusal, serving, session

WAYS = (["--all"], ["--all", "--format", "json"], ["--all", "--assume"])


@pytest.fixture(scope="module")
def echo() -> Iterator[Stub]:
    """A server that answers with what it was sent: as a code, an identity, a role, or in no form.

    Requests to other servers come here too, since it is the proxy for all of them.
    """
    with serving(_echoed) as stub:
        yield stub


def _echoed(stub: Stub, asked: Asked) -> Reply:
    sent = escape(" ".join((*asked.headers.values(), asked.body)))
    token = asked.headers.get("X-Amz-Security-Token", sent)
    way = len(stub.asked) % 5
    if way == 0:
        return Reply(403, refusal(token))
    if way == 1:
        return Reply(403, refusal("ExpiredToken").replace("no", sent, 1))
    if way == 2:
        return Reply(200, caller(f"arn:aws:iam::{token}:user/{token}", token))
    if way == 3:
        return Reply(200, session(f"arn:aws:iam::1:role/{token}", "x", (token,) * 3, token))
    return Reply(500, sent, date=token)


@pytest.mark.parametrize("case", HOLDING, ids=str)
def test_no_answer_lets_one_out(case: Case, tmp_path: Path, capsys: Output, echo: Stub) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), echo.url)
    environ = {**case.environ, **proxies, "AWS_ENDPOINT_URL_STS": echo.url}
    machine, canary = Machine(tmp_path, environ), Canary(case)
    placed(case, machine.home)
    for way in WAYS:
        status = machine.run("verify", *way)
        output = capsys.readouterr()
        assert canary.found(output.out + output.err) == [], way
        assert status in (0, 1, 3), way
