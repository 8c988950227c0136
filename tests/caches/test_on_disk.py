"""What is read of the folders: their own regular files by name, small, few, and nothing else."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import encoder
from awsconf.caches.dead import dead
from awsconf.caches.entries import Caches, Source
from awsconf.host import Host
from awsconf.host.caches import LARGEST, MOST, caches, remove, state
from fixture import NOW

CLI, SSO, LOGIN = ".aws/cli/cache", ".aws/sso/cache", ".aws/login/cache"
STEM = "0a" * 20
URL = "https://example.awsapps.com/start"


def test_every_folder_is_read(tmp_path: Path) -> None:
    put(tmp_path, f"{CLI}/{STEM}.json", role())
    put(tmp_path, f".aws/boto/cache/{STEM}.json", role())
    put(tmp_path, f"{SSO}/{STEM}.json", login())
    put(tmp_path, f"{LOGIN}/{'0a' * 32}.json", console())
    key = encoder.key_id()
    put(tmp_path, f".awsume/cache/aws-credentials-{key}", user("2026-06-01 14:00:00"))
    found = caches(host(tmp_path))
    assert [(entry.path, entry.source) for entry in found.entries] == [
        (f"~/{CLI}/{STEM}.json", Source.ROLE),
        (f"~/{LOGIN}/{'0a' * 32}.json", Source.LOGIN),
        (f"~/.aws/boto/cache/{STEM}.json", Source.ROLE),
        (f"~/.awsume/cache/aws-credentials-{key}", Source.USER),
    ]
    assert found.entries[-1].expires == NOW
    assert [login.path for login in found.logins] == [
        f"~/{SSO}/{STEM}.json",
        f"~/{LOGIN}/{'0a' * 32}.json",
    ]


def test_no_folder_is_no_trouble(tmp_path: Path) -> None:
    assert caches(host(tmp_path)) == Caches()
    put(tmp_path, CLI, role())
    assert caches(host(tmp_path)) == Caches()


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("$SOMEWHERE/logins", "else/logins"),
        ("~/logins", "logins"),
        ("logins", "work/logins"),
    ],
)
def test_a_variable_moves_the_logins(tmp_path: Path, value: str, place: str) -> None:
    put(tmp_path, f"{LOGIN}/{'0a' * 32}.json", console())
    put(tmp_path, f"{place}/{'0b' * 32}.json", console())
    environ = {"AWS_LOGIN_CACHE_DIRECTORY": value, "SOMEWHERE": f"{tmp_path}/else"}
    found = caches(host(tmp_path, environ))
    assert [login.path for login in found.logins] == [f"~/{place}/{'0b' * 32}.json"]


@pytest.mark.parametrize("value", ["", "a\0b"])
def test_a_variable_that_names_no_folder(tmp_path: Path, value: str) -> None:
    put(tmp_path, f"{LOGIN}/{'0a' * 32}.json", console())
    assert caches(host(tmp_path, {"AWS_LOGIN_CACHE_DIRECTORY": value})) == Caches()


def test_the_variable_of_the_config_file_moves_nothing(tmp_path: Path) -> None:
    put(tmp_path, f"{CLI}/{STEM}.json", role())
    put(tmp_path, f"else/cli/cache/{STEM}.json", role())
    found = caches(host(tmp_path, {"AWS_CONFIG_FILE": f"{tmp_path}/else/config"}))
    assert [entry.path for entry in found.entries] == [f"~/{CLI}/{STEM}.json"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere.json", role())
    put(tmp_path, f"{CLI}/beside.json", role())
    (tmp_path / CLI / f"{STEM}.json").symlink_to(tmp_path / "elsewhere.json")
    (tmp_path / CLI / f"{'0b' * 20}.json").symlink_to("beside.json")
    assert caches(host(tmp_path)) == Caches()


def test_a_folder_that_is_kept_elsewhere_is_read(tmp_path: Path) -> None:
    put(tmp_path, f"dotfiles/{CLI}/{STEM}.json", role())
    (tmp_path / ".aws").symlink_to(tmp_path / "dotfiles" / ".aws")
    assert len(caches(host(tmp_path)).entries) == 1


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / CLI).mkdir(parents=True)
    os.mkfifo(tmp_path / CLI / f"{STEM}.json")
    (tmp_path / CLI / f"{'0b' * 20}.json").mkdir()
    assert caches(host(tmp_path)) == Caches()


def test_what_took_the_place_of_a_file_that_was_listed_is_left(
    tmp_path: Path,
) -> None:
    from awsconf.host.caches import _text

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("target")
    put(tmp_path, "target", role())
    (tmp_path / "folder").mkdir()
    assert _text(tmp_path / "folder") is None
    assert _text(tmp_path / "pipe") is None
    assert _text(tmp_path / "link") is None


def test_what_is_too_large_is_left(tmp_path: Path) -> None:
    value = role()
    size = LARGEST - len(json.dumps({**value, "Padding": ""}))
    put(tmp_path, f"{CLI}/{STEM}.json", {**value, "Padding": "x" * size})
    assert len(caches(host(tmp_path)).entries) == 1
    put(tmp_path, f"{CLI}/{STEM}.json", {**value, "Padding": "x" * (size + 1)})
    assert caches(host(tmp_path)) == Caches()


def test_of_too_many_the_youngest_are_read(tmp_path: Path) -> None:
    for number in range(MOST + 1):
        path = put(tmp_path, f"{CLI}/{number:040}.json", role())
        os.utime(path, (number, number))
    entries = caches(host(tmp_path)).entries
    assert len(entries) == MOST
    assert f"{0:040}" not in {entry.stem for entry in entries}


def test_what_may_not_be_read_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, f"{CLI}/{STEM}.json", role())
    # Root, as whom tests may run, may read everything.
    monkeypatch.setattr(os, "open", refuse)
    assert caches(host(tmp_path)) == Caches()
    monkeypatch.setattr(os, "scandir", refuse)
    assert state(host(tmp_path)) == ()


def test_what_is_no_utf_8_is_left(tmp_path: Path) -> None:
    put(tmp_path, f"{CLI}/{STEM}.json", role()).write_bytes(b"\xff\xfe{")
    assert caches(host(tmp_path)) == Caches()


def test_the_state_is_another_with_each_change(tmp_path: Path) -> None:
    machine = host(tmp_path)
    states = [state(machine)]
    path = put(tmp_path, f"{CLI}/{STEM}.json", role())
    states.append(state(machine))
    path.write_text(path.read_text() + " ")
    states.append(state(machine))
    path.unlink()
    assert state(machine) == states[0]
    assert len(set(map(repr, states))) == 3


def test_just_what_is_dead_is_removed(tmp_path: Path) -> None:
    old = put(tmp_path, f"{CLI}/{STEM}.json", role("2026-06-01T11:00:00UTC"))
    young = put(tmp_path, f"{CLI}/{'0b' * 20}.json", role("2026-06-01T13:00:00UTC"))
    index = put(tmp_path, f"{CLI}/ec2.index", role("2026-06-01T11:00:00UTC"))
    ended = put(tmp_path, f"{SSO}/{STEM}.json", login("2026-06-01T11:00:00Z"))
    machine = host(tmp_path)
    done = remove(dead(caches(machine), NOW), machine)
    assert done.removed == (f"~/{CLI}/{STEM}.json", f"~/{SSO}/{STEM}.json")
    assert done.kept == ()
    assert [old.exists(), ended.exists()] == [False, False]
    assert [young.exists(), index.exists()] == [True, True]


def test_what_was_renewed_meanwhile_stays(tmp_path: Path) -> None:
    path = put(tmp_path, f"{CLI}/{STEM}.json", role("2026-06-01T11:00:00UTC"))
    gone = put(tmp_path, f"{CLI}/{'0b' * 20}.json", role("2026-06-01T11:00:00UTC"))
    machine = host(tmp_path)
    found = dead(caches(machine), NOW)
    put(tmp_path, f"{CLI}/{STEM}.json", role("2026-06-01T13:00:00UTC"))
    gone.unlink()
    done = remove(found, machine)
    assert done.removed == ()
    assert done.kept == (
        (f"~/{CLI}/{STEM}.json", "holds something else by now"),
        (f"~/{CLI}/{'0b' * 20}.json", "is not there any more"),
    )
    assert path.exists()


def test_a_path_that_was_made_up_removes_nothing(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.json", role("2026-06-01T11:00:00UTC"))
    put(tmp_path, f"{CLI}/{STEM}.json", role("2026-06-01T11:00:00UTC"))
    machine = host(tmp_path)
    (entry,) = caches(machine).entries
    done = remove([entry._replace(path="~/outside.json")], machine)
    assert (done.removed, outside.exists()) == ((), True)


def test_what_cannot_be_deleted_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, f"{CLI}/{STEM}.json", role("2026-06-01T11:00:00UTC"))
    machine = host(tmp_path)
    monkeypatch.setattr(Path, "unlink", refuse)
    done = remove(dead(caches(machine), NOW), machine)
    assert done.removed == ()
    assert done.kept == ((f"~/{CLI}/{STEM}.json", "cannot be deleted: Permission denied"),)


def refuse(*_: object, **__: object) -> None:
    """What a system does that does not want to."""
    raise PermissionError(errno.EACCES, "Permission denied")


def host(home: Path, environ: Mapping[str, str] | None = None) -> Host:
    """A machine with that home, two hours east of UTC."""
    zone = timezone(timedelta(hours=2))
    return Host(environ or {}, home, lambda: NOW, zone, home / "work", "linux")


def put(home: Path, path: str, value: Mapping[str, Any]) -> Path:
    """Write a file of JSON by its path from the home."""
    place = home / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(value))
    return place


def user(expires: str) -> dict[str, Any]:
    """Credentials alone."""
    return {
        "AccessKeyId": encoder.key_id("ASIA"),
        "SecretAccessKey": encoder.secret(),
        "SessionToken": encoder.token(),
        "Expiration": expires,
    }


def role(expires: str = "2026-06-01T13:00:00UTC") -> dict[str, Any]:
    """The answer to AssumeRole."""
    arn = "arn:aws:sts::123456789012:assumed-role/DemoRole/demo"
    return {"Credentials": user(expires), "AssumedRoleUser": {"Arn": arn}}


def login(expires: str = "2026-06-01T13:00:00Z") -> dict[str, Any]:
    """A login to IAM Identity Center."""
    return {"startUrl": URL, "accessToken": encoder.secret("access"), "expiresAt": expires}


def console(expires: str = "2026-06-01T13:00:00Z") -> dict[str, Any]:
    """What `aws login` keeps."""
    keys = {
        "accessKeyId": encoder.key_id("ASIA"),
        "secretAccessKey": encoder.secret(),
        "sessionToken": encoder.token(),
        "expiresAt": expires,
    }
    return {"accessToken": keys, "refreshToken": encoder.secret("refresh")}
