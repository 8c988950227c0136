"""textDocument/hover: what `features.hover` says, in the format that the client likes best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from awsconf.features.hover import hover
from awsconf.features.page import Page
from awsconf.lsp.places import Json, offset_in, range_of
from awsconf.redaction import masked_text

if TYPE_CHECKING:
    from awsconf.lsp.server import Server


def register(server: Server) -> Json:
    """Answer hovers of a client that shows them."""
    if not server.client.hovers:
        return {}

    def hovered(params: types.HoverParams) -> Json | None:
        home = server.session.home(params.text_document.uri)
        snapshot = None if home is None else home[0].now()
        document = None if snapshot is None or home is None else snapshot.document(home[1])
        if snapshot is None or document is None:
            return None
        encoding = server.client.encoding
        at = offset_in(document.source, params.position, encoding)
        found = hover(snapshot, document.role, at)
        return found and {
            "contents": content(found.page, markdown=server.client.hover_markdown),
            "range": range_of(document.source, found.at.start, found.at.end, encoding),
        }

    server.feature(types.TEXT_DOCUMENT_HOVER)(hovered)
    return {"hoverProvider": True}


def content(page: Page, *, markdown: bool) -> Json:
    """A page as the protocol has it."""
    kind, text = ("markdown", page.markdown()) if markdown else ("plaintext", page.plaintext())
    return {"kind": kind, "value": masked_text(text)}
