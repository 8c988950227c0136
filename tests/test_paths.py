"""Where botocore looks, told by values; Python's own path modules and botocore are the judges."""

from __future__ import annotations

import ntpath
import os
import posixpath
from pathlib import Path, PurePosixPath, PureWindowsPath

import botocore.session
import pytest

from awsconf.paths import (
    PairPaths,
    display,
    expand,
    guess_role,
    home_folder,
    named_role,
    pair_paths,
    sibling,
)
from awsconf.text import Role

HOME = Path("/home/me")


def test_without_variables_the_pair_is_in_the_home() -> None:
    assert pair_paths({}, HOME, "linux") == PairPaths(
        Path("/home/me/.aws/config"), Path("/home/me/.aws/credentials"), None, None
    )


def test_a_variable_moves_its_file_alone_and_is_named() -> None:
    environ = {"AWS_CONFIG_FILE": "$ROOT/a", "ROOT": "/srv"}
    assert pair_paths(environ, HOME, "darwin") == PairPaths(
        Path("/srv/a"), HOME / ".aws/credentials", "AWS_CONFIG_FILE", None
    )
    environ = {"AWS_SHARED_CREDENTIALS_FILE": "~/keys"}
    assert pair_paths(environ, HOME, "linux") == PairPaths(
        HOME / ".aws/config", HOME / "keys", None, "AWS_SHARED_CREDENTIALS_FILE"
    )


def test_an_empty_variable_means_no_file_and_not_the_default() -> None:
    found = pair_paths({"AWS_CONFIG_FILE": ""}, HOME, "linux")
    assert (found.config, found.config_from) == (None, "AWS_CONFIG_FILE")


def test_the_given_home_counts_and_not_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/elsewhere")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/elsewhere/config")
    environ = {"AWS_SHARED_CREDENTIALS_FILE": "~/$HOME"}
    found = pair_paths(environ, HOME, "linux")
    assert (found.config, found.credentials) == (HOME / ".aws/config", HOME / "$HOME")


VALUES = [
    "$DIR/file",
    "${DIR}/file",
    "~/file",
    "~",
    "~//file",
    "$UNSET/file",
    "${UNSET/file",
    "$TILDE/file",
    "$$DIR",
    "x$",
    "a~/file",
    "'$DIR'/file",
    "%DIR%/file",
    "%%DIR%%",
    "%DIR/$DIR",
    "$DIR-x",
    "~\\file",
    "$OUTER",
    "plain",
    "",
]
ENVIRON = {"DIR": "/a b", "TILDE": "~", "OUTER": "$DIR"}


@pytest.mark.parametrize("value", VALUES)
def test_values_expand_as_python_does_on_posix(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environ(monkeypatch, {**ENVIRON, "HOME": "/home/me"})
    expected = posixpath.expanduser(posixpath.expandvars(value))
    assert expand(value, ENVIRON, PurePosixPath("/home/me"), "linux") == expected


@pytest.mark.parametrize("value", VALUES)
def test_values_expand_as_python_does_on_windows(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_environ(monkeypatch, {**ENVIRON, "USERPROFILE": r"C:\Users\me"})
    expected = ntpath.expanduser(ntpath.expandvars(value))
    assert expand(value, ENVIRON, PureWindowsPath(r"C:\Users\me"), "win32") == expected


def test_the_windows_pair_is_told_of_anywhere() -> None:
    home = PureWindowsPath(r"C:\Users\me")
    environ = {"AWS_CONFIG_FILE": r"%APPDATA%\aws", "APPDATA": r"D:\data", "HOME": "/unix"}
    assert pair_paths(environ, home, "win32") == PairPaths(
        PureWindowsPath(r"D:\data\aws"), home / ".aws/credentials", "AWS_CONFIG_FILE", None
    )


def test_names_of_variables_have_no_case_on_windows() -> None:
    home = PureWindowsPath(r"C:\Users\me")
    assert expand("%Dir%/x", {"DIR": "D:"}, home, "win32") == "D:/x"


@pytest.mark.parametrize("home", ["/", "/home/me/", ""])
def test_the_home_is_python_s_on_posix(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environ(monkeypatch, {"HOME": home})
    assert home_folder({"HOME": home}, "linux") == posixpath.expanduser("~")
    assert expand("~/x", {}, PurePosixPath(home or "/"), "linux") == posixpath.expanduser("~/x")


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/unix", "USERPROFILE": r"C:\Users\me"},
        {"HOME": "/unix", "HOMEDRIVE": "D:", "HOMEPATH": r"\me"},
        {"HOMEPATH": r"\me"},
    ],
)
def test_the_home_is_python_s_on_windows(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_environ(monkeypatch, environ)
    assert home_folder(environ, "win32") == ntpath.expanduser("~")


def test_a_home_that_the_environment_does_not_tell() -> None:
    assert home_folder({}, "linux") is None
    assert home_folder({"HOME": "/unix"}, "win32") is None


@pytest.mark.parametrize("value", ["$DIR/x", "~/x", "${DIR}/x", None])
def test_botocore_reads_the_file_that_is_named(
    value: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"HOME": str(tmp_path / "home"), "DIR": str(tmp_path / "dir")}
    if value is not None:
        environ["AWS_CONFIG_FILE"] = value
    set_environ(monkeypatch, environ)
    path = pair_paths(environ, tmp_path / "home", "linux").config
    assert path is not None
    path.parent.mkdir(parents=True)
    path.write_text("[profile seen]\n")
    assert "seen" in botocore.session.Session().available_profiles


def test_botocore_reads_nothing_for_an_empty_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[profile seen]\n")
    set_environ(monkeypatch, {"HOME": str(tmp_path), "AWS_CONFIG_FILE": ""})
    assert botocore.session.Session().available_profiles == []


@pytest.mark.parametrize(
    ("name", "role", "other"),
    [
        ("config", "config", "credentials"),
        ("credentials", "credentials", "config"),
        ("config.sample", "config", "credentials.sample"),
        ("aws_config", "config", "aws_credentials"),
        ("credentials.example", "credentials", "config.example"),
        ("AWS-Credentials.ini", "credentials", "AWS-config.ini"),
        ("reconfigure", None, None),
        ("config-and-credentials", None, None),
        ("profiles.ini", None, None),
    ],
)
def test_a_name_tells_the_role_and_the_other_half(
    name: str, role: str | None, other: str | None
) -> None:
    assert named_role(name) == (Role(role) if role else None)
    assert sibling(Path("/x", name)) == (other and Path("/x", other))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[profile a]\naws_access_key_id = x\n", "config"),
        ("[default]\nregion = x\n[sso-session s]\n", "config"),
        ("[default]\naws_access_key_id = x\n", "credentials"),
        ("\ufeff[a]\r\n  AWS_SECRET_ACCESS_KEY: x\r\n", "credentials"),
        ("[profiles]\naws_session_token=x", "credentials"),
        ("[default]\n# aws_access_key_id = x\n", "config"),
        ("[a]\nregion = x\n", "config"),
        ("", "config"),
    ],
)
def test_a_text_tells_the_role(text: str, role: str) -> None:
    assert guess_role(text) is Role(role)


@pytest.mark.parametrize(
    ("path", "cwd", "shown"),
    [
        ("/repo/a/.aws/config", "/repo", "a/.aws/config"),
        ("/home/me/.aws/config", "/repo", "~/.aws/config"),
        ("/home/me/repo/config", "/home/me/repo", "config"),
        ("/home/me/.aws/config", "/home/me", ".aws/config"),
        ("/home/me/.aws/config", "/home", "~/.aws/config"),
        ("/home/me/.aws/config", "/", "~/.aws/config"),
        ("/srv/config", "/repo", "/srv/config"),
        ("a/config", "/repo", "a/config"),
        ("../srv/config", "/repo", "/srv/config"),
        ("/home/meme/config", "/repo", "/home/meme/config"),
    ],
)
def test_paths_are_shown_from_where_the_reader_stands(path: str, cwd: str, shown: str) -> None:
    assert display(PurePosixPath(path), HOME, PurePosixPath(cwd)) == shown


def test_windows_paths_are_shown_with_forward_slashes() -> None:
    home, cwd = PureWindowsPath(r"C:\Users\me"), PureWindowsPath(r"D:\repo")
    shown = [
        display(PureWindowsPath(path), home, cwd)
        for path in (r"d:\Repo\a\config", r"C:\Users\me\.aws\config", r"E:\x", r"..\x")
    ]
    assert shown == ["a/config", "~/.aws/config", "E:/x", "D:/x"]


def set_environ(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
