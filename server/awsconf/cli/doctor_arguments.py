"""The flags of `doctor`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli.arguments import add_color_flag

STATUSES = """\
Nothing is asked of the network but with --online and --metadata, nothing is started, and nothing
is changed but with --clear-cache.

exit status:
  0  nothing was found that makes calls fail
  1  trouble was found
  2  the command line is wrong
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All of them."""
    command.epilog = STATUSES
    asked = command.add_argument_group("question")
    asked.add_argument(
        "--profile",
        metavar="NAME",
        help="the profile whose credentials are asked for; without it, the one that the "
        "environment or the default chooses",
    )
    asked.add_argument(
        "--online",
        action="store_true",
        help="ask STS for its time, to see how far the clock is off; nothing is signed or sent",
    )
    asked.add_argument(
        "--metadata",
        action="store_true",
        help="ask the metadata service of the instance for its role, as an SDK would",
    )
    caches = command.add_argument_group("caches")
    caches.add_argument(
        "--clear-cache",
        action="store_true",
        help="remove what is dead in the caches of AWS's tools, and nothing else, after asking",
    )
    caches.add_argument("--yes", action="store_true", help="with --clear-cache, do not ask")
    report = command.add_argument_group("report")
    report.add_argument(
        "--format", choices=("text", "json"), default="text", help="(default: text)"
    )
    add_color_flag(report)
