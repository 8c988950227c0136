"""The commands and their flags; nothing is imported here that only one command needs."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _ActionsContainer
from typing import TYPE_CHECKING, NamedTuple

from awsconf import __version__
from awsconf.cli.screen import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _typeshed import SupportsWrite

SEVERITIES = ("error", "warning", "info", "hint")
FORMATS = ("text", "concise", "json", "github", "sarif")
CHECK_STATUSES = """\
exit status:
  0  nothing found at or above --fail-on
  1  something was found
  2  the command line, or a file that it names, is wrong
  3  there was nothing to check
  4  awsconf made a mistake
"""
REWRITE_STATUSES = """\
exit status:
  0  the change was shown, or written
  2  the command line, or a file that it names, is wrong, or the rewrite is refused
  3  there was nothing to rewrite
  4  awsconf made a mistake
"""


def parse(argv: Sequence[str]) -> Namespace:
    """The command (None without one) and its flags.

    Only the flags of the command that is asked for are made, since each costs time.
    Raises SystemExit as argparse does, after `-h` and `--version` too.
    """
    if argv and argv[0] in COMMANDS:
        return command(argv[0]).parse_args(argv[1:], Namespace(command=argv[0]))
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
    does, add_flags = COMMANDS[name]
    parser = Parser(
        prog=f"awsconf {name}",
        description=f"{does[0].upper()}{does[1:]}.",
        formatter_class=Help,
        allow_abbrev=False,
    )
    add_flags(parser)
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


def add_input_flags(command: ArgumentParser) -> None:
    """The flags that say which files are meant, and what time it is."""
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


def add_color_flag(command: _ActionsContainer) -> None:
    """The flag that says whether to colour."""
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output; `auto` obeys NO_COLOR, FORCE_COLOR and the terminal",
    )


def _add_check(command: ArgumentParser) -> None:
    command.epilog = CHECK_STATUSES
    add_input_flags(command)
    rules = command.add_argument_group("rules")
    for flag, what in (("--select", "ask only these"), ("--ignore", "do not ask these")):
        rules.add_argument(
            flag,
            metavar="RULE",
            action="append",
            default=[],
            help=f"{what}: rules or families, with commas between; may be repeated",
        )
    rules.add_argument(
        "--target",
        metavar="SDK",
        action="append",
        default=[],
        help="the SDKs that read the files: python (with the AWS CLI), js, go, rust, java, c, with "
        "commas between; what only others trip over is then not said (default: all)",
    )
    _add_fix_flags(command)
    _add_report_flags(command)


def _add_fix_flags(command: ArgumentParser) -> None:
    fixing = command.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes to the files")
    fixing.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff, apply the fixes too that may change who you are to AWS, or a "
        "setting, for some SDK; alone, only count them as fixable",
    )
    fixing.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change instead of the report, secrets masked, and write "
        "nothing",
    )


def _add_report_flags(command: ArgumentParser) -> None:
    report = command.add_argument_group("report")
    report.add_argument("--format", choices=FORMATS, default="text", help="(default: text)")
    add_color_flag(report)
    report.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="warning",
        help="the least severity that makes the exit status 1 (default: warning)",
    )
    report.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")


def _add_rewrite(command: ArgumentParser) -> None:
    # Imported here, since no other command has these flags.
    from awsconf.cli.rewrite_arguments import MODES_TOLD, add_mode_flags

    command.epilog = (
        "What is not given is inferred from what stands in the files, or asked for.\n"
        "Without --write, the change is only shown, secrets masked.\n\n"
        + MODES_TOLD
        + "\n"
        + REWRITE_STATUSES
    )

    command.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="?",
        help="the profile that is rewritten; without --as, the one that holds the token",
    )
    add_mode_flags(command)
    add_input_flags(command)
    wishes = command.add_argument_group("the new profile")
    wishes.add_argument("--role-arn", metavar="ARN", help="the role to assume")
    wishes.add_argument(
        "--source-profile", metavar="NAME", help="the profile whose credentials assume it"
    )
    wishes.add_argument("--mfa-serial", metavar="ARN", help="the MFA device to be asked for")
    wishes.add_argument(
        "--duration-seconds", metavar="N", type=int, help="how long a session lasts: 900 to 43200"
    )
    wishes.add_argument(
        "--sso-session",
        metavar="NAME",
        help="sign in through this `[sso-session]` instead of assuming a role",
    )
    command.add_argument("--write", action="store_true", help="write the files")


def _add_resolve(command: ArgumentParser) -> None:
    # Imported here, since no other command has these flags.
    from awsconf.cli.resolve_arguments import add_flags

    command.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="?",
        help="the profile that is asked for; without it, the one that the environment or the "
        "default chooses",
    )
    add_input_flags(command)
    add_flags(command)


def _add_rule(command: ArgumentParser) -> None:
    command.add_argument(
        "name", metavar="NAME", nargs="?", help="a rule or a family; without it, all are listed"
    )
    command.add_argument("--all", action="store_true", help="list all rules")
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="as a page or a table, or as JSON with the page of each rule (default: text)",
    )


def _add_nothing(command: ArgumentParser) -> None:
    """The server reads its own flags."""


class Command(NamedTuple):
    """What a command does, in a line, and what adds its flags."""

    does: str
    add_flags: Callable[[ArgumentParser], None]


COMMANDS = {
    "check": Command("report what is wrong with the files, and fix it", _add_check),
    "rewrite": Command("make a copied token a role, or write a profile otherwise", _add_rewrite),
    "resolve": Command("say who answers for a profile, and why", _add_resolve),
    "rule": Command("list the rules, or explain one", _add_rule),
    "demo": Command("show the whole job on a sample pair", add_color_flag),
    "server": Command("be a language server for an editor", _add_nothing),
}
