"""Stub until the schemas are merged."""

from __future__ import annotations

import enum


class SectionKind(enum.Enum):
    PROFILE = "profile"
    SSO_SESSION = "sso-session"
    SERVICES = "services"
    PLUGINS = "plugins"
    PREVIEW = "preview"
    OTHER = "other"
