"""The other commands, help, and `awsconf` as a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import awsconf
from awsconf.__main__ import main
from awsconf.cli.arguments import COMMANDS, parse
from awsconf.cli.inputs import moment
from awsconf.rule import Rule
from awsconf.rules import every_rule
from cli.machine import DUPLICATE, Machine

Output = pytest.CaptureFixture[str]


def test_without_a_command_it_helps(capsys: Output) -> None:
    assert main([]) == 2
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_version(capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"awsconf {awsconf.__version__}\n"


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("check --diff {} --select duplicate-setting", 1),
        ("check --diff {} --select duplicate-setting {}", 2),
        ("resolve default --format json {}", 1),
        ("rewrite default --list {}", 1),
        ("rewrite --as merge --all {} --write {}", 1),
        ("explain default --color never {}", 1),
        ("check --diff -- {}", 1),
        ("check -- -minus", 1),
    ],
)
def test_paths_may_follow_flags(line: str, paths: int) -> None:
    parsed = parse(line.format(*["there"] * line.count("{}")).split())
    assert len(parsed.paths) == paths


@pytest.mark.parametrize("name", ["check", "rule"])
def test_help(capsys: Output, name: str) -> None:
    assert main([name, "-h"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: awsconf {name} ")


def test_rewrite_tells_its_own_flags_and_statuses(capsys: Output) -> None:
    assert main(["rewrite", "-h"]) == 0
    told = capsys.readouterr().out
    assert "the change was shown, or written" in told
    assert "--fail-on" not in told
    assert main(["rewrite"]) == 2
    assert capsys.readouterr().err.endswith("are required: PROFILE\n")


def test_an_unknown_command(capsys: Output) -> None:
    assert main(["chekc"]) == 2
    assert "invalid choice: 'chekc'" in capsys.readouterr().err


def test_the_table_of_rules_has_them_all(capsys: Output) -> None:
    assert main(["rule"]) == 0
    rows = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:1] == " "]
    assert sorted(rows) == sorted(rule.name for rule in every_rule())


def test_a_family(capsys: Output) -> None:
    assert main(["rule", "roles"]) == 0
    out = capsys.readouterr().out
    assert "missing-source-profile" in out
    assert "duplicate-setting" not in out


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_a_page(capsys: Output, rule: Rule) -> None:
    assert main(["rule", rule.name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"# {rule.name}\n\nFamily {rule.family}, ")
    assert out.endswith(rule.page)


def test_all_rules_as_json(capsys: Output) -> None:
    assert main(["rule", "--all", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert [entry["id"] for entry in told["rules"]] == [rule.name for rule in every_rule()]
    for entry, rule in zip(told["rules"], every_rule(), strict=True):
        assert entry["family"] == rule.family
        assert entry["severity"] == rule.severity.value
        assert entry["certainty"] == rule.certainty.value
        assert entry["fixable"] is rule.fixable
        assert entry["page"] == rule.page


def test_all_and_one_rule(capsys: Output) -> None:
    assert main(["rule", "--all", "roles"]) == 2
    assert "not both" in capsys.readouterr().err


def test_no_such_sdk(capsys: Output) -> None:
    assert main(["check", "--target", "python,perl"]) == 2
    assert "there is no SDK `perl`; choose from python, js" in capsys.readouterr().err


def test_no_such_rule(capsys: Output) -> None:
    assert main(["rule", "missing-sorce-profile"]) == 2
    assert "did you mean `missing-source-profile`?" in capsys.readouterr().err
    assert main(["rule", "zzz"]) == 2
    assert "`awsconf rule` lists them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-01T12:00Z", "2026-06-01T12:00:00+00:00"),
        ("2026-06-01 12:00:30z", "2026-06-01T12:00:30+00:00"),
        ("2026-06-01T12:00:30.5+02:00", "2026-06-01T10:00:30.500000+00:00"),
        ("2026-06-01T12:00:30,1234567-0130", "2026-06-01T13:30:30.123456+00:00"),
        ("2026-06-01T12:00+02", "2026-06-01T10:00:00+00:00"),
    ],
)
def test_moments(text: str, expected: str) -> None:
    assert moment(text).isoformat() == expected


def process(home: Path, *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m awsconf` in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    package = str(Path(awsconf.__file__).parents[1])
    environ = {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": package, **more}
    return subprocess.run(
        [sys.executable, "-m", "awsconf", *argv],
        env=environ,
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_real_process(machine: Machine) -> None:
    machine.write(".aws/config", DUPLICATE)
    done = process(machine.home, "check", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (1, "")
    assert "error[duplicate-setting]" in done.stdout


def test_an_output_that_knows_few_characters(machine: Machine) -> None:
    machine.write(".aws/config", "[profile dev]\nregion = 東\nregion = 京\n")
    done = process(machine.home, "check", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "region = ?" in done.stdout


def test_a_pipe_that_nobody_reads(machine: Machine) -> None:
    machine.write(".aws/config", DUPLICATE)
    package = str(Path(awsconf.__file__).parents[1])
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "awsconf", "check"],
        env={"HOME": str(machine.home), "PYTHONPATH": package},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
