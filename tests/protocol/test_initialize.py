"""The whole reply to `initialize`, client by client: nothing that was not declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from awsconf import __version__
from awsconf.lsp.server import Server
from protocol.client import Json
from protocol.inside import NEVER, host, running

MINIMAL: Json = {}

VS_CODE: Json = {
    "general": {"positionEncodings": ["utf-16"], "staleRequestSupport": {"cancel": True}},
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "changeAnnotationSupport": {"groupsOnLabel": True},
        },
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "symbol": {"symbolKind": {"valueSet": [*range(1, 27), 99]}},
        "workspaceFolders": True,
    },
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "tagSupport": {"valueSet": [1, 2]},
            "codeDescriptionSupport": True,
            "dataSupport": True,
        },
        "synchronization": {"dynamicRegistration": True, "willSave": True, "didSave": True},
        "hover": {"dynamicRegistration": True, "contentFormat": ["markdown", "plaintext"]},
        "completion": {"contextSupport": True, "completionItem": {"snippetSupport": True}},
        "codeAction": {
            "dynamicRegistration": True,
            "isPreferredSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
    },
    "window": {"showMessage": {}, "workDoneProgress": True},
}

NEOVIM: Json = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
        "didChangeWatchedFiles": {"dynamicRegistration": False, "relativePatternSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "tagSupport": {"valueSet": [1, 2]},
            "dataSupport": True,
        },
        "synchronization": {"didSave": True, "willSave": True, "willSaveWaitUntil": True},
        "hover": {"dynamicRegistration": True, "contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
        "codeAction": {
            "dynamicRegistration": True,
            "isPreferredSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
        },
    },
}

SYNC = {"openClose": True, "change": 2, "save": True}
ASKED = {
    "hoverProvider": True,
    "completionProvider": {"triggerCharacters": ["[", "=", " ", ","], "resolveProvider": True},
}
ACTIONS = {
    "codeActionKinds": [
        *("quickfix", "refactor.rewrite", "refactor.extract", "refactor.move"),
        "source.fixAll.awsconf",
    ],
    "resolveProvider": True,
}


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (MINIMAL, {"textDocumentSync": SYNC}),
        (
            VS_CODE,
            {
                "positionEncoding": "utf-16",
                "textDocumentSync": SYNC,
                "codeActionProvider": ACTIONS,
                **ASKED,
            },
        ),
        (
            NEOVIM,
            {
                "positionEncoding": "utf-8",
                "textDocumentSync": SYNC,
                "codeActionProvider": ACTIONS,
                **ASKED,
            },
        ),
    ],
    ids=["minimal", "vs-code", "neovim-0.11"],
)
def test_the_reply(home: Path, declared: Json, expected: Json) -> None:
    with running(Server(host(home), pace=NEVER)) as client:
        assert client.initialize(declared) == {
            "capabilities": expected,
            "serverInfo": {"name": "awsconf", "version": __version__},
        }


@pytest.mark.parametrize(
    "capabilities",
    [
        {"general": {"positionEncodings": ["utf-7"]}},
        {"general": {"positionEncodings": "utf-8"}},
        {"general": 5},
        {"textDocument": {"publishDiagnostics": {"tagSupport": True}, "codeAction": []}},
        {"workspace": {"workspaceEdit": {"resourceOperations": [5]}}},
    ],
)
def test_what_is_malformed_counts_as_not_declared(home: Path, capabilities: Json) -> None:
    with running(Server(host(home), pace=NEVER)) as client:
        result = client.initialize(capabilities)
        assert result["capabilities"].get("positionEncoding", "utf-16") == "utf-16"
        assert "codeActionProvider" not in result["capabilities"]
