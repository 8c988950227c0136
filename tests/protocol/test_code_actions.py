"""What is offered, and how it is sent: versioned edits over both files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.lsp.server import Server
from awsconf.rule import Finding, Fix, Rule, Scope, Severity
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

TWICE = "[default]\nregion = eu-west-1\nregion = us-east-1\n"
LITERALS: Json = {
    "isPreferredSupport": True,
    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
}
DOCUMENT_CHANGES: Json = {
    "textDocument": {"codeAction": LITERALS},
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
}
CHANGES: Json = {"textDocument": {"codeAction": LITERALS}}


def actions(client: Client, uri: str, line: int = 0, only: list[str] | None = None) -> list[Json]:
    """The actions at the start of a line, as a person would ask for them."""
    place = {"line": line, "character": 0}
    context: Json = {"diagnostics": [], "triggerKind": 1}
    if only is not None:
        context["only"] = only
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": place, "end": place},
        "context": context,
    }
    result = client.ask("textDocument/codeAction", params)["result"]
    assert isinstance(result, list)
    return result


def applied(text: str, edits: list[Json]) -> str:
    """`text` after edits, by lines and UTF-16 columns of texts that are ASCII."""
    lines = [*text.splitlines(keepends=True), ""]

    def at(place: Json) -> int:
        return len("".join(lines[: place["line"]])) + int(place["character"])

    for edit in sorted(edits, key=lambda e: at(e["range"]["start"]), reverse=True):
        start, end = at(edit["range"]["start"]), at(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_every_alternative_is_offered_with_its_diagnostic(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(DOCUMENT_CHANGES)
    client.open(config, TWICE, version=4)
    (published,) = client.published(config)["diagnostics"]
    second, first = actions(client, config, 2)
    assert [second["title"], first["title"]] == [
        "Delete this `region`",
        "Delete the first `region`",
    ]
    for action in (second, first):
        assert (action["kind"], action["diagnostics"]) == ("quickfix", [published])
        assert "isPreferred" not in action
    (change,) = second["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": config, "version": 4}
    assert applied(TWICE, change["edits"]) == "[default]\nregion = eu-west-1\n"
    assert actions(client, config, 0) == []


def test_a_client_without_document_changes_gets_changes(home: Path, client: Client) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(CHANGES)
    client.open(config, TWICE)
    edit = actions(client, config, 2)[0]["edit"]
    assert list(edit) == ["changes"]
    assert applied(TWICE, edit["changes"][config]) == "[default]\nregion = eu-west-1\n"


@pytest.mark.parametrize(
    ("only", "count"),
    [
        *((["quickfix"], 2), ([""], 2), (["quick"], 0), ([], 0)),
        *((["source"], 0), (["refactor"], 0), (["quickfix.x"], 0), (["source", "quickfix"], 2)),
    ],
)
def test_only_the_kinds_that_were_asked_for(
    home: Path, client: Client, only: list[str], count: int
) -> None:
    config = (home / ".aws/config").as_uri()
    client.initialize(CHANGES)
    client.open(config, TWICE)
    assert len(actions(client, config, 2, only)) == count


def move(snapshot: Snapshot) -> Iterator[Finding]:
    """A finding that is cured in both files at once, safely."""
    config, credentials = (snapshot.document(role) for role in (Role.CONFIG, Role.CREDENTIALS))
    at = config.text.find("moved = 1\n") if config is not None else -1
    if at < 0:
        return
    end = len(credentials.text) if credentials is not None else 0
    edits = (
        Edit(At(Role.CONFIG, at, at + 10), ""),
        Edit(At(Role.CREDENTIALS, end, end), "moved = 1\n"),
    )
    fix = Fix("Move it", edits, safe=True, preferred=True)
    yield Finding(At(Role.CONFIG, at, at + 5), "move it", fixes=(fix,))


@pytest.fixture
def mover(home: Path) -> Iterator[Client]:
    """A client of a server whose one rule wants a setting moved to the other file."""
    rule = Rule("move", "hygiene", Scope.PAIR, Severity.WARNING, Certainty.PROOF, move)
    with running(Server(host(home), (rule,), NEVER)) as client:
        yield client


def test_edits_over_both_files(home: Path, mover: Client) -> None:
    config, credentials = ((home / ".aws" / name).as_uri() for name in ("config", "credentials"))
    mover.initialize(DOCUMENT_CHANGES)
    mover.open(config, "[default]\nmoved = 1\n", version=2)
    mover.open(credentials, "[default]\n", version=9)
    (fix, fix_all) = actions(mover, config, 1)
    assert (fix["isPreferred"], fix["kind"], fix_all["kind"]) == (
        *(True, "quickfix"),
        "source.fixAll.awsconf",
    )
    for action in (fix, fix_all):
        ours, theirs = action["edit"]["documentChanges"]
        assert ours["textDocument"] == {"uri": config, "version": 2}
        assert theirs["textDocument"] == {"uri": credentials, "version": 9}
        assert applied("[default]\nmoved = 1\n", ours["edits"]) == "[default]\n"
        assert applied("[default]\n", theirs["edits"]) == "[default]\nmoved = 1\n"


def test_a_half_that_is_only_on_disk_has_no_version(home: Path, mover: Client) -> None:
    (home / ".aws/credentials").write_text("[default]\n")
    mover.initialize(DOCUMENT_CHANGES)
    config = (home / ".aws/config").as_uri()
    mover.open(config, "moved = 1\n")
    changes = actions(mover, config)[0]["edit"]["documentChanges"]
    assert [change["textDocument"]["version"] for change in changes] == [1, None]


def test_a_half_that_does_not_exist_is_created_or_left_alone(home: Path) -> None:
    rule = Rule("move", "hygiene", Scope.PAIR, Severity.WARNING, Certainty.PROOF, move)
    config, credentials = ((home / ".aws" / name).as_uri() for name in ("config", "credentials"))
    offers = []
    for capabilities in (DOCUMENT_CHANGES, CHANGES):
        with running(Server(host(home), (rule,), NEVER)) as client:
            client.initialize(capabilities)
            client.open(config, "moved = 1\n")
            offers.append(actions(client, config))
    assert offers[1] == []
    create, *changes = offers[0][0]["edit"]["documentChanges"]
    options = {"ignoreIfExists": True}
    assert create == {"kind": "create", "uri": credentials, "options": options}
    assert [change["textDocument"]["uri"] for change in changes] == [config, credentials]


def test_fixing_all_is_not_worked_out_unasked(home: Path, mover: Client) -> None:
    config = (home / ".aws/config").as_uri()
    mover.initialize(DOCUMENT_CHANGES)
    mover.open(config, "moved = 1\n")
    place = {"line": 0, "character": 0}
    params: Json = {
        "textDocument": {"uri": config},
        "range": {"start": place, "end": place},
        "context": {"diagnostics": [], "triggerKind": 2},
    }
    kinds = [a["kind"] for a in mover.ask("textDocument/codeAction", params)["result"]]
    assert kinds == ["quickfix"]
    (only,) = actions(mover, config, 0, ["source.fixAll"])
    assert only["kind"] == "source.fixAll.awsconf"
