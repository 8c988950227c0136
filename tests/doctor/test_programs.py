"""The AWS CLIs on the path, and what their versions do otherwise, at the bounds."""

from __future__ import annotations

import pytest

from awsconf.doctor.line import State
from awsconf.doctor.observations import Observations, Program
from awsconf.doctor.programs import programs
from awsconf.doctor.versions import DIFFERENCES, differences, parse
from doctor.scene import SEEN, about, scene, told

ENDPOINT = "neither `AWS_ENDPOINT_URL`"
LEFTOVER = "leaves the old `aws_session_token`"
LOGIN = "no `aws login`"
SESSION = "does not know `[sso-session]`"


@pytest.mark.parametrize(
    ("words", "version", "says"),
    [
        (ENDPOINT, "1.28.99", True),
        (ENDPOINT, "1.29.0", False),
        (ENDPOINT, "2.9.19", True),
        (ENDPOINT, "2.12.7", True),
        (ENDPOINT, "2.13.0", False),
        (LEFTOVER, "1.46.3", True),
        (LEFTOVER, "2.30.2", True),
        (LEFTOVER, "2.30.3", False),
        (LOGIN, "1.46.3", True),
        (LOGIN, "2.31.39", True),
        (LOGIN, "2.32.0", False),
        (SESSION, "2.8.13", True),
        (SESSION, "2.9.0", False),
        ("mfa-login", "2.30.2", True),
        ("mfa-login", "2.30.3", False),
        ("no `aws sso login`", "1.46.3", True),
        ("no `aws sso login`", "2.0.0", False),
        ("`AWS_DEFAULT_PROFILE` before `AWS_PROFILE`", "1.46.3", True),
        ("`AWS_PROFILE` before `AWS_DEFAULT_PROFILE`", "2.0.0", True),
        ("blind to `AWS_REGION`, as", "1.46.3", True),
        ("obeys `AWS_REGION`", "2.36.7", True),
        ("warns of a credentials file", "2.34.52", False),
        ("warns of a credentials file", "2.34.53", True),
        # Of `2` alone it is not known what it is too old for.
        (ENDPOINT, "2", False),
        (LOGIN, "2.32", False),
        ("warns of a credentials file", "2", False),
        ("obeys `AWS_REGION`", "2", True),
    ],
)
def test_a_difference_has_bounds(words: str, version: str, says: bool) -> None:
    parsed = parse(version)
    assert parsed is not None
    assert any(words in one.says for one in differences(parsed)) is says


@pytest.mark.parametrize(
    ("text", "version"),
    [("2.13.5", (2, 13, 5)), ("2", (2,)), ("1.46.3rc1", (1, 46, 3)), ("", None), ("x1", None)],
)
def test_a_version_is_read(text: str, version: tuple[int, ...] | None) -> None:
    assert parse(text) == version


def test_every_difference_is_one_of_some_version() -> None:
    assert all(one.since < one.until for one in DIFFERENCES)
    # A version that is known in full.
    assert all(one in differences((*one.since, 0, 0)) for one in DIFFERENCES)


def lines(*found: Program, platform: str = "linux", **environ: str) -> list[tuple[str, str]]:
    return told(programs(scene("[default]\n", **environ), Observations(platform, programs=found)))


def test_no_program_is_no_trouble() -> None:
    assert told(programs(scene(), SEEN)) == [("note", "no AWS CLI is on the path")]


def test_s11_the_one_that_wins_and_the_others() -> None:
    first, second = Program("~/bin/aws", "1.46.3"), Program("/usr/bin/aws", "2.36.7")
    found = lines(first, second)
    assert found[0] == ("ok", "the AWS CLI on the path is `~/bin/aws`, version 1.46.3")
    assert found[-1] == (
        "warning",
        "`/usr/bin/aws` is another, version 2.36.7, which comes later on the path",
    )
    assert lines(first, first._replace(path="/x/aws"))[-1][0] == "note"
    # That an older one is left behind the newer does no harm.
    assert lines(second, first)[-1][0] == "note"


def test_s11_what_matters_here_is_a_warning() -> None:
    old = Program("/usr/bin/aws", "2.9.19")
    found = lines(old, AWS_ENDPOINT_URL="http://localhost:4566")
    assert ("warning", f"version 2.9.19 knows {ENDPOINT}" in found[1][1]) == (found[1][0], True)
    seen = Observations(programs=(old,))
    update = about(programs(scene(AWS_ENDPOINT_URL="x"), seen), ENDPOINT).commands
    assert update[0].text.endswith("sudo ./aws/install --update")
    windows = seen._replace(platform="win32")
    update = about(programs(scene(AWS_ENDPOINT_URL="x"), windows), ENDPOINT).commands
    assert update[0].text == "msiexec.exe /i https://awscli.amazonaws.com/AWSCLIV2.msi"
    assert about(programs(scene(), seen), ENDPOINT).state is State.NOTE


def test_a_version_that_nothing_tells() -> None:
    found = list(programs(scene(), Observations(programs=(Program("/x/aws"),))))
    assert [line.state for line in found] == [State.OK, State.UNKNOWN]
    assert found[1].commands[0].text == "aws --version"
