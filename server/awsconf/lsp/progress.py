"""window/workDoneProgress: that something takes a while, for clients that show it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from awsconf.lsp.places import Json

if TYPE_CHECKING:
    from awsconf.lsp.server import Server


class Progress:
    """What is under way, and may be cancelled by its token."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._running: dict[int | str, asyncio.Task[Any]] = {}
        self._made = 0

    def cancel(self, token: int | str) -> None:
        """Cancel what a token stands for."""
        if (task := self._running.get(token)) is not None:
            task.cancel()

    @contextmanager
    def showing(self, title: str, token: int | str | None) -> Iterator[None]:
        """Show, while the block runs, that the current task is at work.

        `token` is the client's own. Without one, it is asked to take one of ours, if it has
        declared that it does; the work does not wait for its consent.
        """
        shown = _Shown(self.server, title)
        if token is not None:
            shown.begin(token)
        elif self.server.client.shows_progress:
            self._made += 1
            token = f"awsconf-progress-{self._made}"
            asked = self.server.protocol.ask(
                types.WINDOW_WORK_DONE_PROGRESS_CREATE, {"token": token}
            )
            asked.add_done_callback(lambda done: shown.allowed(str(token), done))
        task = asyncio.current_task()
        if token is not None and task is not None:
            self._running[token] = task
        try:
            yield
        finally:
            shown.end()
            if token is not None:
                self._running.pop(token, None)


class _Shown:
    """One bar, from the client's consent to the end of the work, whichever comes first."""

    def __init__(self, server: Server, title: str) -> None:
        self.server = server
        self.title = title
        self.token: int | str | None = None
        self.over = False

    def allowed(self, token: str, answer: asyncio.Future[Any]) -> None:
        if not answer.cancelled() and answer.exception() is None and not self.over:
            self.begin(token)

    def begin(self, token: int | str) -> None:
        self.token = token
        self._send({"kind": "begin", "title": self.title, "cancellable": True})

    def end(self) -> None:
        self.over = True
        if self.token is not None:
            self._send({"kind": "end"})

    def _send(self, value: Json) -> None:
        self.server.protocol.notify(types.PROGRESS, {"token": self.token, "value": value})


def register(server: Server) -> Json:
    """Listen to the button that cancels."""

    def cancel(params: types.WorkDoneProgressCancelParams) -> None:
        server.under_way.cancel(params.token)

    server.feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)(cancel)
    return {}
