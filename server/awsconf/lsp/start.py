"""Starting and ending the process: arguments, streams, logs, memory."""

from __future__ import annotations

import argparse
import gc
import io
import os

from awsconf.host import Host
from awsconf.lsp import logs
from awsconf.lsp.server import Server


def start(argv: list[str]) -> int:
    """Run a server on this process's stdin and stdout; see `awsconf.lsp.main`."""
    arguments = _arguments(argv)
    logs.to_stderr(arguments.log_level)
    _spare_the_collector()
    # A stray print of any library would end up between two messages, so stdout is kept aside.
    replies = os.dup(1)
    os.dup2(2, 1)
    with io.FileIO(0, "rb", closefd=False) as stdin, io.FileIO(replies, "wb") as stdout:
        try:
            return Server(Host.real()).serve(stdin.read, stdout)
        except KeyboardInterrupt:
            return 130


STATUSES = """\
exit status:
  0  the editor shut the server down, and then ended it
  1  it ended it without that, or is gone
  2  the command line is wrong
"""


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="awsconf server",
        description="Be a language server for an editor, on standard input and output.",
        epilog=STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stdio", action="store_true", help="accepted, and the only way to talk")
    parser.add_argument(
        "--clientProcessId", metavar="PID", type=int, help="accepted; `initialize` tells it too"
    )
    parser.add_argument(
        "--log-level",
        choices=logs.LEVELS,
        default="warning",
        help="what goes to standard error (default: warning)",
    )
    return parser.parse_args(argv)


def _spare_the_collector() -> None:
    """What is imported by now lives as long as the process, and trees hold no cycles.

    A document of 60,000 lines is some 400,000 objects; looking through them in the middle of
    typing would cost more than the typing does.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
