"""What is to be typed, in each shell; where a shell is there, it is asked itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from awsconf.doctor.shells import Shell, adding, argument, assigning, clearing, order, removing

NAMES = ("AWS_PROFILE", "AWS_SECURITY_TOKEN")


def test_a_variable_is_cleared_in_each_shell() -> None:
    found = clearing(NAMES, Shell)
    assert {one.shell: one.text for one in found if not one.lasting} == {
        Shell.BASH: "unset AWS_PROFILE AWS_SECURITY_TOKEN",
        Shell.ZSH: "unset AWS_PROFILE AWS_SECURITY_TOKEN",
        Shell.FISH: "set -e AWS_PROFILE AWS_SECURITY_TOKEN",
        Shell.POWERSHELL: "Remove-Item Env:AWS_PROFILE, Env:AWS_SECURITY_TOKEN",
        Shell.CMD: 'set "AWS_PROFILE=" & set "AWS_SECURITY_TOKEN="',
    }
    assert {one.shell: one.text for one in found if one.lasting} == {
        Shell.BASH: "grep -lsE 'AWS_PROFILE|AWS_SECURITY_TOKEN'"
        " ~/.bashrc ~/.bash_profile ~/.profile",
        Shell.ZSH: "grep -lsE 'AWS_PROFILE|AWS_SECURITY_TOKEN' ~/.zshrc ~/.zprofile ~/.zshenv",
        Shell.FISH: "set -eU AWS_PROFILE AWS_SECURITY_TOKEN",
        Shell.POWERSHELL: "'AWS_PROFILE', 'AWS_SECURITY_TOKEN' | ForEach-Object"
        " { [Environment]::SetEnvironmentVariable($_, [NullString]::Value, 'User') }",
        Shell.CMD: "reg delete HKCU\\Environment /v AWS_PROFILE /f"
        " & reg delete HKCU\\Environment /v AWS_SECURITY_TOKEN /f",
    }


def test_a_name_is_told_once_and_one_that_a_shell_would_run_never() -> None:
    found = clearing(("AWS_A", "AWS_B; rm -rf ~", "AWS_A", "$(x)", ""), (Shell.BASH,))
    assert found[0].text == "unset AWS_A"
    assert clearing(("AWS-B",), Shell) == clearing((), Shell) == ()


@pytest.mark.parametrize(
    ("environ", "platform", "first"),
    [
        ({"SHELL": "/bin/bash"}, "linux", Shell.BASH),
        ({"SHELL": "/usr/bin/zsh"}, "darwin", Shell.ZSH),
        ({"SHELL": "/usr/local/bin/fish"}, "linux", Shell.FISH),
        ({"SHELL": "/usr/bin/pwsh"}, "linux", Shell.POWERSHELL),
        ({"SHELL": "/bin/dash"}, "linux", Shell.BASH),
        ({}, "linux", Shell.BASH),
        ({}, "win32", Shell.POWERSHELL),
        ({"PROMPT": "$P$G"}, "win32", Shell.CMD),
        ({"SHELL": "C:\\Program Files\\Git\\usr\\bin\\bash.exe"}, "win32", Shell.BASH),
    ],
)
def test_the_shell_in_use_comes_first(
    environ: Mapping[str, str], platform: str, first: Shell
) -> None:
    found = order(environ, platform)
    assert found[0] is first
    assert set(found) == set(Shell)
    assert len(found) == len(Shell)


def test_a_list_grows() -> None:
    assert {one.shell: one.text for one in adding("NO_PROXY", "a", True, Shell)} == {
        Shell.BASH: 'export NO_PROXY="$NO_PROXY,a"',
        Shell.ZSH: 'export NO_PROXY="$NO_PROXY,a"',
        Shell.FISH: 'set -gx NO_PROXY "$NO_PROXY,a"',
        Shell.POWERSHELL: '$Env:NO_PROXY = "$Env:NO_PROXY,a"',
        Shell.CMD: 'set "NO_PROXY=%NO_PROXY%,a"',
    }
    assert adding("NO_PROXY", "a", False, (Shell.BASH,))[0].text == 'export NO_PROXY="a"'


def test_variables_are_set() -> None:
    assert {one.shell: one.text for one in assigning({"A": "5", "B": "3"}, Shell)} == {
        Shell.BASH: "export A=5 B=3",
        Shell.ZSH: "export A=5 B=3",
        Shell.FISH: "set -gx A 5; set -gx B 3",
        Shell.POWERSHELL: "$Env:A = '5'; $Env:B = '3'",
        Shell.CMD: 'set "A=5" & set "B=3"',
    }


def test_files_are_removed() -> None:
    paths = ("~/.aws/cli/cache/ab.json", "C:/a b/c.json", "~/it's.json")
    assert {one.shell: one.text for one in removing(paths, Shell)} == {
        Shell.BASH: "rm -- ~/.aws/cli/cache/ab.json 'C:/a b/c.json' ~/'it'\"'\"'s.json'",
        Shell.ZSH: "rm -- ~/.aws/cli/cache/ab.json 'C:/a b/c.json' ~/'it'\"'\"'s.json'",
        Shell.FISH: "rm -- ~/.aws/cli/cache/ab.json 'C:/a b/c.json' ~/'it'\"'\"'s.json'",
        Shell.POWERSHELL: 'Remove-Item -LiteralPath "$HOME/.aws/cli/cache/ab.json",'
        " 'C:/a b/c.json', (Join-Path $HOME 'it''s.json')",
        Shell.CMD: 'del "%USERPROFILE%\\.aws\\cli\\cache\\ab.json" "C:\\a b\\c.json"'
        ' "%USERPROFILE%\\it\'s.json"',
    }
    assert removing((), Shell) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dev", "dev"),
        ("arn:aws:iam::1:role/x", "arn:aws:iam::1:role/x"),
        ("my profile", '"my profile"'),
        ("$(reboot)", None),
        ("a'b", None),
        ('a"b', None),
        ("--write", None),
        ("ü", None),
        ("", None),
        ("a\nb", None),
    ],
)
def test_a_word_is_the_same_in_all_shells_or_none(text: str, word: str | None) -> None:
    assert argument(text) == word


def test_bash_does_what_was_meant(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    (tmp_path / ".profile").write_text("export AWS_PROFILE=dev\n", encoding="utf-8")
    (tmp_path / "it's.json").write_text("{}", encoding="utf-8")
    shells = (Shell.BASH,)
    commands = [
        *(one.text for one in clearing(NAMES, shells)),
        *(one.text for one in adding("NO_PROXY", "169.254.169.254", True, shells)),
        *(one.text for one in assigning({"A": "5", "B": "3"}, shells)),
        *(one.text for one in removing(("~/it's.json",), shells)),
        'echo "${AWS_PROFILE-gone} ${AWS_SECURITY_TOKEN-gone} $NO_PROXY $A $B"',
    ]
    environ = {
        "HOME": str(tmp_path),
        "NO_PROXY": "x",
        "PATH": os.defpath,
        NAMES[0]: "",
        NAMES[1]: "t",
    }
    done = subprocess.run(
        [bash, "--norc", "-c", "\n".join(commands)], env=environ, capture_output=True, check=True
    )
    first, last = done.stdout.decode().splitlines()
    assert first == f"{tmp_path}/.profile"
    assert last == "gone gone x,169.254.169.254 5 3"
    assert not (tmp_path / "it's.json").exists()
