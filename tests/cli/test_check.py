"""`awsconf check`: which files, which rules, and each exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import IO, Any

import pytest

from awsconf.cli import check as command
from awsconf.rule import Rule
from cli import rules
from cli.machine import CLEAN, DUPLICATE, Machine

Output = pytest.CaptureFixture[str]


def use(monkeypatch: pytest.MonkeyPatch, *some: Rule) -> None:
    """Have only these rules."""
    monkeypatch.setattr(command, "selected", lambda *_: some)


def test_the_home_pair_is_checked_without_arguments(machine: Machine, capsys: Output) -> None:
    machine.write(".aws/config", DUPLICATE)
    machine.write(".aws/credentials", "")
    assert machine.run("check") == 1
    out = capsys.readouterr().out
    assert "error[duplicate-setting]" in out
    assert " --> ~/.aws/config:3:1\n" in out
    assert "\nFound 1 error in `~/.aws/config` and `~/.aws/credentials`.\n" in out
    assert out.endswith("\n1 fixable with --fix.\n")


def test_the_variables_of_the_sdks_are_obeyed(machine: Machine, capsys: Output) -> None:
    machine.write("elsewhere", CLEAN)
    machine.environ = {"AWS_CONFIG_FILE": "~/elsewhere"}
    assert machine.run("check") == 0
    assert capsys.readouterr().out == "No findings in `~/elsewhere`.\n"


def test_a_folder_yields_its_pairs(machine: Machine, capsys: Output) -> None:
    machine.write("work/a/.aws/config", DUPLICATE)
    machine.write("work/b/.aws/credentials", DUPLICATE.replace("profile ", ""))
    assert machine.run("check", "--format", "concise", ".") == 1
    places = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]
    assert places == ["a/.aws/config:3:1:", "b/.aws/credentials:3:1:"]


def test_a_path_brings_its_other_half(machine: Machine, capsys: Output) -> None:
    machine.write("work/config", CLEAN)
    machine.write("work/credentials", "")
    assert machine.run("check", "config") == 0
    assert capsys.readouterr().out == "No findings in `config` and `credentials`.\n"


MISSING = "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/R\nsource_profile = nowhere\n"


def severities(machine: Machine, capsys: Output, *argv: str) -> list[str]:
    machine.run("check", "--select", "missing-source-profile", "--format", "json", *argv)
    return [found["severity"] for found in json.loads(capsys.readouterr().out)["findings"]]


def test_only_the_sdks_own_pair_is_known_to_lack_a_half(machine: Machine, capsys: Output) -> None:
    own = str(machine.write(".aws/config", MISSING))
    other = str(machine.write("work/config", MISSING))
    assert severities(machine, capsys) == ["error"]
    assert severities(machine, capsys, own) == ["error"]
    assert severities(machine, capsys, "--config", own) == ["error"]
    assert severities(machine, capsys, other) == ["hint"]
    assert severities(machine, capsys, "--config", other) == ["hint"]
    machine.write(".aws/credentials", "")
    assert severities(machine, capsys, "--config", own) == ["hint"]


@pytest.mark.parametrize("format_name", ["text", "concise", "json", "github", "sarif"])
def test_the_status_is_the_same_in_every_format(
    machine: Machine, capsys: Output, format_name: str
) -> None:
    machine.write(".aws/config", DUPLICATE)
    assert machine.run("check", "--format", format_name) == 1
    assert "duplicate-setting" in capsys.readouterr().out
    assert machine.run("check", "--format", format_name, "--exit-zero") == 0


def test_fail_on(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, rules.HINT)
    machine.write(".aws/config", "hmm = 1\n")
    statuses = [machine.run("check", "--fail-on", level) for level in ("error", "info", "hint")]
    assert statuses == [0, 0, 1]


def test_select_and_ignore(machine: Machine) -> None:
    machine.write(".aws/config", DUPLICATE)
    assert machine.run("check", "--select", "roles") == 0
    assert machine.run("check", "--select", "roles,duplicate-setting") == 1
    assert machine.run("check", "--select", "roles", "--select", "syntax") == 1
    assert machine.run("check", "--ignore", " syntax ") == 0


def test_an_unknown_rule_is_a_usage_error(machine: Machine, capsys: Output) -> None:
    assert machine.run("check", "--select", "duplicat-setting") == 2
    assert "did you mean `duplicate-setting`?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("moment", "complaint"),
    [
        ("2026-06-01T12:00", "has no zone"),
        ("yesterday", "is no time"),
        ("2026-02-30T12:00Z", "is on no calendar"),
        ("2026-06-01T12:00+99:00", "is on no calendar"),
        ("0001-01-01T00:00+12:00", "is on no calendar"),
        ("9999-12-31T23:59Z", "is on no calendar"),
    ],
)
def test_a_time_that_is_none(machine: Machine, capsys: Output, moment: str, complaint: str) -> None:
    machine.write(".aws/config", CLEAN)
    assert machine.run("check", "--now", moment) == 2
    assert complaint in capsys.readouterr().err


def test_nothing_to_check_says_where_it_looked(machine: Machine, capsys: Output) -> None:
    assert machine.run("check") == 3
    err = capsys.readouterr().err
    assert "`~/.aws/config` does not exist; `~/.aws/credentials` does not exist" in err
    assert machine.run("check", ".") == 3
    assert "no `.aws` folder in `.`" in capsys.readouterr().err
    machine.environ = {"AWS_CONFIG_FILE": "", "AWS_SHARED_CREDENTIALS_FILE": "gone"}
    assert machine.run("check") == 3
    err = capsys.readouterr().err
    assert "`AWS_CONFIG_FILE` is set to nothing" in err
    assert "`gone` of `AWS_SHARED_CREDENTIALS_FILE` does not exist" in err


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["gone"], "`gone` does not exist"),
        (["--config", "gone"], "`gone` does not exist"),
        (["--credentials", "."], "is a folder"),
        (["--config", ""], "an empty name is no path"),
        (["a\0b"], "is no path"),
        (["--config", "a", "b"], "not both"),
        (["--format", "xml"], "invalid choice"),
        (["--select", "roles", "--ignore", "roles"], "leave no rule to ask"),
        (["--select", ","], "leave no rule to ask"),
        (["a\x1b[31mb\nc"], "`a␛[31mb␊c` does not exist"),
        (["--conf", "a"], "unrecognized arguments"),
    ],
)
def test_usage_errors(machine: Machine, capsys: Output, argv: list[str], complaint: str) -> None:
    assert machine.run("check", *argv) == 2
    assert complaint in capsys.readouterr().err


def test_a_half_that_may_not_be_read_is_not_absent(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.write(".aws/config", MISSING)
    denied = machine.write(".aws/credentials", "")
    real = Path.open

    def refuse(path: Path, mode: str) -> IO[Any]:
        if path == denied:
            raise PermissionError
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert machine.run("check", "--format", "concise") == 0
    output = capsys.readouterr()
    assert output.err == "awsconf: `~/.aws/credentials` may not be read\n"
    assert ": hint[missing-source-profile] " in output.out
    assert machine.run("check", "--credentials", str(denied)) == 2


@pytest.mark.parametrize("format_name", ["text", "concise", "json", "github", "sarif"])
def test_binary_junk_is_reported_and_not_choked_on(
    machine: Machine, capsys: Output, format_name: str
) -> None:
    machine.write(".aws/config", DUPLICATE.encode() + bytes(range(256)) * 3)
    assert machine.run("check", "--format", format_name) == 1
    output = capsys.readouterr()
    assert output.err == ""
    assert "undecodable-text" in output.out
    assert "these bytes are not UTF-8" in output.out
    output.out.encode("utf-8")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-16-le"])
def test_of_utf_16_one_thing_is_said_and_nothing_written(
    machine: Machine, capsys: Output, codec: str
) -> None:
    raw = "[profile dev]\r\nnonsense\r\nregion = a\r\nregion = a\r\n".encode(codec)
    place = machine.write(".aws/config", raw)
    assert machine.run("check", "--fix", "--unsafe-fixes", "--format", "concise") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("~/.aws/config:1:1: error[undecodable-text] this text is UTF-16, ")
    assert place.read_bytes() == raw


def test_our_own_mistakes_are_named_by_type_and_place_only(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, rules.BROKEN)
    machine.write(".aws/config", "[profile hush]\n")
    assert machine.run("check") == 4
    err = capsys.readouterr().err
    assert err.startswith("awsconf: internal error: ValueError at awsconf.check:")
    assert "hush" not in err
    assert err.count("\n") == 1


def test_an_interrupt_and_a_closed_pipe_are_quiet(
    machine: Machine, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.write(".aws/config", CLEAN)
    for error, status in ((KeyboardInterrupt, 130), (BrokenPipeError, 141)):

        def fail(*_: object, error: type[BaseException] = error) -> None:
            raise error

        monkeypatch.setattr(command, "report", fail)
        assert machine.run("check") == status
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("flag", "environ", "colored"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color(
    machine: Machine, capsys: Output, flag: str, environ: dict[str, str], colored: bool
) -> None:
    machine.write(".aws/config", DUPLICATE)
    machine.environ = environ
    machine.run("check", "--color", flag)
    assert ("\x1b[" in capsys.readouterr().out) is colored


def test_no_path_names_the_user(machine: Machine, capsys: Output) -> None:
    machine.write(".aws/config", DUPLICATE)
    for format_name in ("text", "concise", "json", "github", "sarif"):
        machine.run("check", "--format", format_name)
    assert str(machine.home) not in capsys.readouterr().out
    assert os.sep in str(machine.home)


def test_the_environment_is_that_of_the_shell(machine: Machine, capsys: Output) -> None:
    machine.environ = {"AWS_PROFILE": "prd"}
    machine.write(".aws/config", CLEAN)
    assert machine.run("check", "--format", "concise") == 1
    assert (
        "error[unknown-profile-in-environment] `AWS_PROFILE` names `prd`" in capsys.readouterr().out
    )


def test_files_of_others_have_no_environment(machine: Machine, capsys: Output) -> None:
    machine.environ = {"AWS_PROFILE": "prd"}
    path = machine.write("repository/.aws/config", CLEAN)
    assert machine.run("check", "--config", str(path)) == 0
    assert "prd" not in capsys.readouterr().out
