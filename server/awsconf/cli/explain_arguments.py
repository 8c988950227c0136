"""The flags of `explain`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli.arguments import add_color_flag, add_input_flags
from awsconf.cli.options import add_expiry_flags
from awsconf.cli.resolve_arguments import (
    READERS,
    add_choice_flag,
    add_environment_flags,
    add_profile,
)

STATUSES = """\
`resolve` gives the exact answer of one SDK or all for programs; this is a page for one person.

exit status:
  0  the SDK would get credentials that are not known to be dead
  1  it would fail, nobody answers, or the session token has expired
  2  the command line, or a file that it names, is wrong
  3  nothing could be read
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = STATUSES
    add_profile(command)
    add_input_flags(command)
    asked = command.add_argument_group("question")
    asked.add_argument(
        "--reader",
        choices=READERS[:-1],
        default="python",
        help="the SDK whose answer comes first; python is boto3 and the AWS CLI too (default: "
        "python)",
    )
    add_choice_flag(asked)
    add_environment_flags(command)
    add_expiry_flags(command)
    report = command.add_argument_group("report")
    report.add_argument(
        "--format", choices=("text", "json"), default="text", help="(default: text)"
    )
    report.add_argument(
        "--chains",
        action="store_true",
        help="show the default chain of every SDK, and not only of the first and of those that "
        "differ from it (JSON always has all)",
    )
    add_color_flag(report)
