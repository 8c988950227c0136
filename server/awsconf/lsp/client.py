"""What the client declared that it can do; nothing that it did not is ever sent.

Read from the JSON itself: lsprotocol drops what it does not know, and some clients misspell.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from awsconf.text import Encoding

UNNECESSARY = 1
"""`DiagnosticTag.Unnecessary`."""
DEPRECATED = 1
"""`CompletionItemTag.Deprecated`."""


class Client(NamedTuple):
    """The client's capabilities, as far as an answer depends on them."""

    encoding: Encoding
    """Its first choice among those that we know; UTF-16 where it offers none."""
    offers_encodings: bool
    process_id: int | None
    related_information: bool
    tags: frozenset[int]
    diagnostic_data: bool
    hovers: bool
    hover_markdown: bool
    """Whether Markdown is what it likes best of what we can write in a hover."""
    completes: bool
    completion_markdown: bool
    lazy_documentation: bool
    """Whether it asks for the documentation of an item when it shows it."""
    deprecated_items: bool
    action_literals: bool
    """Whether code actions may be more than commands."""
    preferred_actions: bool
    resolves_edits: bool
    """Whether it asks for the edit of a code action that was sent without, once it is chosen."""
    document_changes: bool
    creates_files: bool
    watches_files: bool
    """Whether it can be asked to watch files anywhere, by a folder and a pattern in it."""
    executes_commands: bool
    shows_progress: bool
    """Whether it can be asked to show that something takes a while."""
    options: Any
    """What it sent as initializationOptions."""


def client(params: dict[str, Any]) -> Client:
    """What the parameters of `initialize` declare; what is malformed counts as not declared."""
    capabilities = params["capabilities"]

    def declared(path: str) -> Any:
        return _at(capabilities, path)

    published = "textDocument.publishDiagnostics"
    edits = "workspace.workspaceEdit"
    watching = "workspace.didChangeWatchedFiles"
    item = "textDocument.completion.completionItem"
    offered = _names(declared("general.positionEncodings"))
    process_id = params.get("processId")
    return Client(
        encoding=_encoding(offered),
        offers_encodings=bool(offered),
        process_id=process_id if type(process_id) is int else None,
        related_information=declared(f"{published}.relatedInformation") is True,
        tags=frozenset(_numbers(declared(f"{published}.tagSupport.valueSet"))),
        diagnostic_data=declared(f"{published}.dataSupport") is True,
        hovers=isinstance(declared("textDocument.hover"), dict),
        hover_markdown=_likes_markdown(declared("textDocument.hover.contentFormat")),
        completes=isinstance(declared("textDocument.completion"), dict),
        completion_markdown=_likes_markdown(declared(f"{item}.documentationFormat")),
        lazy_documentation="documentation" in _names(declared(f"{item}.resolveSupport.properties")),
        deprecated_items=DEPRECATED in _numbers(declared(f"{item}.tagSupport.valueSet")),
        action_literals=isinstance(
            declared("textDocument.codeAction.codeActionLiteralSupport"), dict
        ),
        preferred_actions=declared("textDocument.codeAction.isPreferredSupport") is True,
        resolves_edits=declared("textDocument.codeAction.dataSupport") is True
        and "edit" in _names(declared("textDocument.codeAction.resolveSupport.properties")),
        document_changes=declared(f"{edits}.documentChanges") is True,
        creates_files="create" in _names(declared(f"{edits}.resourceOperations")),
        watches_files=declared(f"{watching}.dynamicRegistration") is True
        and declared(f"{watching}.relativePatternSupport") is True,
        executes_commands=isinstance(declared("workspace.executeCommand"), dict),
        shows_progress=declared("window.workDoneProgress") is True,
        options=params.get("initializationOptions"),
    )


def _at(tree: Any, path: str) -> Any:
    for name in path.split("."):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def _names(value: Any) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _numbers(value: Any) -> list[int]:
    return [item for item in value if type(item) is int] if isinstance(value, list) else []


def _likes_markdown(formats: Any) -> bool:
    known = [name for name in _names(formats) if name in ("markdown", "plaintext")]
    return known[:1] == ["markdown"]


def _encoding(offered: list[str]) -> Encoding:
    known = {encoding.value: encoding for encoding in Encoding}
    return next((known[name] for name in offered if name in known), Encoding.UTF16)
