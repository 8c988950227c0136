"""Some slow questions at a time, with progress for whoever watches, and an end when told."""

from __future__ import annotations

import sys
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Q = TypeVar("Q")
    A = TypeVar("A")

LIMIT = 4
"""How many questions are on their way at a time."""


def side_by_side(ask: Callable[[Q, Callable[[], bool]], A], questions: Sequence[Q]) -> list[A]:
    """The answers in the order of the questions; raises what a question raised.

    `ask` is also given what says whether to stop. The threads end with the process, so that
    nobody who interrupts it waits for a server.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[tuple[int, A | BaseException]] = SimpleQueue()
    stop = Event()
    for number in range(len(questions)):
        waiting.put(number)

    def work() -> None:
        while (number := _next(waiting)) is not None and not stop.is_set():
            done.put((number, answer(questions[number])))

    def answer(question: Q) -> A | BaseException:
        try:
            return ask(question, stop.is_set)
        except BaseException as error:
            return error

    for _ in range(min(LIMIT, len(questions))):
        Thread(target=work, name="asking", daemon=True).start()
    try:
        return _gathered(done, len(questions))
    finally:
        stop.set()


def _next(waiting: SimpleQueue[int]) -> int | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def _gathered(done: SimpleQueue[tuple[int, A | BaseException]], count: int) -> list[A]:
    found: dict[int, A] = {}
    watched = count > 1 and sys.stderr.isatty()
    try:
        while len(found) < count:
            if watched:
                _show(f"asking AWS: {len(found)} of {count} answered")
            try:
                # On Windows, a wait without an end cannot be interrupted.
                number, answer = done.get(timeout=0.5)
            except Empty:
                continue
            if isinstance(answer, BaseException):
                raise answer
            found[number] = answer
    finally:
        if watched:
            _show("")
    return [found[number] for number in range(count)]


def _show(text: str) -> None:
    """Put a text where the last one stood."""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()
