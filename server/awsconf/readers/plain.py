"""The plain form of a section, which every SDK reads alike, and the usual content of a profile.

Both are narrower than they could be, so that one look tells them: of a section in the plain form no
rule about form has anything to say (but that an empty one is no section to JavaScript), and of a
usual one no rule about names or values either. Tests ask all the readers, and all the rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awsconf.syntax import Section
from awsconf.text import Role

if TYPE_CHECKING:
    from awsconf.readers.reading import Part


def is_plain(section: Section) -> bool:
    """Whether a section is written in the plain form."""
    return section.derive(_is_plain)


def is_usual(part: Part) -> bool:
    """Whether a section is a profile in the plain form, of usual settings with usual values."""
    return _is_usual(part.section, part.role)


def is_orderly(section: Section, role: Role) -> bool:
    """Whether a section is usual, or else at least plain."""
    return _is_usual(section, role) or is_plain(section)


def _is_usual(section: Section, role: Role) -> bool:
    return section.derive(_usual_in_config if role is Role.CONFIG else _usual_in_credentials)


def _usual_in_config(section: Section) -> bool:
    return _USUAL[Role.CONFIG].fullmatch(section.text) is not None


def _usual_in_credentials(section: Section) -> bool:
    return _USUAL[Role.CREDENTIALS].fullmatch(section.text) is not None


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

_NAME = "[A-Za-z0-9_/.@:+-]+"
_KEYS = r"""
    aws_access_key_id[ ]?=[ ]?A[KS]IA[A-Z0-9]{16} | aws_secret_access_key[ ]?=[ ]?[A-Za-z0-9/+]{40}
  | aws_session_token[ ]?=[ ]?[A-Za-z0-9/+=]+
"""
# The Regions are those that every account has.
_SETTINGS = rf"""
    region[ ]?=[ ]?(?: us-(?:east|west)-[12] | eu-(?:central-1|north-1|west-[123]) | sa-east-1
      | ap-(?:south-1|northeast-[123]|southeast-[12]) | ca-central-1 )
  | output[ ]?=[ ]?(?:json|text|table|yaml)
  | role_arn[ ]?=[ ]?arn:aws:iam::[0-9]{{12}}:role/(?!aws-|AWS)[A-Za-z0-9_+=,.@-]{{1,64}}
  | mfa_serial[ ]?=[ ]?arn:aws:iam::[0-9]{{12}}:mfa/[A-Za-z0-9_+=,.@-]+
  | (?:source_profile|sso_session)[ ]?=[ ]?{_NAME}
  | sso_role_name[ ]?=[ ]?[A-Za-z0-9_+=,.@-]{{1,64}}
  | sso_account_id[ ]?=[ ]?[0-9]{{12}}
"""


def _usual(header: str, settings: str) -> re.Pattern[str]:
    line_end = r"[ \t]* (?: \r?\n | \Z )"
    lines = rf"(?: (?: {settings} ) {line_end} | [ \t]* \r?\n | [#;][^\r\n]* (?: \r?\n | \Z ) )*"
    return re.compile(rf"\[ {header} \] {line_end} {lines}", re.VERBOSE)


# The header of a profile that JavaScript does not know is another matter.
_USUAL = {
    Role.CONFIG: _usual(rf"(?:default|profile[ ](?!__){_NAME})", f"{_KEYS} | {_SETTINGS}"),
    Role.CREDENTIALS: _usual(rf"(?!__){_NAME}", _KEYS),
}
