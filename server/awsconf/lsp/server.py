"""The server as a whole: it joins the parts, and runs the loop in which they work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import IO, Any, NamedTuple

from pygls.lsp.server import LanguageServer

from awsconf import __version__
from awsconf.host import Host
from awsconf.lsp import (
    code_actions,
    commands,
    completion,
    configuration,
    diagnostics,
    hover,
    lifetime,
    logs,
    progress,
    sync,
    watching,
)
from awsconf.lsp.alarm import Alarm
from awsconf.lsp.client import Client, client
from awsconf.lsp.places import Json
from awsconf.lsp.protocol import Protocol
from awsconf.lsp.session import Session
from awsconf.lsp.wire import END
from awsconf.rule import Rule
from awsconf.rules import selected

GROUPS = (configuration, sync, watching, code_actions, hover, completion, progress, commands)
"""The method groups: each registers what this client can use, and says so in its capabilities."""


class Pace(NamedTuple):
    """How often the server looks by itself, in seconds; at the clock, at the latest."""

    parent: float = 1.0
    disk: float = 1.5
    clock: float = 60.0


class Server(LanguageServer):
    """One connection with one editor."""

    protocol: Protocol
    client: Client

    def __init__(
        self, host: Host, rules: tuple[Rule, ...] | None = None, pace: Pace | None = None
    ) -> None:
        super().__init__("awsconf", __version__, protocol_cls=Protocol)
        logs.withhold_bodies()
        self.session = Session(host, selected() if rules is None else rules)
        self.publisher = diagnostics.Publisher(self)
        self.under_way = progress.Progress(self)
        self.watch = watching.Watch(self)
        self.pace = pace or Pace()
        self.alarm = Alarm(self.session, self.pace.clock, self.watch.later)
        self.protocol.initialize = self._initialize
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Future[None]] = []

    def serve(self, read: Callable[[int], bytes], stdout: IO[bytes]) -> int:
        """Serve one client until it is done; the exit status.

        `read` gives at most as many bytes as asked for as soon as there are any, and none at the
        end of the stream; `stdout` holds nothing back.
        """
        self.protocol.stdout = stdout
        return asyncio.run(self._run(read))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log it; pygls would show it to the person."""
        logs.failure(getattr(source, "__name__", "pygls"), error)

    async def _run(self, read: Callable[[int], bytes]) -> int:
        loop, wake, inbox = asyncio.get_running_loop(), self._wake, self.protocol.inbox
        inbox.listen(read, lambda: _call_in(loop, wake.set))
        while self.protocol.exit_status is None:
            await wake.wait()
            wake.clear()
            while inbox.messages and self.protocol.exit_status is None:
                self._take(inbox.messages.popleft())
                # What awaits an answer of the client gets its turn.
                await asyncio.sleep(0)
            self._idle()
        self.alarm.stop()
        for task in self._tasks:
            task.cancel()
        return self.protocol.exit_status

    def _take(self, message: Any) -> None:
        if message is END:
            self.protocol.exit_status = self.protocol.status_at_end
        else:
            self.protocol.handle_message(message)

    def _idle(self) -> None:
        try:
            self.publisher.flush()
        except Exception as error:
            logs.failure("publishing", error)

    def _initialize(self, params: dict[str, Any]) -> Json:
        self.client = client(params)
        self.session.encoding = self.client.encoding
        capabilities: Json = {}
        if self.client.offers_encodings:
            capabilities["positionEncoding"] = self.client.encoding.value
        for group in GROUPS:
            capabilities |= group.register(self)
        self._look_by_itself()
        return {
            "capabilities": capabilities,
            "serverInfo": {"name": "awsconf", "version": __version__},
        }

    def _look_by_itself(self) -> None:
        every, pace, parent = watching.every, self.pace, self.client.process_id
        acts = []
        if not self.client.watches_files:
            acts.append(every(pace.disk, self.watch.look))
        # An editor in another namespace of processes is not seen from the start.
        if parent is not None and lifetime.is_alive(parent):
            acts.append(every(pace.parent, self._end_with_parent))
        acts.append(every(pace.disk, self.watch.look_elsewhere))
        self._tasks += [asyncio.ensure_future(act) for act in acts]

    def _end_with_parent(self) -> None:
        parent = self.client.process_id
        if parent is not None and not lifetime.is_alive(parent):
            self.protocol.inbox.messages.append(END)
            self._wake.set()


def _call_in(loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(act)
    except RuntimeError:
        # The loop has ended, and with it the interest in what is still read.
        return
