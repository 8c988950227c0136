"""The flags by which a person says how to judge, and the options that they stand for."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from awsconf.cli.outcome import Status, Stop
from awsconf.readers.dialects import Dialect
from awsconf.snapshot import DEFAULT_OPTIONS, Options

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

LONGEST_WARNING = 36 * 60
"""No token lives longer, in minutes."""


def add_expiry_flags(command: ArgumentParser, *, warns: bool = False) -> None:
    """The flags about session tokens that die; those of warnings only where it `warns`."""
    expiry = command.add_argument_group("expiry")
    if warns:
        expiry.add_argument(
            "--expiring-within",
            metavar="MINUTES",
            help="warn of a session token that has no longer to live: 0 to 2160 (default: 15)",
        )
    expiry.add_argument(
        "--companion-key",
        metavar="NAME",
        action="append",
        default=[],
        help="a setting in which your own tools note when a session token expires, with commas "
        "between several; may be repeated",
    )


def options(arguments: Namespace) -> Options:
    """What the flags stand for, of which a command need not have all. Raises Stop for bad ones."""
    given = vars(arguments)
    return Options(
        _minutes(given.get("expiring_within")),
        _targets(given.get("target", [])),
        _companions(given.get("companion_key", [])),
    )


def names(given: list[str]) -> tuple[str, ...]:
    """The words of a flag that may be repeated and takes several with commas between."""
    return tuple(name for text in given for part in text.split(",") if (name := part.strip()))


def _minutes(given: str | None) -> timedelta:
    if given is None:
        return DEFAULT_OPTIONS.expiring_within
    if not re.fullmatch(r"[0-9]{1,4}", given.strip()) or int(given) > LONGEST_WARNING:
        message = (
            f"--expiring-within: `{given}` is no number of minutes from 0 to {LONGEST_WARNING}"
        )
        raise Stop(Status.USAGE, message)
    return timedelta(minutes=int(given))


def _targets(given: list[str]) -> frozenset[Dialect]:
    """The SDKs of `--target`; all without it."""
    known = {dialect.value: dialect for dialect in Dialect}
    for name in names(given):
        if name not in known:
            message = f"--target: there is no SDK `{name}`; choose from {', '.join(known)}"
            raise Stop(Status.USAGE, message)
    return frozenset(known[name] for name in names(given) or known)


def _companions(given: list[str]) -> tuple[str, ...]:
    """The names of `--companion-key`, folded as a file's are."""
    found = names(given)
    if (given and not found) or not all(re.fullmatch(r"[\w.-]{1,64}", name) for name in found):
        # What was given may be a value, and that a secret.
        message = "--companion-key: give the name of a setting, such as `session_expires`"
        raise Stop(Status.USAGE, message)
    return tuple(dict.fromkeys(name.lower() for name in found))
