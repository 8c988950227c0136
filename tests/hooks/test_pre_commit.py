"""The hook as the owner of a repository meets it: built by pre-commit from this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

CREDENTIALS = """\
[user1]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
"""
GOOD = """\
[profile project1]
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = user1
"""
BAD = GOOD.replace("user1", "usr1")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment with a git identity, a hook store of its own and no AWS settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "GIT_"))
    }
    home = str(tmp_path_factory.mktemp("home"))
    own = {"HOME": home, "PRE_COMMIT_HOME": home, "PATH": _search_path(), "NO_COLOR": "1"}
    people = {f"GIT_{role}_NAME": "awsconf" for role in ("AUTHOR", "COMMITTER")}
    places = {f"GIT_{role}_EMAIL": "awsconf@example.com" for role in ("AUTHOR", "COMMITTER")}
    return {**kept, **own, **people, **places}


@pytest.fixture(scope="module")
def pre_commit(environment: dict[str, str]) -> str:
    """Return the path of pre-commit."""
    program = shutil.which("pre-commit", path=environment["PATH"])
    if program is None:
        pytest.skip("pre-commit is not on the path")
    return program


def try_hook(
    pre_commit: str, folder: Path, config: str, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the hook over a scratch repository that holds the pair and another tool's config."""
    for name, text in ((".aws/config", config), (".aws/credentials", CREDENTIALS)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "config").write_text("not AWS's = [\n", encoding="utf-8")
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        subprocess.run(command, cwd=folder, env=environment, check=True)
    command = [pre_commit, "try-repo", str(REPOSITORY), "awsconf", "--all-files", "--verbose"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_a_bad_pair_is_refused(
    pre_commit: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    done = try_hook(pre_commit, tmp_path, BAD, environment)
    assert done.returncode == 1, done.stderr
    assert "missing-source-profile" in done.stdout
    assert "- exit code: 1" in done.stdout
    assert "wJalr" not in done.stdout + done.stderr


def test_a_good_pair_passes(pre_commit: str, tmp_path: Path, environment: dict[str, str]) -> None:
    done = try_hook(pre_commit, tmp_path, GOOD, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def _search_path() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
