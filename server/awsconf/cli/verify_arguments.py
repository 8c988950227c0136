"""The flags of `verify`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli import evidence_arguments
from awsconf.cli.arguments import add_color_flag

STATUSES = """\
Only the static keys of a profile are sent, as a signature, to AWS STS or to the endpoint that the
profile names. Nothing that stands in the files is run.

exit status:
  0  AWS accepts all that it was asked about
  1  it refuses some, or could not be asked
  2  the command line, or a file that it names, is wrong
  3  there was nothing to ask about
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = STATUSES
    command.add_argument(
        "profiles",
        metavar="PROFILE",
        nargs="*",
        default=[],
        help="the profiles that are asked about; without any, the one that the environment or the "
        "default chooses",
    )
    command.add_argument("--all", action="store_true", help="ask about every profile with keys")
    command.add_argument(
        "--assume",
        action="store_true",
        help="try to assume the role of a profile, or the one that `awsconf rewrite` would give "
        "it, and drop the credentials at once",
    )
    command.add_argument(
        "--mfa-code",
        metavar="CODE",
        help="with --assume, the six digits for the one role that wants them; asked for on a "
        "terminal otherwise",
    )
    files = command.add_argument_group("files")
    files.add_argument("--config", metavar="FILE", help="take FILE as the config file")
    files.add_argument("--credentials", metavar="FILE", help="take FILE as the credentials file")
    # With --assume, a rewrite is tried as `awsconf rewrite` would make it, which looks there.
    evidence_arguments.add_flags(command, caches=True, remember=False)
    report = command.add_argument_group("report")
    report.add_argument(
        "--format", choices=("text", "json"), default="text", help="(default: text)"
    )
    add_color_flag(report)
    # A signature bears the real time, and files are named by the two flags alone.
    command.set_defaults(paths=[], now=None)
