"""The command `awsconf.verify`: ask AWS whose keys a profile holds, because a person clicked.

Its arguments are the link of a document and the name of a profile, its result is what
`awsconf verify --format json` says of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from awsconf.lsp.off_loop import off_loop
from awsconf.lsp.places import Json
from awsconf.lsp.session import Judged, Pair
from awsconf.text import At, Role
from awsconf.verification.subjects import Apart, Subject, subject

if TYPE_CHECKING:
    from awsconf.lsp.server import Server
    from awsconf.report.verification import Verified
    from awsconf.verification.outcomes import Outcome

COMMAND = "awsconf.verify"
KIND = "awsconf.verify"
"""Its kind of code action, which no client asks for of its own accord."""


async def verify(server: Server, arguments: list[Any], token: int | str | None) -> Json:
    """Ask, remember the answer, judge the pair anew, and say what came of it."""
    pair, name = _asked_for(server, arguments)
    judged = pair.judged()
    asked = subject(judged.snapshot, name)
    outcome = None if isinstance(asked, Apart) else await _outcome(server, judged, asked, token)
    if outcome is not None and isinstance(asked, Subject) and (fact := asked.fact(outcome)):
        answers = server.session.known.answers
        answers[asked.print] = fact.after(answers.get(asked.print))
        server.publisher.due(pair)
        server.publisher.flush()
    # Imported here, since most sessions never verify anything.
    from awsconf.report.model import Judged as Shown
    from awsconf.report.verification import ACCEPTED, Verified
    from awsconf.report.verification_json import answer

    verified = Verified(Shown(judged.snapshot, ()), asked, outcome)
    kind = types.MessageType.Info if verified.status == ACCEPTED else types.MessageType.Warning
    server.protocol.notify(
        types.WINDOW_SHOW_MESSAGE, {"type": kind.value, "message": _sentence(verified)}
    )
    return answer(verified)


def offers(
    server: Server, uri: str, judged: Judged, at: At, only: list[str] | None
) -> Iterator[Json]:
    """The offer to ask AWS about the profile at a place, where it holds keys that can be sent."""
    wanted = only is None or any(f"{KIND}.".startswith(f"{kind}.") or not kind for kind in only)
    name = _profile_at(judged, at) if wanted and server.client.executes_commands else None
    # The name would travel with the command, so one that is a secret is not asked about here.
    if not name or judged.showing.say(name) != name:
        return
    if isinstance(subject(judged.snapshot, name), Subject):
        title = f"Ask AWS whose keys `{name}` holds"
        command = {"title": title, "command": COMMAND, "arguments": [uri, name]}
        yield {"title": title, "kind": KIND, "command": command}


def _asked_for(server: Server, arguments: list[Any]) -> tuple[Pair, str]:
    if len(arguments) != 2 or not all(isinstance(one, str) for one in arguments):
        raise JsonRpcInvalidParams
    home = server.session.home(arguments[0])
    if home is None or arguments[1] not in home[0].judged().snapshot.profiles:
        raise JsonRpcInvalidParams
    return home[0], arguments[1]


async def _outcome(
    server: Server, judged: Judged, asked: Subject, token: int | str | None
) -> Outcome:
    # Imported here for the same reason; botocore itself comes in on the thread.
    from awsconf.online.identity import identity

    host = server.session.host
    title = judged.showing.say(f"Asking AWS about `{asked.profile}`")
    with server.under_way.showing(title, token):
        return await off_loop(lambda stopped: identity(asked, host.environ, host.now, stopped))


def _sentence(one: Verified) -> str:
    outcome, found = one.outcome, one.meaning
    if outcome is not None and outcome.is_accepted:
        is_foreign = isinstance(one.asked, Subject) and one.asked.target.is_foreign
        who = f"`{one.endpoint}`" if is_foreign else "AWS"
        told = f"{who} knows the keys of `{one.profile}`: {one.say(outcome.arn or '')}"
    elif found is not None:
        told = "; ".join(filter(None, (f"`{one.profile}`: {found.what}", found.remedy)))
    else:
        told = f"`{one.profile}`: {one.status}"
    return " ".join("; ".join((told, *one.notes)).split())


def _profile_at(judged: Judged, at: At) -> str | None:
    reading = judged.snapshot.readings.get(Role(at.role))
    parts = reading.parts if reading is not None else ()
    # A section ends where the next one begins, whose header belongs to that.
    there = [part.owner for part in parts if part.start <= at.start <= part.end]
    return there[-1] if there else None
