"""workspace/didChangeWatchedFiles, and what stands in for it: noticing other writers, and time.

Login tools rewrite these files behind the editor's back, and a session token dies without a
keystroke. A client that cannot watch (Neovim on Linux, neovim/neovim#28690) is not relied upon.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from awsconf.lsp import logs
from awsconf.lsp.places import Json, uri_of
from awsconf.lsp.session import Pair
from awsconf.text import Role

if TYPE_CHECKING:
    from awsconf.lsp.server import Server

LIMIT = 10
"""How many pairs are looked after by polling; nobody has more open."""


class Watch:
    """Looks after the files of open pairs, by the client's watching or by our own."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._watched: set[Path] = set()

    def pair(self, pair: Pair) -> None:
        """Look after the files of a pair that has been opened."""
        paths = [path for role in Role if (path := pair.place.path(role)) is not None]
        fresh = [path for path in paths if path not in self._watched]
        if not self.server.client.watches_files or not fresh:
            return
        self._watched.update(fresh)
        watchers = [
            {"globPattern": {"baseUri": uri_of(path.parent), "pattern": _literal(path.name)}}
            for path in fresh
        ]
        self.server.protocol.ask_to_register(
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES, {"watchers": watchers}
        )

    def look(self) -> None:
        """Publish again for pairs of which a file has changed on disk."""
        for pair in list(self.server.session.pairs.values())[:LIMIT]:
            if pair.moved_on():
                self.server.publisher.due(pair)
        self.server.publisher.flush()

    def look_elsewhere(self) -> None:
        """Publish again for the user's own pair if a cache has changed; no client watches those."""
        session = self.server.session
        own = [pair for pair in session.pairs.values() if pair.place.own]
        if own and session.known.look(session.host, session.settings):
            for pair in own:
                self.server.publisher.due(pair)
        self.server.publisher.flush()

    def later(self) -> None:
        """Publish again for pairs in which something may have died in the meantime."""
        for pair in self.server.session.pairs.values():
            self.server.publisher.due(pair)
        self.server.publisher.flush()


def register(server: Server) -> Json:
    """Listen to the client's watching."""

    def changed(_params: types.DidChangeWatchedFilesParams) -> None:
        # Which file it was is of no use: statuses tell, and there are few.
        server.watch.look()

    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(changed)
    return {}


async def every(seconds: float, act: Callable[[], None]) -> None:
    """Act again and again, whatever happens."""
    while True:
        await asyncio.sleep(seconds)
        try:
            act()
        except Exception as error:
            logs.failure(act.__name__, error)


def _literal(name: str) -> str:
    """A name as a pattern that matches nothing else."""
    return "".join(f"[{character}]" if character in "*?[{" else character for character in name)
