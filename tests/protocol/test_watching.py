"""What happens behind the editor's back: other writers, variables, and time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import encoder
from awsconf.evidence import Certainty
from awsconf.host import Missing, Read, read
from awsconf.lsp import session
from awsconf.lsp.server import Server
from awsconf.lsp.session import OnDisk
from awsconf.rule import Finding, Rule, Scope, Severity
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

TWICE = "[default]\nregion = eu-west-1\nregion = us-east-1\n"
WATCHES: Json = {
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}
    }
}


def test_a_client_that_watches_is_asked_to(home: Path, client: Client) -> None:
    config, credentials = home / ".aws/config", home / ".aws/credentials"
    client.initialize(WATCHES)
    client.open(config.as_uri(), "")
    (registration,) = client.until(lambda m: m.get("method") == "client/registerCapability")[
        "params"
    ]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    folder = (home / ".aws").as_uri()
    assert registration["registerOptions"]["watchers"] == [
        {"globPattern": {"baseUri": folder, "pattern": name}} for name in ("config", "credentials")
    ]
    client.published(config.as_uri())
    credentials.write_text(TWICE)
    change = {"uri": credentials.as_uri(), "type": 1}
    client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
    assert client.published(credentials.as_uri())["diagnostics"]
    credentials.unlink()
    client.notify("workspace/didChangeWatchedFiles", {"changes": [change | {"type": 3}]})
    assert client.published(credentials.as_uri())["diagnostics"] == []


def test_for_any_other_client_the_server_looks_itself(home: Path) -> None:
    credentials = home / ".aws/credentials"
    with running(Server(host(home), pace=NEVER._replace(disk=0.01))) as client:
        client.initialize()
        client.open((home / ".aws/config").as_uri(), "")
        client.published((home / ".aws/config").as_uri())
        credentials.write_text(TWICE)
        assert client.published(credentials.as_uri())["diagnostics"]
        (home / "new").write_text("[default]\n")
        (home / "new").replace(credentials)
        assert client.published(credentials.as_uri())["diagnostics"] == []
    assert not any(m.get("method") == "client/registerCapability" for m in client.seen)


def test_the_variables_name_the_pair(home: Path) -> None:
    environ = {"AWS_CONFIG_FILE": "~/one", "AWS_SHARED_CREDENTIALS_FILE": str(home / "two")}
    (home / "two").write_text(TWICE)
    with running(Server(host(home, environ), pace=NEVER)) as client:
        client.initialize()
        client.open((home / "one").as_uri(), "", "plaintext")
        assert client.published((home / "two").as_uri())["diagnostics"]


@pytest.mark.skipif(os.name != "posix", reason="a mode means nothing here")
def test_a_mode_that_changes_is_noticed(home: Path) -> None:
    credentials = home / ".aws/credentials"
    secret = encoder.secret("alice")
    credentials.write_text(
        f"[default]\naws_access_key_id = {encoder.key_id()}\naws_secret_access_key = {secret}\n"
    )
    credentials.chmod(0o644)
    with running(Server(host(home), pace=NEVER._replace(disk=0.01))) as client:
        client.initialize()
        client.open((home / ".aws/config").as_uri(), "")
        (before,) = client.published(credentials.as_uri())["diagnostics"]
        assert before["code"] == "permissive-file-mode"
        credentials.chmod(0o600)
        assert client.published(credentials.as_uri())["diagnostics"] == []


def test_a_file_in_a_repository(home: Path) -> None:
    credentials = home / "work/.aws/credentials"
    credentials.parent.mkdir(parents=True)
    keys = f"aws_access_key_id = {encoder.key_id('AKIA', '111122223333', 'alice')}\n"
    text = f"[default]\n{keys}aws_secret_access_key = {encoder.secret('alice')}\n"
    credentials.write_text(text)
    for words in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *words], cwd=home / "work", check=True)
    with running(Server(host(home), pace=NEVER)) as client:
        client.initialize()
        client.open(credentials.as_uri(), text, "ini")
        (found,) = client.published(credentials.as_uri())["diagnostics"]
        assert found["code"] == "credentials-in-repository"


def test_the_time_of_a_file_dates_only_what_the_disk_holds(home: Path) -> None:
    seen = []

    def looks(snapshot: Snapshot) -> Iterator[Finding]:
        seen.append((snapshot.config.mtime, snapshot.credentials.mtime, snapshot.own))
        yield Finding(At(Role.CONFIG, 0, 0), f"judged {len(seen)}")

    rule = Rule("looks", "expiry", Scope.PAIR, Severity.HINT, Certainty.PROOF, looks)
    path = home / ".aws/config"
    path.write_text("[default]\r\n")
    config = path.as_uri()
    with running(Server(host(home), (rule,), NEVER)) as client:
        client.initialize()
        client.open(config, "[default]\r\n")
        client.published(config)
        client.change(config, 2, {"text": "[default]\n"})
        client.published(config)
    (saved, _, own), (typed, _, _) = seen
    assert saved is not None
    assert saved.timestamp() == path.stat().st_mtime_ns // 1000 / 1e6
    assert (typed, own) == (None, True)


def test_a_file_that_came_while_it_was_looked_for_and_went_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / ".aws/config"

    def late(asked: Path) -> Read | Missing:
        asked.write_text(TWICE)
        return read(asked)

    disk = OnDisk(path)
    with monkeypatch.context() as patch:
        patch.setattr(session, "read", late)
        assert isinstance(disk.read(), Read)
    path.unlink()
    assert disk.moved_on()
    assert isinstance(disk.read(), Missing)
    assert not disk.moved_on()
