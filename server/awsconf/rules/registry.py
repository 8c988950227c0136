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
    ('conflicting-sources', 'roles', 'profile', 'error', 'proof', ('credential_source',), (), False, True, True),
    ('missing-source-profile', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('role-without-source', 'roles', 'pair', 'error', 'proof', ('role_arn',), (), False, True, True),
    ('source-profile-cycle', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-credentials', 'roles', 'pair', 'error', 'proof', ('source_profile',), (), False, True, True),
    ('source-without-role', 'roles', 'pair', 'warning', 'proof', ('source_profile',), (), False, True, True),
    ('default-twice', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('duplicate-section', 'sections', 'pair', 'error', 'proof', (), (), False, True, True),
    ('empty-section', 'sections', 'pair', 'hint', 'proof', (), (), False, True, True),
    ('mistyped-section-type', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('name-case-mismatch', 'sections', 'pair', 'warning', 'strong', ('aws_access_key_id', 'aws_secret_access_key', 'aws_security_token', 'aws_session_token'), (), False, True, True),
    ('prefixed-credentials-profile', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('session-named-like-profile', 'sections', 'pair', 'info', 'proof', ('sso_region', 'sso_start_url'), (), False, True, True),
    ('session-section-in-credentials', 'sections', 'pair', 'warning', 'proof', (), (), True, True, True),
    ('unportable-profile-name', 'sections', 'pair', 'warning', 'proof', (), (), True, True, True),
    ('unprefixed-profile', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('unused-services-section', 'sections', 'pair', 'hint', 'proof', (), (), False, True, True),
    ('unused-sso-session', 'sections', 'pair', 'hint', 'proof', ('sso_region', 'sso_start_url'), (), False, True, True),
    ('uppercase-default', 'sections', 'pair', 'error', 'proof', (), (), True, True, True),
    ('unknown-setting', 'settings', 'section', 'warning', 'strong', (), (), False, True, True),
    ('conflicting-sso-settings', 'sso', 'pair', 'error', 'proof', ('sso_session',), (), False, True, True),
    ('incomplete-sso-profile', 'sso', 'pair', 'error', 'proof', ('sso_account_id', 'sso_region', 'sso_role_name', 'sso_session', 'sso_start_url'), (), False, True, True),
    ('legacy-sso-profile', 'sso', 'pair', 'info', 'proof', ('sso_start_url',), (), False, True, True),
    ('missing-sso-session', 'sso', 'pair', 'error', 'proof', ('sso_session',), (), False, True, True),
    ('scopes-in-profile', 'sso', 'pair', 'warning', 'proof', ('sso_registration_scopes',), (), False, True, True),
    ('session-region-mismatch', 'sso', 'pair', 'hint', 'hint', ('sso_region',), (), False, True, True),
    ('start-url-spelling', 'sso', 'pair', 'info', 'proof', ('sso_start_url',), (), False, True, True),
    ('duplicate-setting', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('missing-delimiter', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('setting-outside-section', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('unclosed-header', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('undecodable-text', 'syntax', 'pair', 'error', 'proof', (), (), False, False, True),
)
