"""A scratch home with an empty `.aws` folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from awsconf.lsp.server import Server
from protocol.client import Client
from protocol.inside import NEVER, host, running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose `.aws` folder is empty."""
    (tmp_path / ".aws").mkdir()
    return tmp_path


@pytest.fixture
def client(home: Path) -> Iterator[Client]:
    """A client of a server in this process whose home is `home`; not yet initialized."""
    with running(Server(host(home), pace=NEVER)) as client:
        yield client
