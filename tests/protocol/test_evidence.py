"""What the editor knows from elsewhere than the two files: the caches, and its own memory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import encoder
from awsconf.credentials.key_facts import key_facts
from awsconf.evidence import Certainty
from awsconf.host.seen import NAME
from awsconf.lsp import known
from awsconf.lsp.server import Server
from awsconf.rule import Finding, Rule, Scope, Severity
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from protocol.client import Client
from protocol.inside import NEVER, NOW, host, running

KEY, SECRET = encoder.key_id("ASIA"), encoder.secret()
TOKEN, LATER = encoder.token(), encoder.token(seed="later")
RECENT = encoder.token(issued=NOW - timedelta(hours=1), seed="recent")
TEXT = (
    f"[work]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"
    f"aws_session_token = {TOKEN}\n"
)


def told(snapshot: Snapshot) -> Iterator[Finding]:
    """What is known of each token, as a message."""
    for profile in snapshot.profiles.values():
        facts = key_facts(profile)
        if facts is not None:
            testimony = snapshot.testimony(facts)
            yield Finding(
                At(Role.CREDENTIALS, 0, 0), f"{testimony.cached} {testimony.cache} {testimony.seen}"
            )


TELLS = Rule("tells", "expiry", Scope.PAIR, Severity.HINT, Certainty.PROOF, told)


def test_the_caches_tell_the_exact_end(home: Path) -> None:
    cache(home, "2026-06-01T11:30:00UTC")
    assert opened(home) == f"2026-06-01 11:30:00+00:00 ~/.aws/cli/cache/{'0a' * 20}.json None"


@pytest.mark.parametrize(("used", "told"), [(True, 1), (False, 0)])
def test_the_finding_tells_the_end_that_a_cache_has(home: Path, used: bool, told: int) -> None:
    cache(home, "2026-06-01T11:30:00UTC")
    text = TEXT.replace(TOKEN, RECENT)
    uri = (home / ".aws/credentials").as_uri()
    path = home / f".aws/cli/cache/{'0a' * 20}.json"
    path.write_text(path.read_text().replace(TOKEN, RECENT))
    with running(Server(host(home), pace=NEVER)) as client:
        client.initialize(initializationOptions={"expiry": {"useCaches": used}})
        client.open(uri, text)
        found = client.published(uri)["diagnostics"]
    dead = [one["message"] for one in found if one["code"] == "expired-session-token"]
    assert len(dead) == told
    assert all("2026-06-01 11:30 UTC" in one and str(path.name) in one for one in dead)


def test_a_setting_keeps_the_caches_shut(home: Path) -> None:
    cache(home, "2026-06-01T11:30:00UTC")
    assert opened(home, {"expiry": {"useCaches": False}}) == "None  None"


def test_the_files_of_a_repository_are_not_judged_by_the_caches(home: Path) -> None:
    cache(home, "2026-06-01T11:30:00UTC")
    settings = {"expiry": {"rememberFirstSeen": True}}
    assert opened(home, settings, "work/repository/.aws/credentials") == "None  None"
    assert not (home / ".local").exists()


@pytest.mark.parametrize("watches", [False, True])
def test_a_cache_that_changes_is_noticed(home: Path, watches: bool) -> None:
    capabilities = {
        "workspace": {
            "didChangeWatchedFiles": {
                "dynamicRegistration": watches,
                "relativePatternSupport": watches,
            }
        }
    }
    uri = (home / ".aws/credentials").as_uri()
    with running(Server(host(home), (TELLS,), NEVER._replace(disk=0.01))) as client:
        client.initialize(capabilities)
        client.open(uri, TEXT)
        assert message(client, uri) == "None  None"
        cache(home, "2026-06-01T11:30:00UTC")
        assert message(client, uri).startswith("2026-06-01 11:30:00+00:00")
        cache(home, "2026-06-01T12:30:00UTC")
        assert message(client, uri).startswith("2026-06-01 12:30:00+00:00")
        (home / f".aws/cli/cache/{'0a' * 20}.json").unlink()
        assert message(client, uri) == "None  None"


def test_the_setting_is_heeded_at_once(home: Path) -> None:
    """What the caches held when it was taken back is not what they hold when it is given again."""
    cache(home, "2026-06-01T11:30:00UTC")
    uri = (home / ".aws/credentials").as_uri()
    with running(Server(host(home), (TELLS,), NEVER)) as client:
        client.initialize()
        client.open(uri, TEXT)
        assert message(client, uri).startswith("2026-06-01 11:30:00+00:00")
        use_caches(client, False)
        assert message(client, uri) == "None  None"
        cache(home, "2026-06-01T12:30:00UTC")
        use_caches(client, True)
        assert message(client, uri).startswith("2026-06-01 12:30:00+00:00")


def use_caches(client: Client, wanted: bool) -> None:
    """Set it while the server runs."""
    settings = {"awsconf": {"expiry": {"useCaches": wanted}}}
    client.notify("workspace/didChangeConfiguration", {"settings": settings})


def test_a_keystroke_opens_no_cache(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache(home, "2026-06-01T11:30:00UTC")
    looks = []

    def counted(*_: object) -> object:
        looks.append(1)
        return ()

    monkeypatch.setattr(known, "state", counted)
    uri = (home / ".aws/credentials").as_uri()
    with running(Server(host(home), (TELLS,), NEVER)) as client:
        client.initialize()
        client.open(uri, TEXT)
        message(client, uri)
        for version in range(2, 12):
            token = LATER if version % 2 == 0 else TOKEN
            client.change(uri, version, {"text": TEXT.replace(TOKEN, token)})
            message(client, uri)
    assert len(looks) == 1


def test_nothing_is_remembered_unless_it_is_set(home: Path) -> None:
    (home / ".aws/credentials").write_text(TEXT)
    assert opened(home) == "None  None"
    assert not (home / ".local").exists()


def test_a_saved_token_is_remembered_if_that_is_set(home: Path) -> None:
    saved(home)
    settings = {"expiry": {"rememberFirstSeen": True}}
    assert opened(home, settings) == f"None  {NOW}"
    text = (home / ".local/state/awsconf" / NAME).read_text()
    assert TOKEN not in text
    assert len(json.loads(text)["tokens"]) == 1


def test_what_is_typed_and_not_saved_is_not_remembered(home: Path) -> None:
    saved(home)
    uri = (home / ".aws/credentials").as_uri()
    with running(Server(host(home), (TELLS,), NEVER)) as client:
        client.initialize(initializationOptions={"expiry": {"rememberFirstSeen": True}})
        client.open(uri, TEXT)
        assert message(client, uri) == f"None  {NOW}"
        client.change(uri, 2, {"text": TEXT.replace(TOKEN, LATER)})
        assert message(client, uri) == "None  None"
    text = (home / ".local/state/awsconf" / NAME).read_text()
    assert len(json.loads(text)["tokens"]) == 1


def test_a_clock_that_is_behind_the_file_dates_nothing(home: Path) -> None:
    saved(home, NOW + timedelta(minutes=6))
    settings = {"expiry": {"rememberFirstSeen": True}}
    assert opened(home, settings) == "None  None"
    assert not (home / ".local").exists()


def saved(home: Path, at: datetime = NOW) -> None:
    """The credentials file, written at a moment."""
    path = home / ".aws/credentials"
    path.write_text(TEXT)
    os.utime(path, (at.timestamp(), at.timestamp()))


def opened(home: Path, settings: Any = None, path: str = ".aws/credentials") -> str:
    """What is published when the file is opened."""
    uri = (home / path).as_uri()
    with running(Server(host(home), (TELLS,), NEVER)) as client:
        client.initialize(initializationOptions=settings)
        client.open(uri, TEXT)
        return message(client, uri)


def message(client: Client, uri: str) -> str:
    """The next message about a file."""
    (found,) = client.published(uri)["diagnostics"]
    return str(found["message"])


def cache(home: Path, expires: str) -> None:
    """Have the AWS CLI keep the very credentials until then."""
    path = home / f".aws/cli/cache/{'0a' * 20}.json"
    keys = {"AccessKeyId": KEY, "SecretAccessKey": SECRET, "SessionToken": TOKEN}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"Credentials": {**keys, "Expiration": expires}})
    # As the AWS CLI does it: never half a file in its place.
    path.with_suffix(".tmp").write_text(text)
    path.with_suffix(".tmp").replace(path)
