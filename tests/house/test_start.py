"""What a fresh process loads for these commands: nothing that only server or network needs.

A linter in a hook starts often, and every package below costs more than the check itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import awsconf
from fixture import Marked

UNWANTED = frozenset(
    {"attr", "attrs", "boto3", "botocore", "cattrs", "configupdater", "lsprotocol", "pygls"}
    | {"platformdirs"}
)
PROGRAM = """
import json, sys
from awsconf.__main__ import main
status = main(sys.argv[1:])
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"status": status, "loaded": loaded}), file=sys.stderr)
"""
CONFIG = (
    "[profile project1]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = gone\n"
)
# A dead token, so that the rewrite is worked out as well.
CREDENTIALS = """\
[user1]
aws_access_key_id = <AKIA user1>
aws_secret_access_key = <secret user1>

[project2]
aws_access_key_id = <ASIA project2>
aws_secret_access_key = <secret project2>
aws_session_token = <token project2 issued=2026-05-20T12:00Z>
assumed_role_arn = arn:aws:iam::111122223333:role/Project2
"""


@pytest.mark.parametrize(
    "flags",
    [[], ["--format", "json"], ["--format", "sarif"], ["--diff", "--unsafe-fixes"]],
    ids=" ".join,
)
def test_check_loads_neither_server_nor_network(tmp_path: Path, flags: list[str]) -> None:
    config, credentials = tmp_path / "config", tmp_path / "credentials"
    config.write_text(CONFIG, encoding="utf-8")
    credentials.write_text(Marked.read(CREDENTIALS).text, encoding="utf-8")
    files = ["--config", str(config), "--credentials", str(credentials)]
    _check_what_is_loaded(tmp_path, "check", *files, *flags)


def test_resolve_loads_neither_server_nor_network(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text(CONFIG, encoding="utf-8")
    asked = ["--all", "--reader", "all"]
    _check_what_is_loaded(tmp_path, "resolve", *asked, "--config", str(config))


def test_doctor_loads_neither_server_nor_network(tmp_path: Path) -> None:
    config = tmp_path / ".aws" / "config"
    config.parent.mkdir()
    config.write_text(CONFIG, encoding="utf-8")
    _check_what_is_loaded(tmp_path, "doctor")


def test_explain_loads_neither_server_nor_network(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text(CONFIG, encoding="utf-8")
    _check_what_is_loaded(tmp_path, "explain", "project1", "--config", str(config))


def _check_what_is_loaded(home: Path, *argv: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *argv],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stderr.splitlines()[-1])
    assert answer["status"] == 1, done.stdout
    assert UNWANTED.isdisjoint(answer["loaded"])


def _environment(home: Path) -> dict[str, str]:
    """Return this process's environment with no AWS settings and the package that it imports."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    package = str(Path(awsconf.__file__).parents[1])
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": package}
