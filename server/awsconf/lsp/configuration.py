"""Taking what the person has set: initializationOptions, and workspace/didChangeConfiguration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from awsconf.lsp.settings import settings, value_of

if TYPE_CHECKING:
    from awsconf.lsp.places import Json
    from awsconf.lsp.server import Server


def register(server: Server) -> Json:
    """Take what was sent with initialize, and listen to changes of it."""
    server.session.settings = settings(server.client.options)

    def changed(params: Any) -> None:
        server.session.settings = settings(value_of(params, "settings"))
        for pair in server.session.pairs.values():
            server.publisher.due(pair)

    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(changed)
    return {}
