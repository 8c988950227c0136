"""What is published: for both files, by what is typed in either, once, and cleared in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from awsconf.lsp.server import Server
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

TWICE = "[default]\nregion = eu-west-1\nregion = us-east-1\n"
ROLE = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/App\nsource_profile = base\n"
KEYS = f"aws_access_key_id = {encoder.key_id()}\naws_secret_access_key = {encoder.secret()}\n"
METHOD = "textDocument/publishDiagnostics"


def files(home: Path) -> tuple[str, str]:
    return (home / ".aws/config").as_uri(), (home / ".aws/credentials").as_uri()


def codes(published: Json) -> list[str]:
    return [diagnostic["code"] for diagnostic in published["diagnostics"]]


def publications(messages: list[Json]) -> list[Json]:
    return [message["params"] for message in messages if message.get("method") == METHOD]


def test_the_shape_of_a_diagnostic(home: Path, client: Client) -> None:
    config, _ = files(home)
    client.initialize(
        {"textDocument": {"publishDiagnostics": {"relatedInformation": True, "dataSupport": True}}}
    )
    client.open(config, TWICE, version=7)

    def place(line: int) -> Json:
        return {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 6}}

    assert client.published(config) == {
        "uri": config,
        "version": 7,
        "diagnostics": [
            {
                "range": place(2),
                "severity": 1,
                "code": "duplicate-setting",
                "source": "awsconf",
                "message": "`region` stands here a second time,"
                " so the AWS CLI and boto3 refuse the whole file",
                "data": {"certainty": "proof"},
                "relatedInformation": [
                    {"location": {"uri": config, "range": place(1)}, "message": "the first one"}
                ],
            }
        ],
    }


def test_what_a_client_cannot_show_is_told_in_words(home: Path, client: Client) -> None:
    config, _ = files(home)
    client.initialize()
    client.open(config, TWICE)
    (found,) = client.published(config)["diagnostics"]
    assert found["message"].endswith("\nconfig:2: the first one")
    assert set(found) == {"range", "severity", "code", "source", "message"}


@pytest.mark.parametrize("related", [True, False])
def test_the_evidence_stands_below_the_message(home: Path, client: Client, related: bool) -> None:
    credentials = (home / ".aws/credentials").as_uri()
    client.initialize({"textDocument": {"publishDiagnostics": {"relatedInformation": related}}})
    token = f"aws_session_token = {encoder.token()}\n"
    client.open(credentials, f"[default]\n{KEYS.replace('AKIA', 'ASIA')}{token}")
    (message,) = (
        found["message"]
        for found in client.published(credentials)["diagnostics"]
        if found["code"] == "expired-session-token"
    )
    first, second, *_ = message.split("\n")
    assert first.startswith("`default` holds a dead session token: ")
    assert second == "evidence: the session token was issued at 2026-01-01 12:00 UTC"


def test_columns_are_counted_as_agreed(home: Path, client: Client) -> None:
    config, _ = files(home)
    text = (
        "[😀]\n[profile é😀]\nrole_arn = arn:aws:iam::123456789012:role/A\nsource_profile = 😀x\n"
    )
    result = client.initialize({"general": {"positionEncodings": ["utf-7", "utf-8", "utf-16"]}})
    assert result["capabilities"]["positionEncoding"] == "utf-8"
    client.open(config, text)
    diagnostics = client.published(config)["diagnostics"]
    (found,) = (each for each in diagnostics if each["code"] == "missing-source-profile")
    assert (found["range"]["start"]["character"], found["range"]["end"]["character"]) == (17, 22)


def test_unsaved_text_of_one_file_counts_in_the_other(home: Path, client: Client) -> None:
    config, credentials = files(home)
    client.initialize()
    client.open(config, ROLE, version=3)
    published = client.published(config)
    assert (codes(published), published["version"]) == (["missing-source-profile"], 3)
    client.open(credentials, f"[bas]\n{KEYS}", version=5)
    assert client.published(credentials)["version"] == 5
    end = {"line": 0, "character": 4}
    client.change(credentials, 6, {"range": {"start": end, "end": end}, "text": "e"})
    published = client.published(config)
    assert (codes(published), published["version"]) == ([], 3)


def test_a_half_that_is_not_open_is_judged_as_well(home: Path, client: Client) -> None:
    config, credentials = files(home)
    (home / ".aws/credentials").write_text(TWICE)
    client.initialize()
    client.open(config, "")
    published = client.published(credentials)
    assert codes(published) == ["duplicate-setting"]
    assert "version" not in published


def test_equal_sets_are_published_once(home: Path, client: Client) -> None:
    config, _ = files(home)
    client.initialize()
    client.open(config, TWICE)
    client.published(config)
    client.change(config, 2, {"text": TWICE + "\n# a comment\n"})
    assert publications(client.settle()) == []


def test_of_many_changes_the_last_is_published_last(home: Path, client: Client) -> None:
    config, _ = files(home)
    client.initialize()
    client.open(config, "")
    for version in range(2, 102):
        client.change(config, version, {"text": "\n" * version + TWICE})
    versions: list[int] = []
    while not versions or versions[-1] < 101:
        versions.append(client.published(config)["version"])
    assert versions == sorted(set(versions))


def test_closing_clears_once_no_half_is_open(home: Path, client: Client) -> None:
    config, credentials = files(home)
    (home / ".aws/config").write_text(TWICE)
    client.initialize()
    client.open(config, TWICE + "\n")
    client.open(credentials, TWICE.replace("default", "other"))
    assert codes(client.published(config)) == codes(client.published(credentials)) != []
    client.notify("textDocument/didClose", {"textDocument": {"uri": config}})
    assert publications(client.settle()) == []
    client.notify("textDocument/didClose", {"textDocument": {"uri": credentials}})
    cleared = publications(client.settle())
    assert {item["uri"]: item["diagnostics"] for item in cleared} == {config: [], credentials: []}
    assert len(cleared) == 2


def test_a_change_of_language_is_survived(home: Path, client: Client) -> None:
    """The AWS Toolkit sets the language to `ini` whenever the file becomes the active one."""
    config, _ = files(home)
    client.initialize()
    client.open(config, TWICE, "aws-config")
    client.published(config)
    client.notify("textDocument/didClose", {"textDocument": {"uri": config}})
    client.open(config, TWICE, "ini", version=2)
    while (published := client.published(config)).get("version") != 2:
        assert published["diagnostics"] == []
    assert codes(published) == ["duplicate-setting"]


def test_documents_that_are_none_of_ours(home: Path, client: Client) -> None:
    client.initialize()
    for name, language in (
        *((".ssh/config", "ini"), ("config.py", "python"), ("notes.txt", "plaintext")),
        *(("settings.ini", "ini"), ("repository/.git/config", "properties")),
    ):
        client.open((home / name).as_uri(), TWICE, language)
    client.open("untitled:config", TWICE, "plaintext")
    client.open("http://[broken", TWICE, "plaintext")
    client.change("untitled:config", 2, {"text": ""})
    client.notify("textDocument/didClose", {"textDocument": {"uri": "untitled:config"}})
    assert publications(client.settle()) == []


def test_documents_known_by_their_language(home: Path, client: Client) -> None:
    client.initialize()
    for uri in ("untitled:Untitled-1", (home / "some.text").as_uri()):
        client.open(uri, TWICE, "aws-credentials")
        assert codes(client.published(uri)) == ["duplicate-setting"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": "untitled:Untitled-1"}})
    assert client.published("untitled:Untitled-1")["diagnostics"] == []


def test_a_pair_beside_each_other_elsewhere(home: Path, client: Client) -> None:
    """In somebody's own `.aws` a missing profile is a fact; elsewhere it may live out of view."""
    folder = home / "repository"
    folder.mkdir()
    client.initialize()
    config = (folder / "config").as_uri()
    client.open(config, ROLE)
    assert client.published(config)["diagnostics"][0]["severity"] == 4
    (folder / "credentials").write_text(f"[base]\n{KEYS}")
    client.notify("textDocument/didSave", {"textDocument": {"uri": config}})
    assert codes(client.published(config)) == []


def test_what_the_environment_of_an_editor_tells_is_a_hint(home: Path) -> None:
    config, _ = files(home)
    with running(Server(host(home, {"AWS_PROFILE": "prd"}), pace=NEVER)) as client:
        client.initialize()
        client.open(config, "[profile prod]\nregion = eu-west-1\n")
        (found,) = client.published(config)["diagnostics"]
    assert found["code"] == "unknown-profile-in-environment"
    assert found["severity"] == 4
