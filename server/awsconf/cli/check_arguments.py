"""The flags of `check`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli.arguments import add_color_flag, add_input_flags
from awsconf.cli.options import add_expiry_flags

SEVERITIES = ("error", "warning", "info", "hint")
FORMATS = ("text", "concise", "json", "github", "sarif")
STATUSES = """\
exit status:
  0  nothing found at or above --fail-on
  1  something was found
  2  the command line, or a file that it names, is wrong, or a file could not be written
  3  there was nothing to check
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = STATUSES
    add_input_flags(command, caches=False, remember=True)
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
    add_expiry_flags(command, warns=True)
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
