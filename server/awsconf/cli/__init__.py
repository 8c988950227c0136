"""The command line: commands, flags, exit statuses, and the only place that prints.

A command is imported when it is asked for, so that none pays for another.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from awsconf.cli.outcome import Status, Stop
from awsconf.cli.screen import complete, flush, forget, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from awsconf.host import Host


def run(argv: Sequence[str], host: Host | None = None) -> int:
    """Run one command line on a machine (this one by default) and return its exit status."""
    complete()
    try:
        status = _run(argv, host)
        flush()
    except Stop as stop:
        say(f"awsconf: {stop.message}")
        return stop.status
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except BrokenPipeError:
        forget()
        return Status.BROKEN_PIPE
    except Exception as error:
        say(f"awsconf: {_place_of(error)}")
        return Status.INTERNAL
    return status


def _run(argv: Sequence[str], host: Host | None) -> int:
    if argv[:1] == ["server"]:
        # Its flags are its own, and an editor waits for it to start.
        return _server(argv[1:])
    # The process is short, and nothing that it makes is in a ring worth looking for.
    gc.disable()
    try:
        return _ask(argv, host)
    finally:
        gc.enable()


def _ask(argv: Sequence[str], host: Host | None) -> int:
    from awsconf.cli.arguments import parse, whole

    try:
        arguments = parse(argv)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else Status.USAGE
    if arguments.command is None:
        whole().print_help()
        return Status.USAGE
    return _command(arguments, host)


def _command(arguments: Namespace, host: Host | None) -> int:
    """Run the function of the command's name, which is in the module of the same name."""
    from importlib import import_module

    command = getattr(import_module(f"awsconf.cli.{arguments.command}"), arguments.command)
    if arguments.command in _WITHOUT_MACHINE:
        return int(command(arguments))
    from awsconf.host import Host

    return int(command(arguments, host or Host.real()))


_WITHOUT_MACHINE = ("demo", "rule")


def _server(argv: Sequence[str]) -> int:
    from importlib import import_module

    return int(import_module("awsconf.lsp").main(argv))


def _place_of(error: BaseException) -> str:
    """Our mistake by its type and place; its text might hold a value of a file."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.partition(".")[0] == "awsconf":
            place = f" at {module}:{trace.tb_lineno} in {trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
    return f"internal error: {type(error).__name__}{place}; the mistake is ours, not yours"
