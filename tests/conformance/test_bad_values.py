"""What the catalogue says that botocore does with bad values, asked of botocore."""

from __future__ import annotations

from pathlib import Path

import botocore.session
import pytest
from botocore.credentials import ProcessProvider

import oracle
from awsconf.catalogue import find, settings
from awsconf.entries import Setting
from awsconf.syntax import SectionKind
from awsconf.text import Role
from awsconf.values.accepted import misfit

PROFILE = SectionKind.PROFILE

# A setting, a value that it does not take, and one that it does.
REFUSED = [
    ("retry_mode", "Standard", "standard"),
    ("max_attempts", "three", "3"),
    ("max_attempts", "0", "1"),
    ("defaults_mode", "fast", "In-Region"),
    ("sts_regional_endpoints", "Regional", "regional"),
    ("s3_us_east_1_regional_endpoint", "global", "legacy"),
    ("request_checksum_calculation", "when-required", "WHEN_REQUIRED"),
    ("response_checksum_validation", "never", "when_supported"),
    ("account_id_endpoint_mode", "on", "Preferred"),
    ("request_min_compression_size_bytes", "many", "1"),
    ("request_min_compression_size_bytes", "1048577", "1048576"),
    ("ec2_metadata_service_endpoint_mode", "ipv5", "ipv6"),
    ("metadata_service_timeout", "1.5", "1"),
    ("metadata_service_num_attempts", "few", "2"),
    ("s3.addressing_style", "Path", "path"),
    ("s3.us_east_1_regional_endpoint", "global", "legacy"),
]


@pytest.mark.parametrize(("setting", "bad", "good"), REFUSED)
def test_botocore_refuses_what_is_said_to_be_refused(
    setting: str, bad: str, good: str, tmp_path: Path
) -> None:
    parent, name = _split(setting)
    found = misfit(PROFILE, name, bad, parent)
    assert found is not None
    assert found.effects["python"].startswith("refuse")
    taken = misfit(PROFILE, name, good, parent)
    assert taken is None or "python" not in taken.effects
    assert _refuses(setting, bad, tmp_path)
    assert not _refuses(setting, good, tmp_path)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("endpoint_url", "localhost:4566"),
        ("s3_disable_express_session_auth", "yes"),
        ("s3", "addressing_style = path"),
        ("api_versions", "2015-03-01"),
    ],
)
def test_botocore_refuses_these_as_well(setting: str, value: str, tmp_path: Path) -> None:
    found = find(PROFILE, setting)
    assert found is not None
    assert found.on_bad_value["python"].startswith("refuse")
    assert _refuses(setting, value, tmp_path)


# Of these it takes more than the client of any service to see it.
APART = ("credential_process", "endpoint_discovery_enabled")
EMPTY = [
    setting
    for setting in settings(PROFILE)
    if "python" in setting.on_empty and setting.parent in (None, "s3") and setting.name not in APART
]


@pytest.mark.parametrize("setting", EMPTY, ids=lambda setting: str(setting.id))
def test_botocore_refuses_these_where_they_are_empty(setting: Setting, tmp_path: Path) -> None:
    assert _refuses(f"{setting.parent}.{setting.name}".removeprefix("None."), "", tmp_path)


def test_botocore_cannot_run_an_empty_process() -> None:
    profiles = {"dev": {"credential_process": ""}}
    with pytest.raises(IndexError):
        ProcessProvider("dev", lambda: {"profiles": profiles}).load()


def test_botocore_refuses_an_empty_word_about_endpoint_discovery(tmp_path: Path) -> None:
    text = "[profile dev]\nregion = us-east-1\nendpoint_discovery_enabled =\n"
    oracle.write(text, Role.CONFIG, tmp_path)
    with oracle.machine(tmp_path):
        session = botocore.session.Session(profile="dev")
        with pytest.raises(Exception, match="endpoint_discovery_enabled"):
            session.create_client("timestream-write")


@pytest.mark.parametrize("value", ["yes", "1", "on", '"true"', "perhaps"])
def test_botocore_takes_every_other_word_for_false(value: str, tmp_path: Path) -> None:
    assert "fips" not in _endpoint("use_fips_endpoint", value, tmp_path)
    assert "fips" in _endpoint("use_fips_endpoint", "TRUE", tmp_path)


@pytest.mark.parametrize(
    "region", ["us_east_1", "N. Virginia", "us-east-1,us-west-2", "us-east-1;"]
)
def test_botocore_refuses_these_regions(region: str, tmp_path: Path) -> None:
    assert _refuses("region", region, tmp_path)


def _split(setting: str) -> tuple[str | None, str]:
    parent, dot, name = setting.rpartition(".")
    return (parent, name) if dot else (None, setting)


def _refuses(setting: str, value: str, directory: Path) -> bool:
    try:
        _endpoint(setting, value, directory)
    except Exception:
        return True
    return False


def _endpoint(setting: str, value: str, directory: Path) -> str:
    """The address that a client of a profile with this setting would call."""
    parent, name = _split(setting)
    line = f"{parent} =\n  {name} = {value}" if parent else f"{name} = {value}"
    region = "" if name == "region" else "region = us-east-1\n"
    oracle.write(f"[default]\n{region}{line}\n", Role.CONFIG, directory)
    oracle.write("", Role.CREDENTIALS, directory)
    with oracle.machine(directory):
        session = botocore.session.Session()
        session.get_credentials()
        client = session.create_client("s3", aws_access_key_id="x", aws_secret_access_key="y")
        address: str = client.generate_presigned_url("list_buckets")
    return address
