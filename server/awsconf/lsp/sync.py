"""textDocument/didOpen, didChange, didSave, didClose: the editor's texts become the session's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

if TYPE_CHECKING:
    from awsconf.lsp.places import Json
    from awsconf.lsp.server import Server

_INCREMENTAL = int(types.TextDocumentSyncKind.Incremental)


def register(server: Server) -> Json:
    """Listen to the editor's documents; the capabilities that say so."""
    session, publisher = server.session, server.publisher

    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        # One that is opened twice may have become one of another kind, or none of ours.
        before = session.close(document.uri)
        if before is not None:
            publisher.due(before)
        pair = session.open(document.uri, document.language_id, document.version, document.text)
        home = session.home(document.uri)
        if pair is not None and home is not None:
            publisher.opened(*home)
            server.watch.pair(pair)

    def changed(params: Any) -> None:
        document = params["textDocument"]
        pair = session.change(document["uri"], document["version"], params["contentChanges"])
        if pair is not None:
            publisher.due(pair)

    def saved(params: types.DidSaveTextDocumentParams) -> None:
        home = session.home(params.text_document.uri)
        if home is not None:
            publisher.due(home[0])

    def closed(params: types.DidCloseTextDocumentParams) -> None:
        pair = session.close(params.text_document.uri)
        if pair is not None:
            publisher.due(pair)

    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(closed)
    return {"textDocumentSync": {"openClose": True, "change": _INCREMENTAL, "save": True}}
