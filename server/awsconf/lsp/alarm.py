"""One timer, for the next moment at which what is said of an open pair may change by itself.

It is set anew after each judgement. It also rings at its pace when nothing is to come so soon,
since a computer that slept, or whose clock was set, cannot tell a timer.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from awsconf.lsp import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from awsconf.lsp.session import Session


class Alarm:
    """Rings, and has all open pairs looked at again; what is still true costs them next to nothing.

    `pace` is the longest time between two looks, in seconds.
    """

    def __init__(self, session: Session, pace: float, ring: Callable[[], None]) -> None:
        self.session = session
        self.pace = pace
        self._ring = ring
        self._timer: asyncio.TimerHandle | None = None

    def arm(self) -> None:
        """Set the timer for the next moment; without an open pair there is none."""
        self.stop()
        if self.session.pairs:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self.delay(), self._act)

    def stop(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @property
    def is_quiet(self) -> bool:
        """Whether it is not going to ring."""
        return self._timer is None

    def delay(self) -> float:
        """How long to wait, in seconds."""
        now = self.session.host.now()
        turns = [pair.turn for pair in self.session.pairs.values() if pair.turn is not None]
        left = (min(turns) - now).total_seconds() if turns else self.pace
        return min(max(left, _LEAST), self.pace)

    def _act(self) -> None:
        self._timer = None
        try:
            self._ring()
        except Exception as error:
            logs.failure("alarm", error)
        self.arm()


# A clock that stands still, or a moment that is always just ahead, shall not keep us busy.
_LEAST = 0.01
