"""The plain form of a section, which every SDK reads alike, and the usual settings of a profile.

It is narrower than what they agree on, so that one look tells it: of a section that is plain no
rule about form has anything to say (but that an empty one is no section to JavaScript). A property
test asks all the readers.
"""

from __future__ import annotations

import re

from awsconf.readers.reading import Part
from awsconf.syntax import Section, SectionKind
from awsconf.text import Role


def is_plain(section: Section) -> bool:
    """Whether a section is written in the plain form."""
    return section.derive(_is_plain)


def is_usual(part: Part) -> bool:
    """Whether a section is a profile, or what Python takes for one, of the usual settings alone."""
    return part.reading.kind is SectionKind.PROFILE and part.reading.names <= USUAL[part.role]


# What stands in nearly every profile, in the file where it belongs.
_KEYS = frozenset({"aws_access_key_id", "aws_secret_access_key", "aws_session_token"})
USUAL = {
    Role.CREDENTIALS: _KEYS,
    Role.CONFIG: _KEYS
    | {"region", "output", "credential_process", "credential_source", "duration_seconds"}
    | {"role_arn", "source_profile", "mfa_serial", "external_id", "role_session_name"}
    | {"sso_session", "sso_account_id", "sso_role_name", "web_identity_token_file"},
}


def _is_plain(section: Section) -> bool:
    return _PLAIN.fullmatch(section.text) is not None


# A header without anything beside it; comments and names in the first column, names in lower
# case, an equals sign, and a value that is not empty, not quoted, and holds neither what may be a
# comment nor the sign of a variable.
_PLAIN = re.compile(
    r"""
    \[ (?: (?:profile|sso-session|services)[ ] )? [A-Za-z0-9_/.%@:+-]+ \] [ \t]* (?: \r?\n | \Z )
    (?:
        [a-z0-9_.-]+ [ \t]* = [ \t]*
        [!&(-:<-}]+ (?: [ ] [!&-:<-}] [!-#&-}]* )* [ \t]* (?: \r?\n | \Z )
      | [ \t]* \r?\n
      | [#;] [^\r\n]* (?: \r?\n | \Z )
    )*
    """,
    re.VERBOSE,
)
