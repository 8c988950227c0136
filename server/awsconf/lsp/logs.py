"""What may be written to a log: methods, names of exceptions and lines of our code; no bodies.

A message holds whole documents, and an exception's text may quote one.
"""

from __future__ import annotations

import logging
import traceback

LEVELS = ("debug", "info", "warning", "error")

log = logging.getLogger("awsconf.lsp")


def to_stderr(level: str) -> None:
    """Send what may be logged to stderr, from `level` on."""
    logging.basicConfig(level=level.upper(), format="%(levelname)s %(name)s: %(message)s")
    withhold_bodies()


def withhold_bodies() -> None:
    """Have pygls and asyncio log nothing but where something happened, whatever their level."""
    logging.getLogger("pygls").setLevel(logging.WARNING)
    names = [name for name in logging.root.manager.loggerDict if name.startswith("pygls.")]
    # A filter works on records made by its own logger only, so each of them gets it.
    for name in ("pygls", "asyncio", *names):
        logger = logging.getLogger(name)
        if not any(isinstance(known, _Withhold) for known in logger.filters):
            logger.addFilter(_Withhold())


def failure(what: str, error: BaseException) -> None:
    """Log that `what` failed: the exception's type and the way to it, but not its text."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    way = " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    log.error("%s failed: %s in %s", what, type(error).__name__, way)


class _Withhold(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = f"{record.module}.{record.funcName}, line {record.lineno}"
        record.args = None
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return True
