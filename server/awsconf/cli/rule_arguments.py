"""The flags of `rule`."""

from __future__ import annotations

from argparse import ArgumentParser


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
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
