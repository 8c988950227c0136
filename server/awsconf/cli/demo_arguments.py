"""The flag of `demo`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli.arguments import add_color_flag

TOLD = """\
Its files and its clock are its own; nothing of yours is read or written.

exit status:
  0  it was shown
  2  the command line is wrong
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """The flag, and what there is to know."""
    command.epilog = TOLD
    add_color_flag(command)
