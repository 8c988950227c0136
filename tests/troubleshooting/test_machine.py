"""S3, S8, S9, S11, S13, S18, S20, S22: the files, the caches, the environment, the programs.

`tests/cli/test_doctor_command.py` has more of what the doctor says of each.
"""

from __future__ import annotations

import json
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

import encoder
from awsconf.cli import doctor as command
from awsconf.doctor.observations import Clock, Instance, Observations
from awsconf.host import Host
from awsconf.host.observing import observe
from awsconf.paths import home_folder, pair_paths
from troubleshooting.person import Person

KEYS = "[default]\naws_access_key_id = <AKIA user>\naws_secret_access_key = <secret user>\n"
STEM, OTHER = "dda22e5c4c68c511b1d57d2606a7a067ecec2156", "21feccf1e57d4460d7ad60509636e5d167f0bbf4"
OLD = {
    "AWS_ACCESS_KEY_ID": "<ASIA work>",
    "AWS_SECRET_ACCESS_KEY": "<secret work>",
    "AWS_SESSION_TOKEN": "<token work issued=2026-05-20T11:00Z>",
}


@pytest.fixture(autouse=True)
def _system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system around the home of a test that keeps its clock, whatever this one does."""

    def seen(host: Host) -> Observations:
        clock = Clock(True, "systemd-timesyncd")
        return observe(host, host.home / "nowhere")._replace(clock=clock)

    monkeypatch.setattr(command, "observe", seen)


def about(person: Person, words: str, flags: str = "") -> dict[str, Any]:
    """The one line of the doctor that holds the words."""
    lines = person.types(f"awsconf doctor --format json {flags}").json["lines"]
    found: dict[str, Any]
    (found,) = (line for line in lines if words in line["message"])
    return found


def typed(line: dict[str, Any]) -> dict[str | None, str]:
    """The commands that a line has you type, by the shell, those that do not last."""
    return {one["shell"]: one["command"] for one in line["commands"] if not one["lasting"]}


def test_s03_which_files_are_used(person: Person) -> None:
    person.has(config="[default]\nregion = eu-west-1\n", credentials=KEYS)
    assert about(person, "the config file is `~/.aws/config`")
    other = person.machine.write("elsewhere/conf", "[default]\nregion = us-east-1\n")
    person.sets(AWS_CONFIG_FILE=str(other))
    assert "`AWS_CONFIG_FILE` names it" in about(person, "`~/elsewhere/conf`")["message"]
    (answer,) = person.types("awsconf resolve --format json").json["profiles"]
    (region,) = (row for row in answer["settings"] if row["name"] == "region")
    assert (region["value"], region["path"]) == ("us-east-1", "~/elsewhere/conf")


def test_s03_on_windows_below_the_profile_of_the_user() -> None:
    environ = {"USERPROFILE": r"C:\Users\ann"}
    assert home_folder(environ, "win32") == r"C:\Users\ann"
    paths = pair_paths(environ, PureWindowsPath(r"C:\Users\ann"), "win32")
    assert paths.config == PureWindowsPath(r"C:\Users\ann\.aws\config")


def test_s08_dead_entries_of_the_cache(person: Person) -> None:
    person.has(credentials=KEYS)
    dead, alive = (_cached(person, *each) for each in ((STEM, "05-01"), (OTHER, "07-01")))
    commands = typed(about(person, "1 file of the caches is dead"))
    assert commands["bash"] == f"rm -- ~/.aws/cli/cache/{STEM}.json"
    assert commands["cmd"] == f'del "%USERPROFILE%\\.aws\\cli\\cache\\{STEM}.json"'
    assert dead.exists()
    assert person.types("awsconf doctor --clear-cache --yes").status == 0
    assert (dead.exists(), alive.exists()) == (False, True)


def test_s09_the_command_that_clears_a_variable(person: Person) -> None:
    person.has(credentials=KEYS)
    person.sets(**OLD)
    commands = typed(about(person, "to clear the"))
    assert commands.keys() == {"bash", "zsh", "fish", "powershell", "cmd"}
    assert set(commands["bash"].split()) == {"unset", *OLD}
    assert 'set "AWS_SESSION_TOKEN="' in commands["cmd"]
    with person.editor() as editor:
        assert editor.findings("environment-shadows-profile")
        assert editor.findings("expired-environment-session")


def test_s11_the_version_of_the_aws_cli(person: Person) -> None:
    person.has(credentials=KEYS)
    script = person.machine.write("bin/aws", "#!/usr/bin/env python3\n")
    script.chmod(0o755)
    packages = person.machine.home / "lib/python3.11/site-packages"
    (packages / "awscli-2.9.19.dist-info").mkdir(parents=True)
    person.sets(PATH=str(script.parent), AWS_ENDPOINT_URL="http://localhost:1")
    assert about(person, "the AWS CLI on the path is `~/bin/aws`, version 2.9.19")
    assert about(person, "version 2.9.19 knows neither `AWS_ENDPOINT_URL`")["state"] == "warning"


def test_s13_whether_the_clock_is_kept(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.has(credentials=KEYS)
    assert about(person, "systemd-timesyncd")["state"] == "ok"
    seen = Observations(clock=Clock(False, "the kernel"), instance=Instance("EC2"))
    monkeypatch.setattr(command, "observe", lambda _: seen)
    line = about(person, "nothing keeps the clock right")
    assert line["commands"][0]["command"] == "sudo timedatectl set-ntp true"
    assert "169.254.169.123" in line["evidence"][0]


@pytest.mark.parametrize("name", ["metadata_service_timeout", "metadata_service_num_attempts"])
def test_s18_the_metadata_settings_in_files(person: Person, name: str) -> None:
    person.has(config=f"[default]\n{name} = 0\n[profile a]\n{name} = \n")
    found = person.types("awsconf check --format json --exit-zero").json["findings"]
    assert [one["rule"] for one in found if one["fields"].get("setting") == name] == 2 * [
        "invalid-value"
    ]
    with person.editor() as editor:
        assert name in editor.completion("config", "[default]\nmetadata_")
        assert "1" in editor.completion("config", f"[profile a]\n{name} = ")
        page = editor.hover("config", f"[default]\n{name[:12]}")
        assert "takes 1 or more" in page
        assert f"environment variable: AWS_{name.upper()}" in page


@pytest.mark.parametrize("name", ["METADATA_SERVICE_TIMEOUT", "METADATA_SERVICE_NUM_ATTEMPTS"])
def test_s18_the_metadata_settings_in_the_environment(person: Person, name: str) -> None:
    person.has(credentials=KEYS)
    person.sets(**{f"AWS_{name}": "five"})
    found = person.types("awsconf check --format json").json["findings"]
    (told,) = (one for one in found if one["rule"] == "invalid-environment-value")
    assert (told["severity"], f"`AWS_{name}` is set to" in told["message"]) == ("error", True)
    with person.editor() as editor:
        assert editor.findings("invalid-environment-value")
    # The AWS CLI and boto3 fail for every profile.
    assert person.types("awsconf explain default").status == 1
    person.sets(**{f"AWS_{name}": "5"})
    found = person.types("awsconf check --format json").json["findings"]
    assert "invalid-environment-value" not in [one["rule"] for one in found]


def test_s20_two_tokens_in_the_environment(person: Person) -> None:
    person.has(credentials=KEYS)
    fresh = OLD["AWS_SESSION_TOKEN"].replace("05-20", "06-01")
    person.sets(**{**OLD, "AWS_SESSION_TOKEN": fresh}, AWS_SECURITY_TOKEN=OLD["AWS_SESSION_TOKEN"])
    line = about(person, "are two tokens")
    assert line["commands"][0]["command"] == "unset AWS_SECURITY_TOKEN"
    with person.editor() as editor:
        (shown,) = editor.findings("stale-security-token-variable")
    assert "boto3" in shown["message"]


def test_s20_two_tokens_in_a_file(person: Person) -> None:
    tokens = (
        "aws_session_token = <token a issued=2026-06-01T11:00Z>\naws_security_token = <token b>\n"
    )
    person.has(credentials=KEYS.replace("AKIA", "ASIA") + tokens)
    with person.editor() as editor:
        (shown,) = editor.findings("conflicting-session-tokens")
        fixes = editor.actions("credentials", "aws_security_token = IQ")
    assert "boto3" in shown["message"]
    assert any("aws_security_token" in title for title in fixes)


def test_s22_what_tools_leave_in_the_environment(person: Person) -> None:
    person.has(credentials=KEYS)
    person.sets(**OLD, AWS_SESSION_EXPIRATION="2026-05-20T12:00:00Z", AWS_VAULT="work")
    assert "no SDK reads it" in about(person, "`AWS_SESSION_EXPIRATION` says")["message"]
    dead = about(person, "the session in the environment is dead")
    assert "aws-vault exec work" in [one["command"] for one in dead["commands"]]
    with person.editor() as editor:
        (shown,) = editor.findings("expired-environment-session")
    assert "AWS_SESSION_EXPIRATION" in shown["message"]


def _cached(person: Person, stem: str, day: str) -> Path:
    """Credentials of a role in the cache of the AWS CLI."""
    lent = {
        "AccessKeyId": encoder.key_id("ASIA", seed=stem),
        "SecretAccessKey": encoder.secret(stem),
        "SessionToken": encoder.token(seed=stem),
        "Expiration": f"2026-{day}T00:00:00Z",
    }
    return person.machine.write(f".aws/cli/cache/{stem}.json", json.dumps({"Credentials": lent}))
