"""textDocument/completion: the offers of `features.completion`; their pages when they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from awsconf.features.completion import completion, documentation, likeliest
from awsconf.features.item import Item, ItemKind
from awsconf.lsp.client import DEPRECATED
from awsconf.lsp.hover import content
from awsconf.lsp.places import Json, offset_in, range_of

if TYPE_CHECKING:
    from awsconf.lsp.server import Server

TRIGGERS = ["[", "=", " ", ","]
"""The characters after which an editor asks by itself: a header, a value, an item of a list."""


def register(server: Server) -> Json:
    """Answer completions of a client that asks for them."""
    if not server.client.completes:
        return {}

    def completed(params: types.CompletionParams) -> Json:
        home = server.session.home(params.text_document.uri)
        snapshot = None if home is None else home[0].now()
        document = None if snapshot is None or home is None else snapshot.document(home[1])
        if snapshot is None or document is None:
            return {"isIncomplete": False, "items": []}
        at = offset_in(document.source, params.position, server.client.encoding)
        items = completion(snapshot, document.role, at)
        if not items:
            return {"isIncomplete": False, "items": []}
        # All of them replace the same token.
        start, end = items[0].edit.at.span
        token = range_of(document.source, start, end, server.client.encoding)
        shown = likeliest(items, document.text[start:at])
        found = [_item(server, item, token) for item in shown]
        return {"isIncomplete": len(shown) < len(items), "items": found}

    def resolved(item: Json) -> Json:
        if not isinstance(item, dict):
            raise JsonRpcInvalidParams
        # Whatever else the client keeps in its item is its own.
        about = item.get("data")
        documented = _documentation(server, about) if isinstance(about, str) else {}
        return {**item, **documented}

    server.feature(types.TEXT_DOCUMENT_COMPLETION)(completed)
    server.feature(types.COMPLETION_ITEM_RESOLVE)(resolved)
    return {"completionProvider": {"triggerCharacters": TRIGGERS, "resolveProvider": True}}


def _item(server: Server, item: Item, token: Json) -> Json:
    client = server.client
    result: Json = {
        "label": item.label,
        "kind": _KINDS[item.kind],
        "sortText": f"{item.rank} {item.label}",
        "filterText": item.edit.text,
        "textEdit": {"range": token, "newText": item.edit.text},
    }
    if item.detail:
        result["detail"] = item.detail
    if item.deprecated and client.deprecated_items:
        result["tags"] = [DEPRECATED]
    if item.about and client.lazy_documentation:
        result["data"] = item.about
    elif item.about:
        result |= _documentation(server, item.about)
    return result


def _documentation(server: Server, about: str) -> dict[str, Any]:
    page = documentation(about)
    if page is None:
        return {}
    return {"documentation": content(page, markdown=server.client.completion_markdown)}


_KINDS = {
    ItemKind.SECTION: types.CompletionItemKind.Module.value,
    ItemKind.SETTING: types.CompletionItemKind.Property.value,
    ItemKind.BLOCK: types.CompletionItemKind.Struct.value,
    ItemKind.WORD: types.CompletionItemKind.EnumMember.value,
    ItemKind.NUMBER: types.CompletionItemKind.Value.value,
    ItemKind.NAME: types.CompletionItemKind.Reference.value,
}
