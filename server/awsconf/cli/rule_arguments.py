"""The flags of `rule`."""

from __future__ import annotations

from argparse import ArgumentParser

STATUSES = """\
exit status:
  0  what was asked for was shown
  2  the command line is wrong, or there is no such rule
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = STATUSES
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
