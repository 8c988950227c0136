"""A machine whose user asks a server on loopback about the profiles of the own pair."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cli.machine import Machine
from online.asking import HIDDEN, Answer, Ask, Ran
from online.stubs import serving


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """An empty machine."""
    return Machine(tmp_path)


@pytest.fixture(autouse=True)
def _no_secret_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever is logged, at whatever level."""
    caplog.set_level(logging.DEBUG)
    yield
    for hidden in HIDDEN:
        assert hidden not in caplog.text


@pytest.fixture
def ask(machine: Machine, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Write the user's own pair, and ask a server of its profiles."""

    def run(
        answer: Answer,
        config: str,
        credentials: str,
        *argv: str,
        environ: Mapping[str, str] | None = None,
    ) -> Ran:
        machine.write(".aws/config", config)
        machine.write(".aws/credentials", credentials)
        with serving(answer) as stub:
            machine.environ = {"AWS_ENDPOINT_URL_STS": stub.url, **(environ or {})}
            status = machine.run("verify", *argv)
        ran = Ran(status, *capsys.readouterr(), stub)
        for hidden in HIDDEN:
            assert hidden not in ran.out + ran.err
        return ran

    return run
