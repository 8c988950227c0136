"""In which words Rust, Java and C refuse a file.

Sources: as in `columns`. C writes its words to a log and answers with a number alone.
"""

from __future__ import annotations

import enum

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Refusal
from awsconf.text import At


class Trouble(enum.Enum):
    """What is wrong with a line, so that the file is refused."""

    OUTSIDE_SECTION = "outside-section"
    UNCLOSED_HEADER = "unclosed-header"
    NO_DELIMITER = "no-delimiter"
    EMPTY_NAME = "empty-name"
    NO_OWNER = "no-owner"
    """It is indented, and stands below no setting that it could continue."""
    CONTINUES_NOTHING = "continues-nothing"
    """The same before the first header."""
    NESTED_NO_DELIMITER = "nested-no-delimiter"
    NESTED_EMPTY_NAME = "nested-empty-name"


def refusal(dialect: Dialect, trouble: Trouble, at: At, number: int) -> Refusal:
    """The refusal of a file for its line of that number, counted from one."""
    words = _WORDS[dialect][trouble]
    if dialect is Dialect.RUST:
        message = f"error parsing {{path}} on line {number}:\n  {words}"
        return Refusal(at, "EnvConfigParseError", message)
    if dialect is Dialect.JAVA:
        return Refusal(at, "IllegalArgumentException", f"{words} on line {number}")
    return Refusal(at, "AWS_ERROR_SDKUTILS_PARSE_FATAL", words)


_NO_ASSIGNMENT = "Property definition does not contain the assignment operator"
_NO_ASSIGNMENT_BELOW = "Empty-valued property continuation must contain the assignment operator"

_WORDS = {
    Dialect.RUST: {
        Trouble.OUTSIDE_SECTION: "Expected a profile definition",
        Trouble.UNCLOSED_HEADER: "Profile definition must end with ']'",
        Trouble.NO_DELIMITER: "Expected an '=' sign defining a property",
        Trouble.EMPTY_NAME: "Property did not have a name",
        Trouble.NO_OWNER: "Expected a property definition, found continuation",
        Trouble.CONTINUES_NOTHING: "Expected a profile definition",
        Trouble.NESTED_NO_DELIMITER: "Expected an '=' sign defining a sub-property",
        Trouble.NESTED_EMPTY_NAME: "Sub-property did not have a name",
    },
    Dialect.JAVA: {
        Trouble.OUTSIDE_SECTION: "Expected a profile definition",
        Trouble.UNCLOSED_HEADER: "Profile definition must end with ']'",
        Trouble.NO_DELIMITER: "Expected an '=' sign defining a property",
        Trouble.EMPTY_NAME: "Property did not have a name",
        Trouble.NO_OWNER: "Expected a profile or property definition",
        Trouble.CONTINUES_NOTHING: "Expected a profile or property definition",
        Trouble.NESTED_NO_DELIMITER: "Expected an '=' sign defining a property",
        Trouble.NESTED_EMPTY_NAME: "Property did not have a name",
    },
    Dialect.C: {
        Trouble.OUTSIDE_SECTION: "Property definition seen before any profiles",
        Trouble.UNCLOSED_HEADER: "Profile declaration missing required ending bracket",
        Trouble.NO_DELIMITER: _NO_ASSIGNMENT,
        Trouble.EMPTY_NAME: _NO_ASSIGNMENT,
        Trouble.NO_OWNER: "Property continuation seen outside of a current property",
        Trouble.CONTINUES_NOTHING: "Property continuation seen outside of a current property",
        Trouble.NESTED_NO_DELIMITER: _NO_ASSIGNMENT_BELOW,
        Trouble.NESTED_EMPTY_NAME: _NO_ASSIGNMENT_BELOW,
    },
}
