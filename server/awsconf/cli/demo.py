"""The command `demo`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from awsconf.cli.outcome import Status
from awsconf.cli.screen import colored, write
from awsconf.demo.show import show
from awsconf.report import Style


def demo(arguments: Namespace) -> int:
    """Show the whole job on the sample pair and return the exit status."""
    write(show(Style(colored(arguments.color, os.environ, sys.stdout))))
    return Status.CLEAN
