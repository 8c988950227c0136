"""`awsconf resolve` against `aws configure list` of the real AWS CLI, version 1.

They agree on the access key (its last four characters), on the secret being there, on the Region,
and on the kind and the place of each; and where the CLI fails, on its words.
The CLI gives the config file as the place of every Region of a file, in which of the two it
stands; there ours is compared with the file itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import awsconf
import encoder

# Only asked for, since importing it puts its own botocore in the place of the real one.
if find_spec("awscli") is None:
    pytest.skip("awscli is not installed", allow_module_level=True)

KEYS = f"aws_access_key_id = {encoder.key_id()}\naws_secret_access_key = {encoder.secret()}\n"
OTHERS = (
    f"aws_access_key_id = {encoder.key_id('ASIA')}\n"
    f"aws_secret_access_key = {encoder.secret('other')}\naws_session_token = t\n"
)
ENVIRON = {
    "AWS_ACCESS_KEY_ID": encoder.key_id("AKIA", "222233334444"),
    "AWS_SECRET_ACCESS_KEY": encoder.secret("env"),
}
ROLE = "role_arn = arn:aws:iam::123456789012:role/App\n"


class World(NamedTuple):
    """A pair, and how it is asked about."""

    config: str = ""
    credentials: str = ""
    profile: str | None = None
    environ: dict[str, str] = {}  # noqa: RUF012 - never written to


WORLDS = {
    "keys in the credentials file": World("[profile a]\nregion = eu-west-1\n", f"[a]\n{KEYS}", "a"),
    "keys in the config file": World(f"[profile a]\nregion = eu-west-1\n{KEYS}", "", "a"),
    "keys in both": World(f"[profile a]\n{KEYS}", f"[a]\n{OTHERS}", "a"),
    "only a profile of the credentials file": World("", f"[a]\n{KEYS}region = eu-west-1\n", "a"),
    "no keys": World("[profile a]\nregion = eu-west-1\n", "", "a"),
    "no keys and no Region": World("[profile a]\noutput = json\n", "", "a"),
    "the default": World("[default]\nregion = eu-west-1\n", f"[default]\n{KEYS}"),
    "the prefixed default": World("[profile default]\nregion = eu-west-1\n", f"[default]\n{KEYS}"),
    "inherited": World(
        "[DEFAULT]\nregion = eu-west-1\n[profile a]\n", f"[DEFAULT]\n{KEYS}[a]", "a"
    ),
    "quoted": World(f'[profile "a b"]\nregion = eu-west-1\n{KEYS}', "", "a b"),
    "in capitals and with colons": World(
        "[profile a]\nREGION : eu-west-1\n", f"[a]\n{KEYS.upper().replace(' = ', ':')}", "a"
    ),
    "with a comment after the value": World("[profile a]\nregion = eu-west-1 # here\n", "", "a"),
    "keys in the environment": World("[default]\nregion = eu-west-1\n", "", None, ENVIRON),
    "keys in the environment and a profile of it": World(
        "[profile a]\nregion = eu-west-1\n", f"[a]\n{KEYS}", None, {**ENVIRON, "AWS_PROFILE": "a"}
    ),
    "keys in the environment and a profile by name": World(
        "[profile a]\nregion = eu-west-1\n", f"[a]\n{KEYS}", "a", ENVIRON
    ),
    "a Region in the environment": World(
        "[profile a]\nregion = eu-west-1\n", f"[a]\n{KEYS}", "a", {"AWS_DEFAULT_REGION": "r"}
    ),
    "a Region for others in the environment": World(
        "[profile a]\nregion = eu-west-1\n", f"[a]\n{KEYS}", "a", {"AWS_REGION": "r"}
    ),
    "two profiles in the environment": World(
        "[profile a]\nregion = a\n[profile b]\nregion = b\n",
        f"[a]\n{KEYS}[b]\n{OTHERS}",
        None,
        {"AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"},
    ),
}
FAILING = {
    "an unknown profile": World("[default]\n", "", "a"),
    "a missing source": World(f"[profile a]\n{ROLE}source_profile = b\n", "", "a"),
    "no source": World(f"[profile a]\n{ROLE}", "", "a"),
    "a ring": World(f"[profile a]\n{ROLE}source_profile = a\n", "", "a"),
    "half a pair": World("", "[a]\naws_access_key_id = x\n", "a"),
    "half a pair in the environment": World("", "", None, {"AWS_ACCESS_KEY_ID": "x"}),
    "half a sign-in": World("[profile a]\nsso_account_id = 1\n", "", "a"),
    "a line without a delimiter": World("[profile a]\nregion\n", "", "a"),
}


class Value(NamedTuple):
    """What the CLI says of a value, as much of it as it shows, and of its kind and place."""

    value: str | None
    kind: str | None
    place: str | None


@pytest.mark.parametrize("name", WORLDS)
def test_both_say_the_same(name: str, tmp_path: Path) -> None:
    world = WORLDS[name]
    listed = by_the_cli(world, tmp_path)
    (ours,) = by_us(world, tmp_path)["profiles"]
    assert ours["error"] is None
    settings = {setting["name"]: setting for setting in ours["settings"]}
    answers = ours["provider"] != "none"
    key = settings.get("aws_access_key_id") if answers else None
    assert listed["access_key"].value == (key and key["value"][-4:])
    kind = ours["provider"] if answers else None
    assert listed["access_key"].kind == listed["secret_key"].kind == kind
    assert (listed["secret_key"].value is not None) == answers
    _compare_region(listed["region"], settings.get("region"), tmp_path)


def _compare_region(listed: Value, ours: Any, home: Path) -> None:
    if ours is None:
        assert listed.value is None
        return
    assert listed.value == ours["value"]
    if listed.kind == "env":
        assert ours["variable"] in str(listed.place)
    else:
        assert (listed.kind, listed.place) == ("config-file", str(home / ".aws" / "config"))
        text = (home / ours["path"].replace("~/", "")).read_text(encoding="utf-8")
        assert "region" in text.splitlines()[ours["line"] - 1].lower()


@pytest.mark.parametrize("name", FAILING)
def test_both_fail_in_the_same_words(name: str, tmp_path: Path) -> None:
    world = FAILING[name]
    place(world, tmp_path)
    done = run(world, tmp_path, [sys.executable, "-m", "awscli", "configure", "list"])
    (ours,) = by_us(world, tmp_path)["profiles"]
    assert done.returncode != 0
    message = ours["error"]["message"].replace("~", str(tmp_path))
    assert message in done.stderr


def by_the_cli(world: World, home: Path) -> dict[str, Value]:
    """What `aws configure list` prints, by the name of the value."""
    place(world, home)
    done = run(world, home, [sys.executable, "-m", "awscli", "configure", "list"])
    assert done.returncode == 0, done.stderr
    found = {}
    for line in done.stdout.splitlines()[2:]:
        name, value, rest = line[:10].strip(), line[11:35].lstrip(), line[36:].split(None, 1)
        shown = None if value == "<not set>" else value.lstrip("*")
        kind, where = (*rest, "")[:2]
        found[name] = Value(shown, None if kind == "None" else kind, where.strip() or None)
    return found


def by_us(world: World, home: Path) -> Any:
    """What `awsconf resolve` says."""
    argv = [sys.executable, "-m", "awsconf", "resolve", "--format", "json"]
    done = run(world, home, argv, named=False)
    return json.loads(done.stdout)


def place(world: World, home: Path) -> None:
    folder = home / ".aws"
    folder.mkdir(exist_ok=True)
    (folder / "config").write_text(world.config, encoding="utf-8")
    (folder / "credentials").write_text(world.credentials, encoding="utf-8")


def run(
    world: World, home: Path, argv: list[str], *, named: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a command on a machine that has nothing but the pair and its environment."""
    given = [] if world.profile is None else [*(["--profile"] if named else []), world.profile]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    own = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "AWS_CONFIG_FILE": str(home / ".aws" / "config"),
        "AWS_EC2_METADATA_DISABLED": "true",
        "BOTO_CONFIG": str(home / "absent"),
        "PYTHONPATH": str(Path(awsconf.__file__).parents[1]),
    }
    return subprocess.run(
        [*argv, *given],
        env={**kept, **own, **world.environ},
        capture_output=True,
        text=True,
        check=False,
    )
