"""The next command for a person to type, quoted for a shell."""

from __future__ import annotations

import shlex

from awsconf.doctor.shells import argument


def verify(profile: str, *, assume: bool = False) -> str:
    """Ask AWS about a profile."""
    return f"awsconf verify {quoted(profile)}{' --assume' if assume else ''}"


def rewrite(profile: str, role: str | None = None) -> str:
    """Let a profile renew itself, by assuming a role that only AWS could tell."""
    told = "" if role is None else f" --role-arn {quoted(role)}"
    return f"awsconf rewrite {quoted(profile)}{told}"


def check() -> str:
    """See what is wrong with the files."""
    return "awsconf check"


def doctor() -> str:
    """See what is wrong with the machine."""
    return "awsconf doctor --online"


def ask_the_cli(profile: str) -> str:
    """Ask AWS about a profile by the AWS CLI, which runs and opens whatever the profile names."""
    return f"aws sts get-caller-identity --profile {quoted(profile)}"


def quoted(word: str) -> str:
    """A word of a command line: as every shell takes it, or else as those of POSIX do."""
    return argument(word) or shlex.quote(word)
