"""The credential providers, by botocore's method names, whichever SDK is spoken of."""

from __future__ import annotations

import enum


class Provider(enum.Enum):
    """A credential provider."""

    ENV = "env"
    ASSUME_ROLE = "assume-role"
    WEB_IDENTITY = "assume-role-with-web-identity"
    SSO = "sso"
    SHARED_CREDENTIALS = "shared-credentials-file"
    LOGIN = "login"
    PROCESS = "custom-process"
    CONFIG_FILE = "config-file"
    EC2_CREDENTIALS_FILE = "ec2-credentials-file"
    BOTO_CONFIG = "boto-config"
    CONTAINER = "container-role"
    IAM_ROLE = "iam-role"
    SYSTEM_PROPERTIES = "system-properties"
    """Of Java alone, so the name is ours; it is a step of the chain and never answers here."""
