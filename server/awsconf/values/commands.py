"""What of the command of a `credential_process` not every SDK does the same with.

The AWS CLI and boto3 split it like a shell and run it without one; JavaScript, Go and Rust hand
it to a shell. Nothing here runs a command, nor asks whether a program is there.
"""

from __future__ import annotations

import enum
import re


class Flaw(enum.Enum):
    """What is wrong with a command; the value completes "the command …"."""

    UNBALANCED = "has a quote that is never closed"
    SPACED = "has blanks in the path of its program, and no quotes around it"
    HOME = "needs a shell to make a folder of `~`"
    VARIABLE = "needs a shell to fill in a variable"
    SHELL = "needs a shell for a pipe, a redirection or a second command"
    EMPTY = "is empty, at which most SDKs stop"
    RELATIVE = "names its program from the folder in which it happens to be run"


def flaw(command: str) -> Flaw | None:
    """The first thing that is wrong with a command, the worst first; None if there is nothing."""
    if not command:
        return Flaw.EMPTY
    bare = _masked(command, _QUOTED)
    # On Windows an apostrophe quotes nothing.
    if re.search('"' if re.match(_DRIVE, command) else "[\"']", bare):
        return Flaw.UNBALANCED
    if re.match(_SPACED, command):
        return Flaw.SPACED
    if re.match(_SHELLS, command):
        return None
    if re.search(r"(?<!\S)~[/\\]", bare):
        return Flaw.HOME
    # A shell fills variables in between double quotes too.
    if re.search(_VARIABLE, _masked(command, _SINGLE)):
        return Flaw.VARIABLE
    if re.search(_OPERATORS, bare):
        return Flaw.SHELL
    return Flaw.RELATIVE if re.match(r"\.{1,2}[/\\]", bare) else None


def spaced_program(command: str) -> int | None:
    """Where the program ends whose path holds blanks and no quotes, if that can be told."""
    match = re.match(_SPACED, command)
    return match.end("program") if match and match["program"] else None


_SINGLE = r"(?s)'[^']*'|\\."
_QUOTED = r"(?s)'[^']*'|\"(?:\\.|[^\"\\])*\"|\\."
_DRIVE = r"[A-Za-z]:[/\\]"
# Folders that are there on every Windows and Mac.
_SPACED = (
    r"(?i)(?=[a-z]:\\(?:program files|documents and settings)"
    r"|/(?:users/[^/\s]+/)?library/application support/)"
    r"(?:(?P<program>\S+(?: [^\s\"'-]+)*?\.(?:exe|cmd|bat|ps1|sh|py))(?:\s|$))?"
)
_SHELLS = r"(?i)\S*?\b(?:(?:ba|z|da|k|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?\s"
_VARIABLE = r"\$(?:\w|\{|\()|%\w+%|`"
_OPERATORS = r"\s(?:\|\|?|&&?|[0-9]?>>?|<)(?:\s|$)|\s[0-9]?>(?:&[0-9]|/)|\S;(?:\s|$)"


def _masked(command: str, pattern: str) -> str:
    """The command with what is quoted made of stars, as long as it was."""
    return re.sub(pattern, lambda match: "*" * len(match[0]), command)
