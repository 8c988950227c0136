"""The commands and their flags; nothing is imported here that only one command needs."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _ActionsContainer
from typing import TYPE_CHECKING

from awsconf import __version__

if TYPE_CHECKING:
    from argparse import _SubParsersAction

SEVERITIES = ("error", "warning", "info", "hint")
FORMATS = ("text", "concise", "json", "github", "sarif")
STATUSES = """\
exit status:
  0  nothing found at or above --fail-on
  1  something was found
  2  the command line, or a file that it names, is wrong
  3  there was nothing to check
  4  awsconf made a mistake
"""


def parser() -> ArgumentParser:
    """The whole command line."""
    whole = ArgumentParser(
        prog="awsconf",
        description="Check and mend the AWS shared config and credentials files.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"awsconf {__version__}")
    commands = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    _add_check(_command(commands, "check", "report what is wrong with the files, and fix it"))
    _add_rewrite(_command(commands, "rewrite", "make a copied token's profile assume its role"))
    _add_rule(_command(commands, "rule", "list the rules, or explain one"))
    add_color_flag(_command(commands, "demo", "show the whole job on a sample pair"))
    _command(commands, "server", "be a language server for an editor, on standard input and output")
    return whole


def _command(commands: _SubParsersAction[ArgumentParser], name: str, does: str) -> ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_input_flags(command: ArgumentParser) -> None:
    """The flags that say which files are meant, and what time it is."""
    files = command.add_argument_group("files")
    files.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
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
    command.epilog = STATUSES
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
    _add_fix_flags(command)
    _add_report_flags(command)


def _add_fix_flags(command: ArgumentParser) -> None:
    fixing = command.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes to the files")
    fixing.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff, apply the fixes too that change who you are to AWS; alone, "
        "only count them as fixable",
    )
    fixing.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change, secrets masked, and write nothing",
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
    command.epilog = (
        "What is not given is inferred from what stands in the files, or asked for.\n"
        "Without --write, the change is only shown, secrets masked.\n\n" + STATUSES
    )
    command.add_argument("profile", metavar="PROFILE", help="the profile that holds the token")
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


def _add_rule(command: ArgumentParser) -> None:
    command.add_argument(
        "name", metavar="NAME", nargs="?", help="a rule or a family; without it, all are listed"
    )
