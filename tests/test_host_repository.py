"""Whether git tracks a file, told from its own files, against git itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.host import tracked
from awsconf.host.repository import _lists

NAME = ".aws/credentials"


class Repository:
    """A scratch work tree, and git, which knows no other settings than its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)

    def git(self, *words: str) -> str:
        config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        command = ["git", *who, *words]
        environ = {**os.environ, **config, "HOME": str(self.root.parent)}
        done = subprocess.run(command, cwd=self.root, env=environ, capture_output=True, check=False)
        return done.stdout.decode()

    def write(self, name: str, text: str = "x\n") -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "work")
    made.git("init", "--quiet")
    for name in ("a", NAME, ".aws/credentials.old", ".aws/config", "z/.aws/credentials"):
        made.write(name)
    return made


@pytest.mark.parametrize("version", ["2", "4"])
def test_what_is_added_is_tracked(repository: Repository, version: str) -> None:
    path = repository.root / NAME
    assert tracked(path) is False
    repository.git("add", "a", ".aws/credentials.old", "z")
    repository.git("update-index", "--index-version", version)
    assert tracked(path) is False
    repository.git("add", NAME)
    assert tracked(path) is True
    repository.git("rm", "--cached", "--quiet", NAME)
    assert tracked(path) is False
    assert tracked(repository.root / "z" / NAME) is True


def test_what_is_only_announced_counts(repository: Repository) -> None:
    repository.git("add", "--intent-to-add", "a", NAME)
    assert (repository.root / ".git/index").read_bytes()[7] == 3
    assert tracked(repository.root / NAME) is True
    assert tracked(repository.root / ".aws/config") is False


def test_a_link_stands_for_what_is_behind_it(repository: Repository, tmp_path: Path) -> None:
    repository.git("add", NAME)
    link = tmp_path / "credentials"
    link.symlink_to(repository.root / NAME)
    assert tracked(link) is True


def test_a_further_work_tree_has_its_own_list(repository: Repository, tmp_path: Path) -> None:
    repository.git("add", NAME)
    repository.git("commit", "--quiet", "--message", "one")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "other"))
    assert tracked(tmp_path / "other" / NAME) is True
    (tmp_path / "other/new").write_text("")
    assert tracked(tmp_path / "other/new") is False


def test_without_a_repository_there_is_nothing_to_tell(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("")
    (tmp_path / ".git").mkdir()
    assert tracked(tmp_path / "config") is None
    assert tracked(tmp_path / "nowhere/config") is None
    assert tracked(Path("nul\0")) is None


def test_a_list_that_is_elsewhere_tells_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.git("add", "a")
    repository.git("update-index", "--split-index")
    assert tracked(repository.root / NAME) is None
    other = Repository(tmp_path / "sha256")
    other.git("init", "--quiet", "--object-format=sha256")
    other.git("add", str(other.write(NAME)))
    assert tracked(other.root / NAME) is None


IGNORING = [
    ".aws/",
    ".aws",
    "credentials",
    "/.aws/credentials",
    "*.aws",
    ".aws/*",
    ".aws/**",
    "**/credentials",
    "**/.aws/cred*",
    "cred[a-z]ntials",
    "cred[!x]ntials",
    "creden?ials",
    r"\credentials",
    "credentials  ",
]
KEEPING = [
    "",
    "# credentials",
    "/credentials",
    "credentials/",
    "aws/credentials",
    "credential",
    "cred[!e]ntials",
    "*\n!.aws/\n!credentials",
    "credentials\n!credentials",
    "[",
    r"\!credentials",
    ".aws/?",
]


@pytest.mark.parametrize("patterns", IGNORING + KEEPING)
@pytest.mark.parametrize("where", [".gitignore", ".git/info/exclude"])
def test_what_is_ignored_is_as_git_says(repository: Repository, patterns: str, where: str) -> None:
    repository.write(where, f"{patterns}\n")
    says = bool(repository.git("check-ignore", NAME).strip())
    assert says is (patterns in IGNORING)
    assert tracked(repository.root / NAME) is (None if says else False)


def test_a_list_further_down_has_the_last_word(repository: Repository) -> None:
    repository.write(".gitignore", "credentials\n")
    repository.write(".aws/.gitignore", "!credentials\n/config\n")
    assert tracked(repository.root / NAME) is False
    assert tracked(repository.root / ".aws/config") is None
    assert tracked(repository.root / "z" / NAME) is None


@given(st.binary(max_size=200), st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_no_index_is_too_odd(rest: bytes, version: int, count: int) -> None:
    index = b"DIRC" + version.to_bytes(4, "big") + count.to_bytes(4, "big") + rest
    assert _lists(index, b"config") in (True, False, None)
