"""The command `resolve`, run as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import encoder
from cli.machine import Machine
from fixture import Marked
from house.tree import REPOSITORY

Output = pytest.CaptureFixture[str]

CONFIG = """\
[default]
region = eu-central-1

[profile dev]
region = eu-west-1
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
services = local
s3 =
  addressing_style = path

[profile base]
region = us-east-1
aws_access_key_id = <AKIA old>

[profile gone]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = bse

[services local]
s3 =
  endpoint_url = http://localhost:9000

[prod]
region = eu-west-1
"""
CREDENTIALS = """\
[base]
aws_access_key_id = <AKIA base>
aws_secret_access_key = <secret base>
"""
ROLE = "arn:aws:iam::111122223333:role/Deploy"
SCHEMA = REPOSITORY / "schemas" / "resolution.schema.json"


@pytest.fixture
def home(machine: Machine) -> Machine:
    """A machine whose home holds the pair."""
    machine.write(".aws/config", Marked.read(CONFIG).text)
    machine.write(".aws/credentials", Marked.read(CREDENTIALS).text)
    return machine


def asked(machine: Machine, capsys: Output, *argv: str, status: int = 0) -> Any:
    """The answers as JSON, whose shape is that of the schema."""
    assert machine.run("resolve", *argv, "--format", "json") == status
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return report["profiles"]


def last_four(seed: str) -> str:
    """What may be shown of the id that a page calls `<AKIA seed>`."""
    return f"AKIA…{Marked.read(f'<AKIA {seed}>').text[-4:]}"


def test_a_page_says_who_answers_and_why(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "dev") == 0
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "`dev` for the AWS CLI and boto3: assume-role"
    assert f"dev assume-role ~/.aws/config:6 role_arn = {ROLE}" in lines
    key = f"aws_access_key_id = {last_four('base')}"
    assert f"base shared-credentials-file ~/.aws/credentials:2 {key}" in lines
    assert "s3.addressing_style path ~/.aws/config:10" in lines
    assert "[prod] ~/.aws/config:24 a section whose name is not taken" in lines
    assert "env not asked the profile is given by name" in lines
    assert "assume-role answers `role_arn`" in lines


def test_the_readme_shows_what_is_printed(home: Machine, capsys: Output) -> None:
    page = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = page.partition("$ awsconf resolve dev\n")[2].partition("```")[0]
    assert home.run("resolve", "dev") == 0
    assert shown == capsys.readouterr().out


def test_json_has_the_chain_and_the_settings(home: Machine, capsys: Output) -> None:
    (dev,) = asked(home, capsys, "dev")
    assert dev | {"settings": []} == {
        "profile": "dev",
        "reader": "python",
        "provider": "assume-role",
        "error": None,
        "chain": [
            {
                "profile": "dev",
                "provider": "assume-role",
                "role_arn": ROLE,
                "path": "~/.aws/config",
                "line": 6,
            },
            {
                "profile": "base",
                "provider": "shared-credentials-file",
                "path": "~/.aws/credentials",
                "line": 2,
            },
        ],
        "settings": [],
    }
    (base,) = asked(home, capsys, "base")
    assert base["settings"][0] == {
        "name": "aws_access_key_id",
        "value": last_four("base"),
        "path": "~/.aws/credentials",
        "line": 2,
        "shadowed": [{"value": last_four("old"), "path": "~/.aws/config", "line": 14}],
    }
    assert base["settings"][1]["value"] == "••••"


def test_every_profile_is_asked_for_by_name(home: Machine, capsys: Output) -> None:
    keys = ("--env", "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "--env", "AWS_SECRET_ACCESS_KEY=x")
    found = asked(home, capsys, "--all", *keys, status=1)
    assert {one["profile"]: one["provider"] for one in found} == {
        "default": "none",
        "dev": "assume-role",
        "base": "shared-credentials-file",
        "gone": "none",
    }
    error = 'The source_profile "bse" referenced in the profile "gone" does not exist.'
    assert found[3]["error"] == {"type": "InvalidConfigError", "message": error}
    found = asked(home, capsys, "--all", "--chosen-by", "environment", *keys)
    assert {one["provider"] for one in found} == {"env"}
    assert found[0]["chain"] == [
        {"profile": "default", "provider": "env", "path": None, "line": None}
    ]


def test_a_table_shows_all_profiles_first(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "--all") == 1
    table = [line.split() for line in capsys.readouterr().out.partition("\n\n")[0].splitlines()]
    key, place = last_four("base"), "~/.aws/credentials:2"
    assert table == [
        ["profile", "answers", "starting", "with", "at", "region"],
        ["default", "none", "eu-central-1"],
        ["dev", "assume-role", key, place, "eu-west-1"],
        ["base", "shared-credentials-file", key, place, "us-east-1"],
        ["gone", "InvalidConfigError"],
    ]


def test_the_environment_chooses(home: Machine, capsys: Output) -> None:
    environ = {"AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "base", "AWS_REGION": "eu-north-1"}
    machine = Machine(home.root, environ)
    assert asked(machine, capsys)[0]["profile"] == "base"
    assert asked(machine, capsys, "--no-env")[0]["profile"] == "default"
    assert asked(machine, capsys, "--env", "AWS_DEFAULT_PROFILE=dev")[0]["profile"] == "dev"
    elsewhere = str(home.home / ".aws" / "credentials")
    assert asked(machine, capsys, "--credentials", elsewhere)[0]["profile"] == "default"
    assert machine.run("resolve") == 0
    out = capsys.readouterr().out
    assert "asks `AWS_PROFILE` first, and would take the profile `dev`" in out
    assert "takes the Region `eu-north-1` from `AWS_REGION`" in out


def test_a_region_of_the_environment_hides_that_of_the_file(home: Machine, capsys: Output) -> None:
    (base,) = asked(home, capsys, "base", "--env", "AWS_DEFAULT_REGION=eu-north-1")
    (region,) = (one for one in base["settings"] if one["name"] == "region")
    assert region == {
        "name": "region",
        "value": "eu-north-1",
        "path": None,
        "line": None,
        "variable": "AWS_DEFAULT_REGION",
        "shadowed": [{"value": "us-east-1", "path": "~/.aws/config", "line": 13}],
    }


def test_a_profile_that_is_not_there_is_an_answer(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "bsae") == 1
    out, err = capsys.readouterr()
    assert "ProfileNotFound" in out
    assert "The config profile (bsae) could not be found" in out
    assert "did you mean `base`?" in err
    home.write("work/config", CONFIG)
    assert home.run("resolve", "config") == 1
    assert "to ask about files alone, add --all" in capsys.readouterr().err


def test_a_file_that_is_refused_is_told_once(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", "[default]\nregion\n[default]\n")
    expected = {
        "type": "ConfigParseError",
        "message": "Unable to parse config file: ~/.aws/config",
    }
    for argv in (("--all",), ("base",), ()):
        (refused,) = asked(home, capsys, *argv, status=1)
        assert (refused["profile"], refused["provider"]) == (None, "none")
        assert refused["error"] == expected
    assert home.run("resolve", "base") == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "`~/.aws/config` for the AWS CLI and boto3: ConfigParseError"


def test_no_files_are_an_answer_too(machine: Machine, capsys: Output) -> None:
    assert asked(machine, capsys)[0]["provider"] == "none"
    keys = ("--env", "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "--env", "AWS_SECRET_ACCESS_KEY=x")
    assert asked(machine, capsys, *keys)[0]["provider"] == "env"
    assert asked(machine, capsys, "dev", status=1)[0]["error"]["type"] == "ProfileNotFound"


def test_paths_follow_the_profile(machine: Machine, capsys: Output) -> None:
    machine.write("work/team/config", Marked.read(CONFIG).text)
    (base,) = asked(machine, capsys, "base", "team/config", status=1)
    assert [(hop["path"], hop["line"]) for hop in base["chain"]] == [("team/config", 14)]
    found = asked(machine, capsys, "--all", "team/config", status=1)
    assert [one["profile"] for one in found] == ["default", "dev", "base", "gone"]
    assert machine.run("resolve", "dev", "nowhere") == 2


def test_readers_side_by_side(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", "[profile dev]\nregion = eu-west-1 # here\noutput = json\n")
    home.write(".aws/credentials", "")
    assert home.run("resolve", "dev", "--reader", "all", "--color", "never") in (0, 1)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["python", "js", "go", "rust", "java", "c"] in lines
    assert any(line[:2] == ["≠", "region"] for line in lines)
    assert ["output", "json"] in lines
    assert not any("output" in line for line in lines if "≠" in line)
    assert home.run("resolve", "--all", "--reader", "all", "--format", "mermaid") == 2


def test_secrets_that_differ_are_marked_and_not_shown(home: Machine, capsys: Output) -> None:
    commented = Marked.read(CREDENTIALS).text.rstrip() + " # mine\n"
    home.write(".aws/credentials", commented)
    home.run("resolve", "base", "--reader", "all")
    out = capsys.readouterr().out
    lines = [line.split() for line in out.splitlines()]
    assert ["≠", "aws_secret_access_key", *["••••"] * 6] in lines
    assert not any(line[:2] == ["≠", "aws_access_key_id"] for line in lines)


def test_the_graph(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "dev", "--format", "mermaid") == 0
    assert capsys.readouterr().out == (
        "flowchart LR\n"
        '  n0["dev<br/>assume-role"]\n'
        '  n2[["services local"]]\n'
        '  n1["base"]\n'
        f'  n0 -->|"{ROLE}"| n1\n'
        '  n0 -.->|"services"| n2\n'
    )
    assert home.run("resolve", "gone", "--format", "mermaid") == 1
    out = capsys.readouterr().out
    assert 'n1["bse"]' in out
    assert "class n1 missing" in out


def test_names_do_no_harm(machine: Machine, capsys: Output) -> None:
    name = 'x"] --> y; <b>\x1b[31m'
    credentials = f"[{name}]\nrole_arn = {ROLE}\nsource_profile = {name}\n"
    machine.write(".aws/credentials", credentials)
    for format_ in ("text", "mermaid"):
        assert machine.run("resolve", "--all", "--format", format_) == 1
        out = capsys.readouterr().out
        assert "\x1b" not in out
        if format_ == "mermaid":
            assert 'n0["x#34;#93; --#62; y#59; #60;b#62;#9243;#91;31m<br/>' in out


def test_the_environment_chooses_the_files(home: Machine, capsys: Output) -> None:
    home.write("other", "[profile elsewhere]\nregion = eu-west-1\n")
    given = ("--env", f"AWS_CONFIG_FILE={home.home / 'other'}")
    found = asked(home, capsys, "--all", *given)
    assert [one["profile"] for one in found] == ["elsewhere", "base"]


def test_an_empty_name_is_no_default(home: Machine, capsys: Output) -> None:
    (found,) = asked(home, capsys, "--env", "AWS_PROFILE=", status=1)
    assert (found["profile"], found["settings"]) == ("", [])


def test_a_block_hides_what_it_repeats(home: Machine, capsys: Output) -> None:
    block = "s3 =\n  a = {}\n  b = {}\n"
    home.write(".aws/config", f"[DEFAULT]\n{block.format(1, 2)}[profile x]\n{block.format(3, 4)}")
    home.write(".aws/credentials", "[x]\ns3 =\n  a = 5\n")
    (found,) = asked(home, capsys, "x")
    (setting,) = found["settings"]
    assert (setting["name"], setting["value"], setting["line"]) == ("s3.a", "5", 3)
    assert [(hidden["value"], hidden["line"]) for hidden in setting["shadowed"]] == [
        ("3", 7),
        ("1", 3),
    ]


def test_the_graph_shows_an_answer_without_a_profile(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "x\n", "--format", "mermaid") == 1
    assert '  n0["x#9226;<br/>ProfileNotFound"]\n' in capsys.readouterr().out
    home.write(".aws/config", "[default]\nregion\n")
    assert home.run("resolve", "--all", "--format", "mermaid") == 1
    assert '  n0["#126;/.aws/config<br/>ConfigParseError"]\n' in capsys.readouterr().out


def test_what_is_undecodable_is_said(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", b"[default]\nregion = \xff\n")
    assert home.run("resolve", "base", "--reader", "rust") == 0
    assert "what is not UTF-8, for which the whole file counts" in capsys.readouterr().out


def test_words_of_an_sdk_are_put_on_one_line(home: Machine, capsys: Output) -> None:
    home.write(".aws/config", "region = eu-west-1\n")
    for reader in ("rust", "all"):
        assert home.run("resolve", "--reader", reader) == 1
        out = capsys.readouterr().out
        assert "error parsing ~/.aws/config on line 1: Expected a profile definition\n" in out


def test_a_half_that_cannot_be_read_is_said(home: Machine, capsys: Output) -> None:
    config = home.home / ".aws" / "config"
    config.unlink()
    config.symlink_to(config)
    assert home.run("resolve", "base") == 0
    assert capsys.readouterr().err == "awsconf: `~/.aws/config` cannot be read\n"


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000])
def test_names_that_no_path_has(home: Machine, name: str) -> None:
    assert home.run("resolve", name) == 1


def test_a_hint_is_given_once(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "bsae", "--reader", "all") == 1
    assert capsys.readouterr().err.count("did you mean") == 1


def test_no_profile_is_no_table(machine: Machine, capsys: Output) -> None:
    machine.write(".aws/config", "")
    assert machine.run("resolve", "--all", "--reader", "all") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("reader", ["js", "go", "rust", "java", "c"])
def test_a_block_twice_in_a_file(machine: Machine, capsys: Output, reader: str) -> None:
    machine.write(".aws/config", "[profile x]\ns3 =\n  a = 1\n[profile x]\ns3 =\n  a = 2\n")
    (found,) = asked(machine, capsys, "x", "--reader", reader)
    (setting,) = found["settings"]
    assert (setting["name"], setting["value"], setting["line"]) == ("s3.a", "2", 6)
    assert [(hidden["value"], hidden["line"]) for hidden in setting["shadowed"]] == [("1", 3)]


def test_what_is_given_is_never_shown(home: Machine, capsys: Output) -> None:
    assert home.run("resolve", "--env", encoder.secret("x")) == 2
    assert capsys.readouterr().err == "awsconf: --env: write NAME=VALUE\n"


def test_no_file_is_touched(home: Machine) -> None:
    before = {path: path.read_bytes() for path in _files(home.home)}
    home.run("resolve", "--all")
    assert {path: path.read_bytes() for path in _files(home.home)} == before


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
