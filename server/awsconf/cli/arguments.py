"""The commands and their flags; nothing is imported here that only one command needs."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _ActionsContainer
from typing import TYPE_CHECKING, NamedTuple

from awsconf import __version__
from awsconf.cli import evidence_arguments
from awsconf.cli.screen import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsWrite


def parse(argv: Sequence[str]) -> Namespace:
    """The command (None without one) and its flags.

    Only the flags of the command that is asked for are made, since each costs time.
    Raises SystemExit as argparse does, after `-h` and `--version` too.
    """
    if argv and argv[0] in COMMANDS:
        parser, named = command(argv[0]), Namespace(command=argv[0])
        # A path may follow a flag, but argparse forgets there what `--` says of those behind it.
        parsed = parser.parse_args if "--" in argv else parser.parse_intermixed_args
        return parsed(argv[1:], named)
    name = whole().parse_args(argv).command
    return Namespace(command=None) if name is None else parse([name])


def whole() -> ArgumentParser:
    """The command line without any command's own flags."""
    parser = Parser(
        prog="awsconf",
        usage="awsconf [-h] [--version] COMMAND ...",
        description="Check and mend the AWS shared config and credentials files.",
        epilog="".join(
            ("commands:\n", *(f"  {name:<8}  {COMMANDS[name].does}\n" for name in COMMANDS))
        ),
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"awsconf {__version__}")
    parser.add_argument(
        "command",
        metavar="COMMAND",
        nargs="?",
        choices=tuple(COMMANDS),
        help="see below; `awsconf COMMAND -h` tells its flags",
    )
    return parser


def command(name: str) -> ArgumentParser:
    """One command with its flags."""
    asked = COMMANDS[name]
    parser = Parser(
        prog=f"awsconf {name}",
        description=f"{asked.does[0].upper()}{asked.does[1:]}.",
        formatter_class=Help,
        allow_abbrev=False,
    )
    asked.add_flags(parser)
    return parser


class Parser(ArgumentParser):
    """argparse, but what it prints goes the way of all that is printed.

    Left to itself it fails on a full disk, or keeps silent about it, as each Python has it.
    """

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file is sys.stdout:
            write((message,))
        else:
            super()._print_message(message, file)


class Help(RawDescriptionHelpFormatter):
    """Help as wide as the terminal, found out without the modules that argparse imports for it."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except (OSError, ValueError):
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100) - 2))


def add_input_flags(
    command: ArgumentParser, *, caches: bool = True, remember: bool = False
) -> None:
    """The flags that say which files are meant, what time it is, and where else to look.

    `caches` says whether the caches are looked into unasked, `remember` adds the flag for that.
    """
    files = command.add_argument_group("files")
    files.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        # Without a default, argparse says of a missing PROFILE that PATH is required too.
        default=[],
        help="a file, which is paired with the other half beside it, or a folder, in which the "
        "`.aws` pairs are searched; without any, the files that the AWS SDKs would read",
    )
    files.add_argument("--config", metavar="FILE", help="take FILE as the config file")
    files.add_argument("--credentials", metavar="FILE", help="take FILE as the credentials file")
    files.add_argument(
        "--now",
        metavar="ISO8601",
        help="judge as if it were that time, with its zone: 2026-06-01T12:00Z",
    )
    evidence_arguments.add_flags(command, caches=caches, remember=remember)


def add_color_flag(command: _ActionsContainer) -> None:
    """The flag that says whether to colour."""
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output; `auto` obeys NO_COLOR, FORCE_COLOR and the terminal",
    )


class Command(NamedTuple):
    """What a command does, in a line, and the module that adds its flags, if it has any."""

    does: str
    flags: str | None = None

    def add_flags(self, parser: ArgumentParser) -> None:
        """Add the flags; of all commands, only the modules of the one asked for are imported."""
        if self.flags is not None:
            from importlib import import_module

            import_module(f"awsconf.cli.{self.flags}").add_flags(parser)


COMMANDS = {
    "check": Command("report what is wrong with the files, and fix it", "check_arguments"),
    "rewrite": Command(
        "make a copied token a role, or write a profile otherwise", "rewrite_arguments"
    ),
    "resolve": Command("say who answers for a profile, and why", "resolve_arguments"),
    "explain": Command(
        "say whose credentials a profile gets, and what to do next", "explain_arguments"
    ),
    "verify": Command("ask AWS whose keys a profile holds, over the network", "verify_arguments"),
    "doctor": Command("say what keeps calls from working, on this machine", "doctor_arguments"),
    "rule": Command("list the rules, or explain one", "rule_arguments"),
    "demo": Command("show the whole job on a sample pair", "demo_arguments"),
    "server": Command("be a language server for an editor"),
}
"""The server reads its own flags."""
