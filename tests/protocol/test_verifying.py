"""The click that asks AWS: the answer, the progress, the ways to cancel, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import encoder
from awsconf.evidence import Certainty
from awsconf.facts import Answer
from awsconf.lsp.known import Known
from awsconf.lsp.server import Server
from awsconf.rule import Finding, Rule, Scope, Severity
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Role
from awsconf.verification.outcomes import Outcome
from awsconf.verification.subjects import Subject, subject
from fixture import NOW
from online.asking import ACCOUNT, ARN, HIDDEN, LONG_TERM, ROLE, SECRET, SESSION, knowing, saying
from online.stubs import Asked, Reply, Stub, caller, refusal, serving
from protocol.client import Client, Json
from protocol.inside import NEVER, host, running

CLICKS: Json = {
    "workspace": {"executeCommand": {"dynamicRegistration": True}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}}
    },
}
REWRITES: Json = {
    **CLICKS,
    "workspace": {**CLICKS["workspace"], "workspaceEdit": {"documentChanges": True}},
}
SHOWS: Json = {**CLICKS, "window": {"workDoneProgress": True}}


class Editor(NamedTuple):
    """A client, what its server knows, and whom it would ask."""

    client: Client
    stub: Stub
    known: Known


@contextmanager
def editor(home: Path, answer: Any, capabilities: Json = CLICKS) -> Iterator[Editor]:
    """An editor whose server would ask a stub."""
    with serving(answer) as stub:
        environ = {"AWS_ENDPOINT_URL_STS": stub.url}
        server = Server(host(home, environ), pace=NEVER)
        with running(server) as client:
            client.initialize(capabilities)
            yield Editor(client, stub, server.session.known)
        for hidden in HIDDEN:
            assert hidden.encode() not in client.bytes_out


def opened(home: Path, client: Client, text: str) -> str:
    """The link of the user's own credentials file, which is open."""
    uri = (home / ".aws/credentials").as_uri()
    client.open(uri, text)
    client.published(uri)
    return uri


def click(client: Client, uri: str, name: str, identifier: int = 100, **more: Any) -> None:
    """Send the command without waiting."""
    params = {"command": "awsconf.verify", "arguments": [uri, name], **more}
    message = {"jsonrpc": "2.0", "id": identifier, "method": "workspace/executeCommand"}
    client.send({**message, "params": params})


def answered(client: Client, identifier: int = 100) -> Json:
    """The response to a click."""
    return client.until(lambda m: m.get("id") == identifier and "method" not in m)


def shown(client: Client) -> list[Json]:
    """What popped up."""
    return [m["params"] for m in client.seen if m.get("method") == "window/showMessage"]


def bars(client: Client) -> list[tuple[Any, str]]:
    """What was told of progress: the token, and whether it begins or ends."""
    told = [m["params"] for m in client.seen if m.get("method") == "$/progress"]
    return [(one["token"], one["value"]["kind"]) for one in told]


def test_the_offer_stands_where_a_profile_holds_keys(home: Path) -> None:
    text = f"[a]\n{LONG_TERM}[b]\nregion = eu-west-1\n"
    with editor(home, knowing) as (client, stub, _):
        uri = opened(home, client, text)
        place = {"line": 1, "character": 0}
        offers = _offers(client, uri, place, {"diagnostics": [], "triggerKind": 1})
        (offer,) = [one for one in offers if one["kind"] == "awsconf.verify"]
        assert offer["title"] == "Ask AWS whose keys `a` holds"
        assert offer["command"]["command"] == "awsconf.verify"
        assert offer["command"]["arguments"] == [uri, "a"]
        by_itself = _offers(client, uri, place, {"diagnostics": [], "triggerKind": 2})
        others = _offers(client, uri, place, {"diagnostics": [], "only": ["quickfix"]})
        elsewhere = _offers(client, uri, {"line": 4, "character": 0}, {"diagnostics": []})
        kinds = {one["kind"] for one in (*by_itself, *others, *elsewhere)}
        assert "awsconf.verify" not in kinds
        assert stub.asked == []


def test_a_header_belongs_to_its_own_section(home: Path) -> None:
    with editor(home, knowing) as (client, _, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}[b]\n{LONG_TERM}")
        place = {"line": 3, "character": 0}
        offers = _offers(client, uri, place, {"diagnostics": [], "triggerKind": 1})
        (offer,) = [one for one in offers if one["kind"] == "awsconf.verify"]
        assert offer["command"]["arguments"] == [uri, "b"]


@pytest.mark.parametrize("name", ["correct-horse-battery-staple", HIDDEN[0]])
def test_a_name_that_is_a_secret_travels_with_no_command(home: Path, name: str) -> None:
    text = f"[{name}]\n{LONG_TERM}[b]\naws_secret_access_key = correct-horse-battery-staple\n"
    with editor(home, knowing) as (client, _, _):
        uri = opened(home, client, text)
        offers = _offers(client, uri, {"line": 1, "character": 0}, {"diagnostics": []})
        assert "awsconf.verify" not in {one["kind"] for one in offers}


def test_a_client_that_runs_no_commands_is_offered_none(home: Path) -> None:
    with editor(home, knowing, {"textDocument": CLICKS["textDocument"]}) as (client, _, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        offers = _offers(client, uri, {"line": 1, "character": 0}, {"diagnostics": []})
        assert "awsconf.verify" not in {one["kind"] for one in offers}
        click(client, uri, "a")
        assert answered(client)["error"]["code"] == -32601


def test_the_answer_is_the_result_and_is_shown_once(home: Path) -> None:
    with editor(home, knowing) as (client, _, _):
        uri = opened(home, client, f"[a]\nregion = eu-west-1\n{LONG_TERM}")
        click(client, uri, "a")
        result = answered(client)["result"]
        assert (result["status"], result["account"], result["arn"]) == ("accepted", ACCOUNT, ARN)
        client.settle()
        assert shown(client) == [{"type": 3, "message": f"AWS knows the keys of `a`: {ARN}"}]
        assert not any(m.get("method") == "window/workDoneProgress/create" for m in client.seen)


def test_a_refusal_is_explained_and_becomes_a_fact(home: Path) -> None:
    """AWS's own word makes the token a dead one, which nothing in the file tells."""
    with editor(home, saying("ExpiredToken")) as (client, _, known):
        text = f"[a]\n{SESSION.replace('aws_session_token = ', 'aws_session_token = opaque')}"
        uri = opened(home, client, text)
        click(client, uri, "a")
        result = answered(client)["result"]
        assert (result["status"], result["error"]["code"]) == ("refused", "ExpiredToken")
        (message,) = shown(client)
        assert message["type"] == 2
        assert message["message"].startswith("`a`: the session token has expired; ")
        (fact,) = known.answers.values()
        assert fact.error == "ExpiredToken"


def test_the_pair_is_judged_anew_with_the_answer(home: Path) -> None:
    """Without a keystroke, and by whatever rule looks at answers."""

    def looks(snapshot: Snapshot) -> Iterator[Finding]:
        for answer in snapshot.facts.answers.values():
            yield Finding(At(Role.CREDENTIALS, 0, 3), f"AWS said {answer.error}")

    rule = Rule("looks", "expiry", Scope.PAIR, Severity.ERROR, Certainty.PROOF, looks)
    with serving(saying("ExpiredToken")) as stub:
        machine = host(home, {"AWS_ENDPOINT_URL_STS": stub.url})
        with running(Server(machine, (rule,), NEVER)) as client:
            client.initialize(CLICKS)
            uri = opened(home, client, f"[a]\n{SESSION}")
            click(client, uri, "a")
            (found,) = client.published(uri)["diagnostics"]
            assert found["message"] == "AWS said ExpiredToken"
            assert answered(client)["result"]["status"] == "refused"


def test_what_nobody_answers_is_no_fact(home: Path) -> None:
    with editor(home, lambda *_: Reply(200, "<html>")) as (client, _, known):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a")
        assert answered(client)["result"]["status"] == "unanswered"
        assert known.answers == {}


def test_the_keys_of_other_files_are_judged_by_an_answer_too(home: Path) -> None:
    """A click there asks about just these keys; the caches are still none of theirs."""
    text = f"[a]\n{SESSION.replace('aws_session_token = ', 'aws_session_token = opaque')}"
    half = Half("credentials", parse(text, Role.CREDENTIALS))
    asked = subject(Snapshot(Half("config"), half, NOW), "a")
    assert isinstance(asked, Subject)
    server = Server(host(home), pace=NEVER)
    server.session.known.answers[asked.print] = Answer(NOW, error="ExpiredToken")
    with running(server) as client:
        client.initialize(CLICKS)
        uri = (home / "repository/credentials").as_uri()
        client.open(uri, text, "aws-credentials")
        codes = [one["code"] for one in client.published(uri)["diagnostics"]]
    assert "expired-session-token" in codes


ACCEPTED = Answer(NOW, ACCOUNT, ARN)
DEAD, UNKNOWN = Answer(NOW, error="ExpiredToken"), Answer(NOW, error="InvalidClientTokenId")


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        (None, DEAD, DEAD),
        (ACCEPTED, DEAD, DEAD._replace(account=ACCOUNT, arn=ARN)),
        (DEAD, UNKNOWN, DEAD),
        (UNKNOWN, DEAD, DEAD),
        (DEAD, ACCEPTED, ACCEPTED),
    ],
)
def test_what_is_known_after_several_answers(
    before: Answer | None, now: Answer, after: Answer
) -> None:
    assert now.after(before) == after


@pytest.mark.parametrize("code", ["Throttling", "RegionDisabledException"])
def test_what_tells_nothing_of_the_keys_is_no_fact(code: str) -> None:
    assert Outcome(NOW, "", error=code).answer is None


@pytest.mark.parametrize("setting", ["endpoint_url = URL", "services = mine"])
def test_what_an_emulator_answers_is_no_fact_about_the_keys(home: Path, setting: str) -> None:
    """It takes keys for good, or for dead, that AWS may think otherwise of."""
    with serving(saying("ExpiredToken")) as stub:
        server = Server(host(home), pace=NEVER)
        with running(server) as client:
            client.initialize(CLICKS)
            services = f"[services mine]\nsts =\n  endpoint_url = {stub.url}\n"
            (home / ".aws/config").write_text(services)
            uri = opened(home, client, f"[a]\n{SESSION}{setting.replace('URL', stub.url)}\n")
            click(client, uri, "a")
            assert answered(client)["result"]["error"]["code"] == "ExpiredToken"
    assert len(stub.asked) == 1
    assert server.session.known.answers == {}


def test_an_emulator_is_not_taken_for_aws(home: Path) -> None:
    with serving(knowing) as stub, running(Server(host(home), pace=NEVER)) as client:
        client.initialize(CLICKS)
        text = f"[a]\nregion = eu-west-1\nendpoint_url = {stub.url}\n{LONG_TERM}"
        uri = opened(home, client, text)
        click(client, uri, "a")
        assert answered(client)["result"]["arn"] == ARN
        client.settle()
        assert shown(client)[0]["message"] == f"`{stub.url}/` knows the keys of `a`: {ARN}"


def test_the_token_is_dead_by_what_aws_said_and_its_own_role_is_offered(home: Path) -> None:
    """Two clicks: whose session it is, and later that it is over."""
    session = ROLE.replace(":iam:", ":sts:").replace(":role/path/", ":assumed-role/") + "/me"
    answers = iter([Reply(200, caller(session, ACCOUNT)), Reply(403, refusal("ExpiredToken"))])
    with editor(home, lambda *_: next(answers), REWRITES) as (client, _, _):
        opaque = SESSION.replace("aws_session_token = ", "aws_session_token = opaque")
        (home / ".aws/config").write_text("")
        base = LONG_TERM.replace(SECRET, encoder.secret("base"))
        uri = opened(home, client, f"[base]\n{base}[a]\n{opaque}")
        click(client, uri, "a")
        assert answered(client)["result"]["arn"] == session
        click(client, uri, "a", 101)
        (found,) = client.published(uri)["diagnostics"]
        assert (found["code"], found["severity"]) == ("expired-session-token", 1)
        assert answered(client, 101)["result"]["status"] == "refused"
        place, context = found["range"]["start"], {"diagnostics": [found]}
        titles = [offer["title"] for offer in _offers(client, uri, place, context)]
    rewrite = "Rewrite `a` to assume `Deploy` with the credentials of `base` (check the role path)"
    assert rewrite in titles


def test_a_profile_without_keys_is_told_what_it_is(home: Path) -> None:
    with editor(home, knowing) as (client, stub, _):
        text = f"[a]\nrole_arn = {ROLE}\nsource_profile = b\n"
        uri = opened(home, client, text)
        click(client, uri, "a")
        assert answered(client)["result"]["status"] == "not-asked"
        (message,) = shown(client)
        assert message["message"] == "`a`: it assumes a role and holds no keys of its own"
        assert stub.asked == []


def hanging(stub: Stub, _: Asked) -> Reply:
    stub.hang()
    return Reply(200, caller(ARN, ACCOUNT))


def test_progress_is_shown_and_hovering_goes_on_meanwhile(home: Path) -> None:
    with editor(home, hanging, SHOWS) as (client, stub, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a")
        created = client.until(lambda m: m.get("method") == "window/workDoneProgress/create")
        client.send({"jsonrpc": "2.0", "id": created["id"], "result": None})
        begun = client.until(lambda m: m.get("method") == "$/progress")["params"]
        assert begun["token"] == created["params"]["token"]
        assert begun["value"] == {
            "kind": "begin",
            "title": "Asking AWS about `a`",
            "cancellable": True,
        }
        assert stub.came.wait(20)
        place = {"line": 1, "character": 0}
        assert _offers(client, uri, place, {"diagnostics": []})
        stub.gate.set()
        assert answered(client)["result"]["arn"] == ARN
        kinds = [
            m["params"]["value"]["kind"] for m in client.seen if m.get("method") == "$/progress"
        ]
        assert kinds == ["begin", "end"]


def test_a_client_that_wants_no_progress_gets_none_and_the_answer_all_the_same(home: Path) -> None:
    with editor(home, hanging, SHOWS) as (client, stub, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a")
        created = client.until(lambda m: m.get("method") == "window/workDoneProgress/create")
        error = {"code": -32603, "message": "no"}
        client.send({"jsonrpc": "2.0", "id": created["id"], "error": error})
        stub.gate.set()
        assert answered(client)["result"]["arn"] == ARN
        assert bars(client) == []


@pytest.mark.parametrize("token", ["mine", 7])
def test_the_clients_own_token_is_used(home: Path, token: str | int) -> None:
    with editor(home, knowing) as (client, _, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a", workDoneToken=token)
        answered(client)
        assert bars(client) == [(token, "begin"), (token, "end")]


@pytest.mark.parametrize("way", ["$/cancelRequest", "window/workDoneProgress/cancel"])
def test_it_can_be_cancelled(home: Path, way: str) -> None:
    with editor(home, hanging) as (client, stub, known):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a", workDoneToken="mine")
        assert stub.came.wait(20)
        client.notify(way, {"id": 100} if way.startswith("$") else {"token": "mine"})
        assert answered(client)["error"]["code"] == -32800
        stub.gate.set()
        client.settle()
        assert bars(client) == [("mine", "begin"), ("mine", "end")]
        assert shown(client) == []
        assert known.answers == {}
        # That token stands for nothing any more.
        client.notify("window/workDoneProgress/cancel", {"token": "mine"})
        assert client.settle() == []


def test_the_server_ends_while_it_asks(home: Path) -> None:
    with editor(home, hanging) as (client, stub, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        click(client, uri, "a")
        assert stub.came.wait(20)
        assert client.ask("shutdown")["result"] is None
        assert answered(client)["error"]["code"] == -32800


@pytest.mark.parametrize(
    "arguments",
    [[], ["uri"], [1, "a"], ["file:///gone", "a"], ["URI", "nope"], ["URI", "a", "b"], None],
)
def test_what_is_no_question(home: Path, arguments: list[Any] | None) -> None:
    with editor(home, knowing) as (client, stub, _):
        uri = opened(home, client, f"[a]\n{LONG_TERM}")
        given = arguments and [uri if one == "URI" else one for one in arguments]
        params = {"command": "awsconf.verify", "arguments": given}
        if given is None:
            del params["arguments"]
        reply = client.ask("workspace/executeCommand", params)
        assert reply["error"]["code"] == -32602
        unknown = {"command": "awsconf.format", "arguments": []}
        assert client.ask("workspace/executeCommand", unknown)["error"]["code"] == -32602
        assert stub.asked == []


def _offers(client: Client, uri: str, place: Json, context: Json) -> list[Json]:
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": place, "end": place},
        "context": context,
    }
    return list(client.ask("textDocument/codeAction", params)["result"])
