"""Every setting that an SDK or a login tool is known to read or write is known to us by name."""

from __future__ import annotations

import pytest

from awsconf.check import check
from awsconf.rules import selected
from awsconf.text import Role
from fixture import Case

# What the tools of the trade write beside a copied session, or keep in the config file.
OF_TOOLS = """
x_security_token_expires x_principal_arn aws_expiration aws_session_expiration aws_role_arn
aws_role_name aws_role_principal_arn aws_saml_assertion expiration assumed_role assumed_role_arn
manager autoawsume awsumepy_command source_expiration aws_principal_arn aws_credential_expiration
aws_session_token_expiration aws_token_expiration aws_security_token aws_session_token
aws_mfa_device assume_role mfa_process include_profile parent_profile
azure_tenant_id azure_app_id_uri azure_default_username azure_default_password
azure_default_role_arn azure_default_duration_hours azure_default_remember_me
google_config.role_arn google_config.duration google_config.google_idp_id
adfs_config.role_arn adfs_config.adfs_host adfs_config.ssl_verification
granted_sso_start_url granted_sso_region granted_sso_account_id granted_sso_role_name
common_fate_generated_from toolkit_artifact_guid web_identity_password saml_password
"""

# What the notes on the catalogue name one by one.
OF_SDKS = """
aws_access_key_id aws_secret_access_key aws_account_id role_arn source_profile credential_source
role_session_name external_id mfa_serial duration_seconds source_identity credential_process
web_identity_token_file login_session sso_session sso_account_id sso_role_name sso_start_url
sso_region sso_registration_scopes region output services endpoint_url retry_mode max_attempts
defaults_mode request_checksum_calculation response_checksum_validation account_id_endpoint_mode
ec2_metadata_service_endpoint_mode endpoint_discovery_enabled sts_regional_endpoints ca_bundle
s3_us_east_1_regional_endpoint s3_disable_express_session_auth cli_follow_urlparam cli_pager
cli_auto_prompt cli_binary_format cli_help_output cli_error_format aws_endpoint_discovery_enabled
disable_clock_skew_correction sdk_ua_app_id use_fips_endpoint use_dualstack_endpoint
"""

OF_S3 = """
addressing_style signature_version max_concurrent_requests max_queue_size multipart_threshold
multipart_chunksize max_bandwidth use_accelerate_endpoint preferred_transfer_client io_chunksize
target_bandwidth should_stream disk_throughput direct_io us_east_1_regional_endpoint
"""


def unknown(text: str, role: Role) -> list[str]:
    snapshot = Case(None, "a setting", files={role: text}).snapshot()
    return [one.finding.message for one in check(snapshot, selected(("unknown-setting",)))]


@pytest.mark.parametrize("name", (OF_TOOLS + OF_SDKS).split())
def test_a_setting_of_a_profile(name: str) -> None:
    assert unknown(f"[profile p]\n{name} = x\n", Role.CONFIG) == []
    assert unknown(f"[p]\n{name} = x\n", Role.CREDENTIALS) == []


@pytest.mark.parametrize("name", OF_S3.split())
def test_a_setting_of_s3(name: str) -> None:
    assert unknown(f"[profile p]\ns3 =\n  {name} = x\n", Role.CONFIG) == []


def test_the_plug_ins_and_previews_have_sections_of_their_own() -> None:
    text = "[plugins]\ncli_legacy_plugin_path = /x\nanything = y\n[preview]\ncloudfront = true\n"
    assert unknown(text, Role.CONFIG) == []
