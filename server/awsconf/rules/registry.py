"""Every rule and what starts it, so that no module is loaded for nothing.

Made from the modules by `pytest tests/house --update`; do not edit.
Name, family, scope, severity, certainty; the settings and the variables of which one must be
there; whether only oddly written sections or headers matter; whether it offers fixes; whether it
is on.
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
    ('chained-session-too-long', 'roles', 'pair', 'error', 'proof', ('duration_seconds',), (), False, True, True),
    ('conflicting-sources', 'roles', 'profile', 'error', 'proof', ('credential_source',), (), False, True, True),
    ('credential-source-without-role', 'roles', 'profile', 'warning', 'proof', ('credential_source',), (), False, True, True),
    ('deep-role-chain', 'roles', 'pair', 'hint', 'proof', ('source_profile',), (), False, False, True),
    ('fragile-credential-process', 'roles', 'section', 'warning', 'proof', ('credential_process',), (), False, True, True),
    ('malformed-role-arn', 'roles', 'profile', 'error', 'proof', ('role_arn',), (), False, True, True),
    ('mfa-of-another-account', 'roles', 'pair', 'warning', 'strong', ('mfa_serial',), (), False, False, True),
    ('mfa-on-source', 'roles', 'pair', 'hint', 'hint', ('mfa_serial',), (), False, True, True),
    ('missing-source-profile', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('process-shadowed', 'roles', 'profile', 'warning', 'proof', ('credential_process',), (), False, True, True),
    ('role-without-source', 'roles', 'pair', 'error', 'proof', ('role_arn',), (), False, True, True),
    ('self-sourced-role', 'roles', 'pair', 'info', 'proof', ('source_profile',), (), False, True, True),
    ('source-profile-cycle', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-credentials', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-role', 'roles', 'pair', 'warning', 'proof', ('source_profile',), (), False, True, True),
    ('unknown-credential-source', 'roles', 'profile', 'error', 'proof', ('credential_source',), (), False, True, True),
    ('unused-source-profile', 'roles', 'profile', 'warning', 'proof', ('web_identity_token_file',), (), False, True, True),
    ('duplicate-section', 'sections', 'pair', 'error', 'proof', (), (), False, True, True),
    ('prefixed-credentials-profile', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('unprefixed-profile', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('invalid-region', 'settings', 'section', 'error', 'proof', ('granted_sso_region', 'region', 'sso_region', 'target_region'), (), False, True, True),
    ('invalid-value', 'settings', 'section', 'warning', 'proof', ('account_id_endpoint_mode', 'api_versions', 'auth_scheme_preference', 'aws_account_id', 'aws_credential_scope', 'cli_auto_prompt', 'cli_binary_format', 'cli_error_format', 'cli_help_output', 'cli_history', 'cli_timestamp_format', 'credential_source', 'csm_client_id', 'csm_port', 'defaults_mode', 'duration_seconds', 'ec2_metadata_service_endpoint_mode', 'emr', 'endpoint_discovery_enabled', 'external_id', 'max_attempts', 'metadata_service_num_attempts', 'metadata_service_timeout', 'output', 'request_checksum_calculation', 'request_min_compression_size_bytes', 'response_checksum_validation', 'retry_mode', 'role_session_name', 's3', 's3_us_east_1_regional_endpoint', 'sdk-ua-app-id', 'sdk_ua_app_id', 'sso_account_id', 'sso_role_name', 'sts_regional_endpoints'), (), False, True, True),
    ('unknown-setting', 'settings', 'section', 'warning', 'strong', (), (), False, True, True),
    ('byte-order-mark', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('carriage-return-line-end', 'syntax', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('duplicate-setting', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('foreign-format', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('header-adjacent-comment', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('header-trailing-text', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('header-whitespace', 'syntax', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('missing-delimiter', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('setting-outside-section', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('unclosed-header', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('undecodable-text', 'syntax', 'pair', 'error', 'proof', (), (), False, False, True),
)
