"""What takes long, beside the loop: on a thread that nobody waits for when the process ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")


async def off_loop(work: Callable[[Callable[[], bool]], T]) -> T:
    """What `work` returns or raises; it is given what says whether to stop.

    Who cancels the wait is let go at once, and what comes of the work is dropped.
    """
    loop, stop = asyncio.get_running_loop(), Event()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: Exception | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, failed = None, None
        try:
            result = work(stop.is_set)
        except Exception as error:
            failed = error
        # The loop may have ended in the meantime.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, result, failed)

    Thread(target=run, name="off the loop", daemon=True).start()
    try:
        return await future
    finally:
        stop.set()
