"""The main job in a real Neovim, with the very folder that users load.

The pair before and after stands in `rewrite/before` and `rewrite/after`, byte for byte.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fixture import Marked

HERE = Path(__file__).parent
PLUGIN = HERE.parents[1] / "editors" / "neovim"


RULE = "expired-session-token"
TITLE = "Rewrite `project1`"


Seen = dict[str, Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a scratch home that holds the pair."""
    (tmp_path / ".aws").mkdir()
    for name in ("config", "credentials"):
        (tmp_path / ".aws" / name).write_bytes(made("before", name))
    return tmp_path


@pytest.fixture
def environment(home: Path, search_path: str) -> dict[str, str]:
    """Return an environment in which nothing of the person's own set-up is left."""
    own = ("AWS_", "NVIM", "VIM", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    folders = {
        f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {**kept, **folders, "HOME": str(home), "USERPROFILE": str(home), "PATH": search_path}


def start(neovim: str, script: str, job: Path, environment: dict[str, str]) -> Seen:
    """Run the Lua script on the job in a clean Neovim that loads our folder; return what it saw."""
    load = f"lua vim.opt.runtimepath:prepend({json.dumps(str(PLUGIN))})"
    done = subprocess.run(
        [neovim, "--clean", "--headless", "-n", "--cmd", load, "-S", str(HERE / script)],
        env={**environment, "AWSCONF_JOB": str(job)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    answer = job.with_suffix(".seen")
    seen: Seen = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {}
    assert done.returncode == 0, (seen, done.stderr)
    return seen


def rewrite(neovim: str, file: Path, environment: dict[str, str]) -> Seen:
    """Let Neovim open the file, take the rewrite that RULE offers, and save."""
    job = Path(environment["HOME"], "job.json")
    job.write_text(json.dumps({"file": str(file), "rule": RULE, "title": TITLE}), encoding="utf-8")
    return start(neovim, "rewrite.lua", job, environment)


def expected(name: str) -> bytes:
    return made("after", name)


def made(when: str, name: str) -> bytes:
    """The file with its keys in place, which the pages of `tests/rules` write the same way."""
    text = (HERE / "rewrite" / when / name).read_text(encoding="utf-8")
    return Marked.read(text).text.encode()


def test_the_rewrite_over_both_files(neovim: str, home: Path, environment: dict[str, str]) -> None:
    folder = home / ".aws"
    seen = rewrite(neovim, folder / "credentials", environment)
    assert (folder / "config").read_bytes() == expected("config")
    assert (folder / "credentials").read_bytes() == expected("credentials")
    assert seen["filetype"] == "aws-credentials"
    assert seen["clients"] == 1
    assert RULE in [finding["code"] for finding in seen["before"]]
    assert RULE not in [finding["code"] for finding in seen["after"]]


def test_the_pair_where_the_environment_says(
    neovim: str, home: Path, environment: dict[str, str]
) -> None:
    config, credentials = home / "settings" / "aws.ini", home / "keys" / "aws.ini"
    for name, file in (("config", config), ("credentials", credentials)):
        file.parent.mkdir()
        (home / ".aws" / name).rename(file)
    places = {"AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": str(credentials)}
    seen = rewrite(neovim, credentials, {**environment, **places})
    assert config.read_bytes() == expected("config")
    assert credentials.read_bytes() == expected("credentials")
    assert seen["filetype"] == "aws-credentials"
    assert seen["clients"] == 1


@pytest.mark.parametrize(
    ("path", "filetype"),
    [
        (".aws/config", "aws-config"),
        (".aws/credentials", "aws-credentials"),
        ("repository/.aws/config", "aws-config"),
        ("repository/.aws/credentials", "aws-credentials"),
        ("elsewhere/keys", "aws-credentials"),
    ],
)
def test_the_files_that_are_ours(
    path: str, filetype: str, neovim: str, home: Path, environment: dict[str, str]
) -> None:
    seen = attach(neovim, home / path, environment)
    assert seen == {"filetype": filetype, "root": str((home / path).parent)}


@pytest.mark.parametrize("path", ["elsewhere/other", ".aws/cli/alias", ".config/mpv/mpv.conf"])
def test_the_files_that_are_not(
    path: str, neovim: str, home: Path, environment: dict[str, str]
) -> None:
    seen = attach(neovim, home / path, environment)
    assert not seen["filetype"].startswith("aws-")
    assert "root" not in seen


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        (["python", "go"], ["unknown-setting"]),
        (["rust"], ["colon-delimiter", "unknown-setting"]),
    ],
)
def test_the_target_that_a_person_sets(
    target: list[str], codes: list[str], neovim: str, home: Path, environment: dict[str, str]
) -> None:
    file, job = home / ".aws" / "config", home / "job.json"
    file.write_text("[profile a]\nregion: eu-west-1\nregoin = x\n", encoding="utf-8")
    wishes = {"file": str(file), "settings": {"awsconf": {"target": target}}}
    job.write_text(json.dumps(wishes), encoding="utf-8")
    assert sorted(start(neovim, "findings.lua", job, environment)["codes"]) == codes


def test_hover_and_completion(neovim: str, home: Path, environment: dict[str, str]) -> None:
    file, job = home / ".aws" / "config", home / "job.json"
    file.write_text(f"{file.read_text('utf-8')}mfa_serial = x\nregion = eu-west-", encoding="utf-8")
    lines = file.read_text("utf-8").splitlines()
    wishes = {"file": str(file), "hover": [lines.index("[profile audit]") + 1, 10]}
    job.write_text(
        json.dumps({**wishes, "complete": len(lines), "item": "eu-west-3"}), encoding="utf-8"
    )
    seen = start(neovim, "ask.lua", job, environment)
    assert "`assume-role` answers" in seen["hover"]
    assert "`user1`" in seen["hover"]
    assert seen["completed"] == "region = eu-west-3"
    assert seen["messages"].strip() == ""


def attach(neovim: str, file: Path, environment: dict[str, str]) -> Seen:
    """Ask for the file's filetype and root, where the environment names a credentials file."""
    job = Path(environment["HOME"], "job.json")
    job.write_text(json.dumps({"file": str(file)}), encoding="utf-8")
    keys = {"AWS_SHARED_CREDENTIALS_FILE": "~/elsewhere/keys"}
    return start(neovim, "attach.lua", job, {**environment, **keys})
