"""The plain form of a section, which every SDK reads alike.

It is narrower than what they agree on, so that one look tells it: of a section that is plain no
rule about form has anything to say (but that an empty one is no section to JavaScript). A property
test asks all the readers.
"""

from __future__ import annotations

import re

from awsconf.syntax import Section


def is_plain(section: Section) -> bool:
    """Whether a section is written in the plain form."""
    return section.derive(_is_plain)


def _is_plain(section: Section) -> bool:
    return _PLAIN.fullmatch(section.text) is not None


# A header without anything beside it; comments and names in the first column, names in lower
# case, an equals sign, and a value that is not empty, not quoted, and holds no likely comment.
_PLAIN = re.compile(
    r"""
    \[ (?: (?:profile|sso-session|services)[ ] )? [A-Za-z0-9_/.%@:+-]+ \] [ \t]* (?: \r?\n | \Z )
    (?:
        [a-z0-9_.-]+ [ \t]* = [ \t]*
        [!$-&(-:<-~]+ (?: [ ] [!$-:<-~] [!-~]* )* [ \t]* (?: \r?\n | \Z )
      | [ \t]* \r?\n
      | [#;] [^\r\n]* (?: \r?\n | \Z )
    )*
    """,
    re.VERBOSE,
)
