"""Which pairs the paths on a command line stand for, in real folders."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from awsconf.host import Absence, Found, Host, Missing, PairFiles, find_pairs, pair_of


@pytest.fixture
def host(tmp_path: Path) -> Host:
    for folder in ("home/.aws", "work"):
        (tmp_path / folder).mkdir(parents=True)
    return machine(tmp_path)


def test_no_path_means_the_pair_of_the_sdks(host: Host) -> None:
    config, credentials = touch(host.home / ".aws", "config", "credentials")
    assert found(host) == [PairFiles(config, credentials, own=True)]


def test_no_path_obeys_the_variables(host: Host, tmp_path: Path) -> None:
    (credentials,) = touch(host.home / ".aws", "credentials")
    touch(host.home / ".aws", "config")
    (config,) = touch(host.cwd, "elsewhere")
    moved = machine(tmp_path, AWS_CONFIG_FILE="elsewhere")
    assert found(moved) == [PairFiles(config, credentials, own=True)]
    emptied = machine(tmp_path, AWS_CONFIG_FILE="")
    assert found(emptied) == [PairFiles(None, credentials, own=True)]


def test_an_absent_own_pair_is_missing_by_name(host: Host) -> None:
    missing = [
        Missing(host.home / ".aws" / name, Absence.NOT_FOUND) for name in ("config", "credentials")
    ]
    assert find_pairs([], host) == Found((), tuple(missing))


@pytest.mark.parametrize("given", [["config"], ["credentials"], ["credentials", "config"], ["."]])
def test_the_halves_beside_each_other_are_one_pair(given: list[str], host: Host) -> None:
    config, credentials = touch(host.cwd, "config", "credentials")
    assert found(host, *given) == [PairFiles(config, credentials, own=False)]


def test_a_half_alone_is_a_pair_of_one(host: Host) -> None:
    (sample,) = touch(host.cwd, "config.sample")
    touch(host.cwd, "credentials")
    assert found(host, "config.sample") == [PairFiles(sample, None, own=False)]


def test_halves_with_the_same_suffix_go_together(host: Host) -> None:
    config, credentials = touch(host.cwd, "aws_config.bak", "aws_credentials.bak")
    assert found(host, "aws_credentials.bak") == [PairFiles(config, credentials, own=False)]


def test_a_name_that_tells_nothing_leaves_it_to_the_text(host: Host) -> None:
    (keys, profiles) = touch(host.cwd, "keys.ini", "profiles.ini")
    keys.write_text("[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n")
    profiles.write_text("[profile a]\n")
    assert found(host, "profiles.ini", "keys.ini") == [
        PairFiles(profiles, None, own=False),
        PairFiles(None, keys, own=False),
    ]


def test_a_file_of_the_own_pair_brings_the_other_wherever_it_lies(
    host: Host, tmp_path: Path
) -> None:
    touch(host.home / ".aws", "config", "credentials")
    config, elsewhere = host.home / ".aws/config", touch(host.cwd, "elsewhere")[0]
    moved = machine(tmp_path, AWS_SHARED_CREDENTIALS_FILE=str(elsewhere))
    own = PairFiles(config, elsewhere, own=True)
    assert found(moved, str(config)) == found(moved, "elsewhere") == [own]
    # The SDKs do not read this half, so what it says of the other is no fact about them.
    stray = host.home / ".aws/credentials"
    assert found(moved, str(stray)) == [PairFiles(config, stray, own=False)]


def test_the_own_pair_is_known_through_links(host: Host) -> None:
    (real,) = touch(host.cwd, "dotfile-config")
    (host.home / ".aws/config").symlink_to(real)
    assert found(host, "dotfile-config") == [PairFiles(host.home / ".aws/config", None, own=True)]


def test_a_folder_called_aws_is_a_pair_with_one_half_too(host: Host) -> None:
    (config,) = touch(host.home / ".aws", "config")
    assert found(host, str(host.home / ".aws")) == [PairFiles(config, None, own=True)]
    assert found(host, str(host.home)) == [PairFiles(config, None, own=True)]
    assert found(host, "../home/.aws") == [PairFiles(config, None, own=True)]


def test_a_folder_is_searched_in_order_and_without_the_foreign(host: Host) -> None:
    for name in ("b", "a/deep", ".git", "node_modules/x", ".venv", "a", "b/.aws/cli"):
        touch(host.cwd / name / ".aws", "config")
    touch(host.cwd / "c", "config")
    (host.cwd / "d/.aws").mkdir(parents=True)
    (host.cwd / "link").symlink_to("a")
    (host.cwd / "e").mkdir()
    touch(host.cwd.parent / "outside", "config")
    (host.cwd / "e/.aws").symlink_to("../../outside")
    assert [pair.config for pair in found(host, ".")] == [
        host.cwd / name / ".aws/config" for name in ("a", "a/deep", "b")
    ]


def test_each_pair_is_named_once_and_where_it_was_first_asked_for(host: Host) -> None:
    touch(host.cwd / "a/.aws", "config", "credentials")
    touch(host.cwd / "b/.aws", "config")
    (host.cwd / "link").symlink_to("a/.aws")
    pairs = found(host, "b/.aws/config", "a/.aws/credentials", ".", "link", "b")
    assert [pair.config for pair in pairs] == [
        host.cwd / "b/.aws/config",
        host.cwd / "a/.aws/config",
    ]


def test_paths_that_lead_nowhere_are_told_and_the_rest_is_found(host: Host) -> None:
    touch(host.cwd, "config")
    result = find_pairs([Path("no"), Path("config"), Path("no")], host)
    assert [str(missing) for missing in result.missing] == [f"`{host.cwd / 'no'}` does not exist"]
    assert [pair.config for pair in result.pairs] == [host.cwd / "config"]


def test_a_device_is_no_file_to_the_sdks_either(host: Host, tmp_path: Path) -> None:
    (credentials,) = touch(host.home / ".aws", "credentials")
    nulled = machine(tmp_path, AWS_CONFIG_FILE="/dev/null")
    assert found(nulled) == [PairFiles(None, credentials, own=True)]


def test_the_pair_of_an_open_file(host: Host) -> None:
    config, credentials = touch(host.cwd, "config", "credentials")
    assert pair_of(Path("config"), host) == PairFiles(config, credentials, own=False)
    assert pair_of(Path(), host) == Missing(host.cwd, Absence.FOLDER)


def machine(root: Path, **environ: str) -> Host:
    def now() -> datetime:
        return datetime(2024, 5, 1, tzinfo=timezone.utc)

    return Host(environ, root / "home", now, timezone.utc, root / "work", "linux")


def touch(folder: Path, *files: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        (folder / name).write_text("[default]\n")
    return [folder / name for name in files]


def found(host: Host, *paths: str) -> list[PairFiles]:
    result = find_pairs([Path(path) for path in paths], host)
    assert not result.missing
    return list(result.pairs)
