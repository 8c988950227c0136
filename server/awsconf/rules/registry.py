"""Every rule and what starts it, so that no module is loaded for nothing.

Made from the modules by `pytest tests/house --update`; do not edit.
Name, family, scope, severity, certainty; the settings and the variables of which one must be
there; whether only oddly written sections matter; whether it offers fixes; whether it is on.
"""

# fmt: off
ROWS = (
    ('expired-session-token', 'expiry', 'pair', 'error', 'proof', ('aws_security_token', 'aws_session_token'), (), False, True, True),
    ('expiring-session-token', 'expiry', 'pair', 'warning', 'proof', ('aws_security_token', 'aws_session_token'), (), False, True, True),
    ('stale-expiry-note', 'expiry', 'pair', 'warning', 'strong', ('aws_security_token', 'aws_session_token'), (), False, True, True),
    ('conflicting-keys', 'keys', 'profile', 'warning', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('conflicting-session-tokens', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('incomplete-key-pair', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('leftover-session-token', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('malformed-secret-key', 'keys', 'profile', 'warning', 'strong', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('missing-session-token', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, False, True),
    ('placeholder-keys', 'keys', 'pair', 'info', 'proof', ('aws_access_key_id', 'aws_secret_access_key'), (), False, False, True),
    ('shared-key-id', 'keys', 'pair', 'error', 'proof', ('aws_access_key_id',), (), False, False, True),
    ('split-key-pair', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('swapped-keys', 'keys', 'profile', 'error', 'proof', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('token-of-another-key', 'keys', 'pair', 'warning', 'strong', ('aws_security_token', 'aws_session_token'), (), False, False, True),
    ('conflicting-sources', 'roles', 'profile', 'error', 'proof', ('credential_source',), (), False, True, True),
    ('missing-source-profile', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('role-without-source', 'roles', 'pair', 'error', 'proof', ('role_arn',), (), False, True, True),
    ('source-profile-cycle', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-credentials', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-role', 'roles', 'pair', 'warning', 'proof', ('source_profile',), (), False, True, True),
    ('duplicate-section', 'sections', 'pair', 'error', 'proof', (), (), False, True, True),
    ('prefixed-credentials-profile', 'sections', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('unprefixed-profile', 'sections', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('deprecated-setting', 'settings', 'section', 'warning', 'proof', ('disable_s3_express_session_auth', 'imds_use_ipv6', 'parent_profile', 'sdk-ua-app-id'), (), False, True, True),
    ('endpoint-without-scheme', 'settings', 'section', 'warning', 'proof', (), (), False, True, True),
    ('flat-nested-setting', 'settings', 'section', 'warning', 'proof', (), (), False, True, True),
    ('invalid-region', 'settings', 'section', 'error', 'proof', ('granted_sso_region', 'region', 'sso_region', 'target_region'), (), False, True, True),
    ('invalid-value', 'settings', 'section', 'warning', 'proof', ('account_id_endpoint_mode', 'api_versions', 'auth_scheme_preference', 'aws_account_id', 'aws_credential_scope', 'cli_auto_prompt', 'cli_binary_format', 'cli_error_format', 'cli_help_output', 'cli_history', 'cli_timestamp_format', 'credential_source', 'csm_client_id', 'csm_port', 'defaults_mode', 'duration_seconds', 'ec2_metadata_service_endpoint_mode', 'emr', 'endpoint_discovery_enabled', 'external_id', 'max_attempts', 'metadata_service_num_attempts', 'metadata_service_timeout', 'output', 'request_checksum_calculation', 'request_min_compression_size_bytes', 'response_checksum_validation', 'retry_mode', 'role_session_name', 's3', 's3_us_east_1_regional_endpoint', 'sdk-ua-app-id', 'sdk_ua_app_id', 'sso_account_id', 'sso_role_name', 'sts_regional_endpoints'), (), False, True, True),
    ('misplaced-setting', 'settings', 'section', 'warning', 'proof', (), (), False, True, True),
    ('missing-services-section', 'settings', 'pair', 'error', 'proof', ('services',), (), False, True, True),
    ('no-effect-in-cli-v2', 'settings', 'section', 'hint', 'proof', (), (), False, False, True),
    ('quoted-value', 'settings', 'section', 'warning', 'proof', (), (), True, True, True),
    ('setting-not-inherited', 'settings', 'pair', 'hint', 'proof', ('region',), (), False, True, True),
    ('shadowed-setting', 'settings', 'profile', 'warning', 'proof', (), (), False, True, True),
    ('unknown-service-id', 'settings', 'section', 'warning', 'proof', (), (), False, True, True),
    ('unknown-setting', 'settings', 'section', 'warning', 'strong', (), (), False, True, True),
    ('unportable-boolean', 'settings', 'section', 'warning', 'proof', ('adaptive_retry_wait_to_fill', 'aws_endpoint_discovery_enabled', 'cli_follow_urlparam', 'correct_clock_skew', 'csm_enabled', 'disable_clock_skew_correction', 'disable_host_prefix_injection', 'disable_request_compression', 'disable_s3_express_session_auth', 'ec2_metadata_v1_disabled', 'emr', 'ignore_configured_endpoint_urls', 'imds_use_ipv6', 'parameter_validation', 'proxy_use_forwarding_for_https', 's3', 's3_disable_express_session_auth', 's3_disable_multiregion_access_points', 's3_use_arn_region', 'tcp_keepalive', 'use_dualstack_endpoint', 'use_fips_endpoint'), (), False, True, True),
    ('variable-in-value', 'settings', 'section', 'warning', 'proof', (), (), False, False, True),
    ('duplicate-setting', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('missing-delimiter', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('setting-outside-section', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('unclosed-header', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('undecodable-text', 'syntax', 'pair', 'error', 'proof', (), (), False, False, True),
)
