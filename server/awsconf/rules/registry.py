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
    ('credentials-in-repository', 'hygiene', 'pair', 'error', 'proof', ('aws_secret_access_key',), (), False, False, True),
    ('duplicated-keys', 'hygiene', 'pair', 'info', 'proof', ('aws_access_key_id',), (), False, False, True),
    ('keys-in-config', 'hygiene', 'profile', 'info', 'proof', ('aws_secret_access_key',), (), False, False, True),
    ('long-lived-keys', 'hygiene', 'profile', 'info', 'proof', ('aws_access_key_id',), (), False, False, False),
    ('permissive-file-mode', 'hygiene', 'pair', 'warning', 'proof', ('aws_secret_access_key',), (), False, False, True),
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
    ('unknown-setting', 'settings', 'section', 'warning', 'strong', (), (), False, True, True),
    ('byte-order-mark', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('carriage-return-line-end', 'syntax', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('duplicate-setting', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('foreign-format', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('header-adjacent-comment', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('header-trailing-text', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('header-whitespace', 'syntax', 'pair', 'warning', 'proof', (), (), False, True, True),
    ('invisible-character', 'syntax', 'section', 'warning', 'strong', (), (), True, True, True),
    ('missing-delimiter', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('setting-outside-section', 'syntax', 'pair', 'error', 'proof', (), (), False, True, True),
    ('unclosed-header', 'syntax', 'section', 'error', 'proof', (), (), True, True, True),
    ('undecodable-text', 'syntax', 'pair', 'error', 'proof', (), (), False, False, True),
)
