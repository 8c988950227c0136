"""The catalogue answers what the TOML files say, for every spelling and placeholder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf import catalogue
from awsconf.entries import Region
from awsconf.syntax import SectionKind
from schema_data import SCHEMAS, tables

PROFILE = SectionKind.PROFILE
TABLES = tables()
PACKAGE = Path(catalogue.__file__).parent

FOUND = [
    (PROFILE, "region", None, "profile.region"),
    (PROFILE, "Role_ARN", None, "profile.role_arn"),
    (PROFILE, "addressing_style", "s3", "profile.s3.addressing_style"),
    (PROFILE, "Addressing_Style", "S3", "profile.s3.addressing_style"),
    (PROFILE, "endpoint_url", None, "profile.endpoint_url"),
    (PROFILE, "endpoint_url", "s3", "profile.<service>.endpoint_url"),
    (PROFILE, "signature_version", "s3", "profile.s3.signature_version"),
    (PROFILE, "signature_version", "dynamodb", "profile.<service>.signature_version"),
    (PROFILE, "dynamodb", None, "profile.<service>"),
    (PROFILE, "ec2", "api_versions", "profile.api_versions.<service>"),
    (PROFILE, "google_config.ask_role", None, "profile.google_config.ask_role"),
    (SectionKind.SSO_SESSION, "sso_region", None, "sso-session.sso_region"),
    (SectionKind.SERVICES, "elastic_beanstalk", None, "services.<service_id>"),
    (SectionKind.SERVICES, "endpoint_url", "s3", "services.<service_id>.endpoint_url"),
    (SectionKind.SERVICES, "endpoint_url", "newer_than_us", "services.<service_id>.endpoint_url"),
    (SectionKind.PLUGINS, "cli_legacy_plugin_path", None, "plugins.cli_legacy_plugin_path"),
    (SectionKind.PLUGINS, "endpoint", None, "plugins.<plugin-name>"),
    (SectionKind.PREVIEW, "sdb", None, "preview.<service>"),
]
UNKNOWN = [
    (PROFILE, "regoin", None),
    (PROFILE, "addressing_style", None),
    (PROFILE, "region", "s3"),
    (PROFILE, "endpoint_url", "nothing"),
    (PROFILE, "<service>", None),
    (PROFILE, "", None),
    (SectionKind.SSO_SESSION, "region", None),
    (SectionKind.SERVICES, "logs", None),
    (SectionKind.SERVICES, "region", "s3"),
    (SectionKind.PLUGINS, "endpoint", "parent"),
    (SectionKind.OTHER, "region", None),
]
SECRET = [
    "aws_secret_access_key",
    "AWS_SESSION_TOKEN",
    "aws_security_token",
    "aws_saml_assertion",
    "aws_secret_acces_key",
    "aws_access_key_secret",
    "client_secret",
    "clientSecret",
    "dpopKey",
    "db_password",
]


@pytest.mark.parametrize(("kind", "name", "parent", "expected"), FOUND)
def test_setting_is_found(kind: SectionKind, name: str, parent: str | None, expected: str) -> None:
    found = catalogue.find(kind, name, parent)
    assert found is not None
    assert (found.id, found.kind) == (expected, kind)
    assert catalogue.known(kind, name, parent)


@pytest.mark.parametrize(("kind", "name", "parent"), UNKNOWN)
def test_unknown_setting_is_not_found(kind: SectionKind, name: str, parent: str | None) -> None:
    assert catalogue.find(kind, name, parent) is None
    assert not catalogue.known(kind, name, parent)


@given(st.sampled_from(SectionKind), st.text(), st.none() | st.text())
def test_any_text_may_be_asked_for(kind: SectionKind, name: str, parent: str | None) -> None:
    found = catalogue.find(kind, name, parent) is not None
    assert catalogue.known(kind, name, parent) == found


def test_settings_are_those_of_the_files() -> None:
    told = {setting.id for kind in SectionKind for setting in catalogue.settings(kind)}
    assert told == TABLES.keys()


@pytest.mark.parametrize("kind", [kind for kind in SectionKind if kind is not SectionKind.OTHER])
def test_every_literal_setting_is_found_by_its_name(kind: SectionKind) -> None:
    literal = [setting for setting in catalogue.settings(kind) if "<" not in setting.id]
    assert [catalogue.find(kind, told.name, told.parent) for told in literal] == literal


def test_setting_says_what_its_table_says() -> None:
    found = catalogue.find(PROFILE, "duration_seconds")
    assert found is not None
    assert (found.minimum, found.maximum, found.default, found.unit) == (
        900,
        43200,
        "3600",
        "seconds",
    )
    assert found.requires == ("profile.role_arn",)
    assert found.also_read_in == ("credentials.profile",)
    assert found.support["boto3"] == "yes"
    assert "rust" not in found.support
    assert found.notes is not None
    assert "\n" not in found.notes


def test_boolean_has_its_two_values() -> None:
    found = catalogue.find(PROFILE, "use_fips_endpoint")
    assert found is not None
    assert [value.value for value in found.values] == ["true", "false"]
    assert found.case_sensitive is False


def test_alternatives_and_aliases_are_kept() -> None:
    role, client = (
        catalogue.find(PROFILE, "role_arn"),
        catalogue.find(PROFILE, "preferred_transfer_client", "s3"),
    )
    assert role is not None
    assert client is not None
    assert role.requires_one_of == (
        (
            "profile.source_profile",
            "profile.credential_source",
            "profile.web_identity_token_file",
        ),
    )
    assert dict(client.aliases) == {"default": "classic"}


def test_names_are_literal_and_of_one_place() -> None:
    assert catalogue.names(SectionKind.SSO_SESSION) == {
        "sso_start_url",
        "sso_region",
        "sso_registration_scopes",
    }
    assert catalogue.names(SectionKind.SERVICES) == frozenset()
    assert catalogue.nested_names(SectionKind.SERVICES, "s3") == {"endpoint_url"}
    assert {"addressing_style", "endpoint_url"} <= catalogue.nested_names(PROFILE, "s3")
    assert catalogue.nested_names(PROFILE, "region") == frozenset()
    assert "addressing_style" not in catalogue.names(PROFILE)


@pytest.mark.parametrize("name", SECRET)
def test_secret_names(name: str) -> None:
    assert catalogue.is_secret(name)


def test_secret_names_are_those_of_the_files() -> None:
    told = {
        name.rpartition(".")[2]
        for name, table in TABLES.items()
        if table.get("sensitivity") == "secret"
    }
    every = {name.rpartition(".")[2] for name in TABLES}
    assert {name for name in every if catalogue.is_secret(name)} == told
    assert {setting.name for setting in catalogue.settings(PROFILE) if setting.secret} == told
    assert len(told) == 7


def test_regions() -> None:
    regions = catalogue.regions()
    assert regions["us-west-2"] == ("us-west-2", "US West (Oregon)", "aws", True, False)
    assert not regions["af-south-1"].default_enabled
    assert regions["cn-north-1"].default_enabled
    assert regions["aws-global"].pseudo
    assert len([code for code, region in regions.items() if _on_by_default(region)]) == 17
    assert regions.keys() >= {"eusc-de-east-1", "us-isob-east-1", "us-gov-west-1"}


def test_partitions() -> None:
    assert catalogue.partitions()["aws-cn"].dns_suffix == "amazonaws.com.cn"
    assert catalogue.partition_of("us-gov-east-1") == "aws-us-gov"
    assert catalogue.partition_of("eu-east-9") == "aws"
    assert catalogue.partition_of("us-isob-north-1") == "aws-iso-b"
    assert catalogue.partition_of("moon") is None


def test_services() -> None:
    assert {"s3", "elastic_beanstalk", "cloudwatch_logs"} <= catalogue.service_ids()
    assert "logs" not in catalogue.service_ids()
    assert catalogue.service_clients()["logs"] == "cloudwatch_logs"
    assert catalogue.service_clients()["sms-voice"] == "pinpoint_sms_voice"


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("okta", "aws-okta"),
        ("granted_registry_start team", "granted"),
        ("granted_registry_start   team", "granted"),
        ("work-long-term", "aws-mfa"),
        ("autoawsume-work", "awsume"),
        ("profile eb-cli", "Elastic Beanstalk CLI"),
        ("plugins", "AWS CLI"),
        ("default", None),
        ("profile okta", None),
        ("-long-term", None),
        ("autoawsume-", None),
        ("", None),
    ],
)
def test_foreign_sections(name: str, tool: str | None) -> None:
    assert catalogue.foreign_section(name) == tool


def test_installed_package_finds_its_own_data(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "awsconf")
    shutil.copytree(SCHEMAS, tmp_path / "awsconf" / "schemas", dirs_exist_ok=True)
    code = (
        "from awsconf import catalogue as c; print(c.known(c.SectionKind.PROFILE, 'region'),"
        " c.__file__)"
    )
    assert _run(code, tmp_path).startswith(f"True {tmp_path}")


def test_masking_needs_no_data(tmp_path: Path) -> None:
    code = (
        "from awsconf import catalogue as c;"
        "print(c.is_secret('aws_session_token'), c._data.cache_info().misses)"
    )
    assert _run(code, PACKAGE.parent, cwd=tmp_path) == "True 0"


def _on_by_default(region: Region) -> bool:
    return region.partition == "aws" and region.default_enabled and not region.pseudo


def _run(code: str, path: Path, cwd: Path | None = None) -> str:
    """What a fresh interpreter prints that sees only the package under `path`."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(path)},
        cwd=cwd or path,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()
