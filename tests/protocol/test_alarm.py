"""What dies with time is told without a keystroke: at the moment, and not at any other."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from awsconf.caches.entries import Caches, Entry, Source
from awsconf.facts import Answer, Facts, key_print
from awsconf.host import Host
from awsconf.lsp.alarm import Alarm
from awsconf.lsp.server import Pace, Server
from awsconf.lsp.session import Pair, Place, Session
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import Marked
from protocol.client import TIMEOUT, Client
from protocol.inside import NEVER, NOW, running

MINUTE, HOUR, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=1)
OFTEN = Pace(3600, 3600, 0.01)


class Clock:
    """A clock that the test moves, and that knows how often it was asked."""

    def __init__(self) -> None:
        self.now = NOW
        self._asked = threading.Semaphore(0)

    def __call__(self) -> datetime:
        now = self.now
        self._asked.release()
        return now

    def stands_at(self, now: datetime) -> None:
        """Set it, and wait until the server has looked at it some more times."""
        self.now = now
        while self._asked.acquire(blocking=False):
            pass
        for _ in range(8):
            assert self._asked.acquire(timeout=TIMEOUT)


def machine(home: Path, clock: Any, environ: dict[str, str] | None = None) -> Host:
    return Host(environ or {}, home, clock, timezone.utc, home)


def profile(*lines: str) -> str:
    keys = ["[p]", "aws_access_key_id = <ASIA p>", "aws_secret_access_key = <secret p>"]
    return Marked.read("\n".join((*keys, *lines, ""))).text


def dies_at(end: datetime) -> str:
    token = "aws_session_token = <token p issued=2026-06-01T08:00Z>"
    return profile(token, f"x_security_token_expires = {end.isoformat()}")


@contextmanager
def opened(
    home: Path, clock: Any, text: str, pace: Pace = OFTEN, environ: dict[str, str] | None = None
) -> Iterator[tuple[Client, str]]:
    """A client that has opened the credentials file."""
    uri = (home / ".aws/credentials").as_uri()
    with running(Server(machine(home, clock, environ), pace=pace)) as client:
        client.initialize()
        client.open(uri, text)
        yield client, uri


def told(client: Client, uri: str) -> list[tuple[str, str]]:
    """The code and the first line of each diagnostic of the next publication."""
    found = client.published(uri)["diagnostics"]
    return [(one["code"], one["message"].split("\n")[0]) for one in found]


END = "at 2026-06-01 13:00 UTC (x_security_token_expires)"


def dying(words: str) -> list[tuple[str, str]]:
    return [("expiring-session-token", f"the session token of `p` {words} {END}")]


def test_a_token_is_told_of_as_it_dies_and_as_it_is_dead(home: Path) -> None:
    clock = Clock()
    with opened(home, clock, dies_at(NOW + HOUR)) as (client, uri):
        assert told(client, uri) == []
        for left, words in (
            (15 * MINUTE - SECOND, "expires in less than 15 minutes,"),
            (10 * MINUTE - SECOND, "expires in less than 10 minutes,"),
            (5 * MINUTE - SECOND, "expires in less than 5 minutes,"),
            (59 * SECOND, "expires in less than a minute,"),
            (0 * SECOND, "was due to expire"),
        ):
            clock.now = NOW + HOUR - left
            assert told(client, uri) == dying(words)
        clock.now = NOW + HOUR + 5 * MINUTE + SECOND
        ((code, message),) = told(client, uri)
        assert code == "expired-session-token"
        assert message.endswith("expired at 2026-06-01 13:00 UTC (x_security_token_expires)")


def test_nothing_is_sent_again_while_it_is_true(home: Path) -> None:
    clock = Clock()
    with opened(home, clock, dies_at(NOW + HOUR)) as (client, uri):
        assert told(client, uri) == []
        clock.stands_at(NOW + 45 * MINUTE)
        assert client.settle() == []
        clock.now = NOW + 46 * MINUTE
        assert told(client, uri) == dying("expires in less than 15 minutes,")
        for minutes in (47, 48, 49):
            clock.stands_at(NOW + minutes * MINUTE)
        assert client.settle() == []


def test_a_clock_that_is_set_back_makes_it_alive_again(home: Path) -> None:
    clock = Clock()
    with opened(home, clock, dies_at(NOW + HOUR)) as (client, uri):
        assert told(client, uri) == []
        clock.now = NOW + 2 * HOUR
        assert told(client, uri)[0][0] == "expired-session-token"
        clock.now = NOW
        assert told(client, uri) == []


def test_an_age_is_told_anew_when_it_is_another(home: Path) -> None:
    clock = Clock()
    text = profile("aws_session_token = <token p issued=2026-05-31T00:00Z>")
    with opened(home, clock, text) as (client, uri):
        assert told(client, uri) == []
        for now, age in ((NOW + HOUR, "37 hours"), (NOW + 2 * HOUR, "38 hours")):
            clock.now = now
            ((code, message),) = told(client, uri)
            assert code == "expired-session-token"
            assert f"issued {age} ago" in message
        clock.stands_at(NOW + 2 * HOUR + 59 * MINUTE)
        assert client.settle() == []


def test_a_session_in_the_environment_dies_too(home: Path) -> None:
    clock = Clock()
    environ = {
        "AWS_ACCESS_KEY_ID": Marked.read("<ASIA work>").text,
        "AWS_SECRET_ACCESS_KEY": Marked.read("<secret work>").text,
        "AWS_SESSION_TOKEN": Marked.read("<token work issued=2026-06-01T08:00Z>").text,
        "AWS_CREDENTIAL_EXPIRATION": (NOW + HOUR).isoformat(),
    }
    with opened(home, clock, "[default]\nregion = eu-west-1\n", environ=environ) as (client, uri):
        before = told(client, uri)
        assert "expired-environment-session" not in dict(before)
        clock.now = NOW + HOUR + 5 * MINUTE + SECOND
        assert "expired-environment-session" in dict(told(client, uri))


def test_a_clock_that_is_behind_is_told_of_until_it_is_right(home: Path) -> None:
    clock = Clock()
    text = profile("aws_session_token = <token p issued=2026-06-01T13:00Z>")
    with opened(home, clock, text) as (client, uri):
        assert told(client, uri)[0][0] == "wrong-clock"
        clock.now = NOW + 55 * MINUTE
        assert told(client, uri) == []


def test_an_answer_of_a_clock_that_was_ahead_is_forgotten_with_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the cache the token died at 14:00; at 15:00 by a clock three hours ahead, AWS took it."""
    clock = Clock()
    clock.now = NOW + 3 * HOUR
    text = profile("aws_session_token = <token p issued=2026-06-01T08:00Z>")
    server = Server(machine(home, clock), pace=OFTEN)
    known = Snapshot(Half(""), Half("", parse(text, Role.CREDENTIALS)), NOW, own=True)
    ((_, facts),) = known.keyed
    end = NOW + 2 * HOUR
    entry = Entry("~/.aws/cli/cache/0.json", "0", Source.ROLE, facts.id, facts.token_print, end)
    answers = server.session.known.answers
    cached = Facts(Caches((entry,)))
    monkeypatch.setattr(
        server.session.known, "facts", lambda *_: cached._replace(answers=dict(answers))
    )
    uri = (home / ".aws/credentials").as_uri()
    with running(server) as client:
        client.initialize()
        client.open(uri, text)
        assert told(client, uri)[0][0] == "expired-session-token"
        answers[key_print(facts)] = Answer(clock.now, "111122223333", "arn:aws:iam::1:user/a")
        ((code, message),) = told(client, uri)
        assert code == "wrong-clock"
        assert message.startswith("this computer's clock is ahead: AWS accepted the session token")
        clock.now = NOW
        assert told(client, uri) == []
        assert not answers
        clock.now = NOW + 3 * HOUR
        assert told(client, uri)[0][0] == "expired-session-token"


def test_the_timer_itself_is_set_for_the_moment(home: Path) -> None:
    """Nothing else looks here: the clock of the machine runs, and no pace is short enough."""
    start = time.monotonic()

    def running_clock() -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - start)

    text = dies_at(NOW + 15 * MINUTE + timedelta(seconds=0.3))
    with opened(home, running_clock, text, NEVER) as (client, uri):
        assert told(client, uri) == []
        assert told(client, uri)[0][0] == "expiring-session-token"


@pytest.mark.parametrize(
    ("turns", "seconds"),
    [
        ((None,), 60),
        ((NOW + HOUR,), 60),
        ((NOW + 3 * SECOND,), 3),
        ((NOW + HOUR, None, NOW + 3 * SECOND), 3),
        ((NOW,), 0.01),
        ((NOW - HOUR,), 0.01),
    ],
)
def test_how_long_to_wait(home: Path, turns: tuple[datetime | None, ...], seconds: float) -> None:
    session = Session(machine(home, lambda: NOW), ())
    for number, turn in enumerate(turns):
        place = Place(None, None, link=str(number))
        session.pairs[place] = Timed(place, session, turn)
    assert Alarm(session, 60, lambda: None).delay() == seconds


def test_a_look_that_fails_is_not_the_last(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def rung() -> int:
        session = Session(machine(home, lambda: NOW), ())
        place = Place(None, None)
        session.pairs[place] = Timed(place, session, NOW)
        looks, done = [0], asyncio.Event()

        def ring() -> None:
            looks[0] += 1
            if looks[0] == 1:
                raise OSError("the disk is gone")
            session.pairs.clear()
            done.set()

        alarm = Alarm(session, 0.01, ring)
        alarm.arm()
        await asyncio.wait_for(done.wait(), TIMEOUT)
        # Without an open pair there is nothing left to look at.
        alarm.arm()
        assert alarm.is_quiet
        return looks[0]

    assert asyncio.run(rung()) == 2
    assert "alarm" in caplog.text
    assert "the disk is gone" not in caplog.text


class Timed(Pair):
    """A pair of which it is known when it turns."""

    def __init__(self, place: Place, session: Session, turn: datetime | None) -> None:
        super().__init__(place, session)
        self._turn = turn

    @property
    def turn(self) -> datetime | None:
        return self._turn


def test_settings_are_heeded_at_once(home: Path) -> None:
    clock = Clock()
    text = dies_at(NOW + HOUR)
    with opened(home, clock, text, NEVER) as (client, uri):
        assert told(client, uri) == []
        for minutes, expected in ((61, ["expiring-session-token"]), (30, [])):
            expiry = {"warnWithinMinutes": minutes}
            settings = {"settings": {"awsconf": {"expiry": expiry}}}
            client.notify("workspace/didChangeConfiguration", settings)
            assert [code for code, _ in told(client, uri)] == expected


def test_a_companion_key_of_the_team_is_heeded_at_once(home: Path) -> None:
    token = "aws_session_token = <token p issued=2026-06-01T08:00Z>"
    text = profile(token, f"team_expiry = {(NOW - HOUR).isoformat()}")
    with opened(home, Clock(), text, NEVER) as (client, uri):
        assert [code for code, _ in told(client, uri)] == ["unknown-setting"]
        settings = {"settings": {"awsconf": {"expiry": {"companionKeys": ["Team_Expiry"]}}}}
        client.notify("workspace/didChangeConfiguration", settings)
        ((code, message),) = told(client, uri)
        assert code == "expired-session-token"
        assert message.endswith("expired at 2026-06-01 11:00 UTC (team_expiry)")
        client.notify("workspace/didChangeConfiguration", {"settings": {"awsconf": {}}})
        assert [code for code, _ in told(client, uri)] == ["unknown-setting"]
