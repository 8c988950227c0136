"""Every form in which a tool is known to write an expiry, through a file, in several time zones.

What a tool writes in a zone is put together here by hand from its offset; it is read with the
zone that the system has. The end is at 06:00 UTC on 2026-06-01, and each form must say so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

import pytest

from awsconf.check import check
from awsconf.host import Host
from awsconf.rules import selected
from awsconf.text import Role
from fixture import Case

pytestmark = pytest.mark.skipif(os.name != "posix", reason="tzset is POSIX's")

END = datetime(2026, 6, 1, 6, tzinfo=timezone.utc)
MINUTE = timedelta(minutes=1)
DEAD, DYING = "expired-session-token", "expiring-session-token"


class Zone(NamedTuple):
    """A zone as `TZ` has it, and by hand what it is in June: its offset, and its name in Go."""

    variable: str
    minutes: int
    name: str

    @property
    def offset(self) -> str:
        hours, minutes = divmod(abs(self.minutes), 60)
        return f"{'-' if self.minutes < 0 else '+'}{hours:02}{minutes:02}"

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(timezone(timedelta(minutes=self.minutes)))


ZONES = (
    Zone("UTC0", 0, "UTC"),
    Zone("CET-1CEST,M3.5.0,M10.5.0/3", 120, "CEST"),
    Zone("<+0530>-5:30", 330, "+0530"),
    Zone("<-03>3", -180, "-03"),
    Zone("NST3:30NDT,M3.2.0,M11.1.0", -150, "NDT"),
)


@pytest.fixture(params=ZONES, ids=lambda zone: zone.name)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """The system is in that zone."""
    chosen: Zone = request.param
    with monkeypatch.context() as patch:
        patch.setenv("TZ", chosen.variable)
        time.tzset()
        yield chosen
    time.tzset()


def go(zone: Zone, end: datetime) -> str:
    return f"{zone.local(end):%Y-%m-%d %H:%M:%S} {zone.offset} {zone.name}"


def utc(form: str) -> Callable[[Zone, datetime], str]:
    return lambda _, end: end.strftime(form)


def local(form: str) -> Callable[[Zone, datetime], str]:
    return lambda zone, end: zone.local(end).strftime(form)


def rfc(zone: Zone, end: datetime) -> str:
    return f"{zone.local(end):%Y-%m-%dT%H:%M:%S}{zone.offset[:3]}:{zone.offset[3:]}"


NAIVE = "%Y-%m-%d %H:%M:%S"
# The tool, its line, and the other marks that it leaves.
FORMS: dict[str, tuple[str, Callable[[Zone, datetime], str], str]] = {
    "saml2aws": (
        "x_security_token_expires = {}",
        rfc,
        "x_principal_arn = arn:aws:sts::111122223333:assumed-role/A/b",
    ),
    "gimme-aws-creds": ("x_security_token_expires = {}", utc("%Y-%m-%dT%H:%M:%S+00:00"), ""),
    "okta-aws-cli": ("x_security_token_expires = {}", rfc, ""),
    "aws-azure-login": ("aws_expiration={}", utc("%Y-%m-%dT%H:%M:%S.000Z"), ""),
    "clisso": ("aws_expiration = {}", utc("%Y-%m-%dT%H:%M:%SZ"), ""),
    "aws-google-auth": ("aws_session_expiration = {}", utc("%Y-%m-%dT%H:%M:%S+0000"), ""),
    "gsts": (
        "aws_session_expiration={}",
        utc("%Y-%m-%dT%H:%M:%S.000Z"),
        "aws_role_arn=arn:aws:iam::111122223333:role/A",
    ),
    "okta-awscli": ("aws_session_expiration = {}", utc("%Y-%m-%d %H:%M:%S+00:00"), ""),
    "yawsso 1.2": ("aws_session_expiration = {}", utc("%Y-%m-%dT%H:%M:%S+0000"), ""),
    "yawsso 1.4": ("aws_session_expiration = {}", utc("%Y-%m-%dT%H:%M:%S+00:00+0000"), ""),
    "aws-mfa": ("expiration = {}", utc(NAIVE), "assumed_role = False"),
    "aws-mfa, a role": (
        "expiration = {}",
        utc(NAIVE),
        "assumed_role = True\nassumed_role_arn = arn:aws:iam::111122223333:role/A",
    ),
    "awsume": ("expiration = {}", local(NAIVE), "manager = awsume"),
    "autoawsume": (
        "expiration = {}",
        local(NAIVE),
        "autoawsume = true\nawsumepy_command = p\nsource_expiration = 2026-05-01 12:00:00",
    ),
    "awsaml": ("expiration={}", utc("%Y-%m-%dT%H:%M:%S.000Z"), ""),
    "aws-vault": ("aws_credential_expiration={}", utc("%Y-%m-%dT%H:%M:%SZ"), ""),
    "awscli-bastion": ("aws_session_token_expiration = {}", utc("%Y-%m-%d %H:%M:%S+00:00"), ""),
    "a script": ("aws_token_expiration = {}", utc("%Y-%m-%dT%H:%M:%SUTC"), ""),
    "a script in its zone": ("aws_token_expiration = {}", rfc, ""),
    "aws-sso-cli": ("# Expires: {}", go, ""),
    "seconds": ("expiration = {}", lambda _, end: str(int(end.timestamp())), ""),
    "milliseconds": ("expiration = {}", lambda _, end: f"{int(end.timestamp())}000", ""),
}


def said(now: datetime, lines: str, *, in_config: bool = False) -> list[str]:
    """What is said of a token that nobody can read, with these lines beside it."""
    keys = (
        "[p]\naws_access_key_id = <ASIA p>\naws_secret_access_key = <secret p>\n"
        "aws_session_token = not-to-be-decoded\n"
    )
    files = {Role.CREDENTIALS: keys if in_config else keys + lines}
    if in_config:
        files[Role.CONFIG] = f"[profile p]\n{lines}"
    world = {"now": now.isoformat(), "own": "true"}
    snapshot = Case(None, "", files=files, world=world).snapshot()
    found = check(snapshot._replace(zone=Host.real().zone), selected(("expiry",)))
    return [f"{one.rule.name} {one.severity.value}" for one in found]


@pytest.mark.parametrize("in_config", [False, True], ids=["credentials", "config"])
@pytest.mark.parametrize("tool", FORMS)
def test_a_form_means_the_same_moment_in_every_zone(zone: Zone, tool: str, in_config: bool) -> None:
    line, written, marks = FORMS[tool]
    lines = "\n".join((line.format(written(zone, END)), marks, ""))

    def at(minutes: int) -> list[str]:
        return said(END + minutes * MINUTE, lines, in_config=in_config)

    assert at(-60) == at(-15) == []
    assert at(-14) == at(5) == [f"{DYING} warning"]
    assert at(6) == at(60 * 24 * 90) == [f"{DEAD} warning"]


def test_a_naive_stamp_of_an_unknown_tool_is_any_zones(zone: Zone) -> None:
    """Whatever zone this is, the note may have been written in another."""
    lines = f"expiration = {zone.local(END):%Y-%m-%d %H:%M:%S}\n"
    latest = END + timedelta(minutes=zone.minutes) + timedelta(hours=12)
    assert said(latest + 5 * MINUTE, lines) == []
    assert said(latest + 6 * MINUTE, lines) == [f"{DEAD} hint"]
    comment = f"# expires {zone.local(END):%Y-%m-%d %H:%M:%S}\n"
    assert said(latest + 5 * MINUTE, comment) == []
    assert said(latest + 6 * MINUTE, comment) == [f"{DEAD} hint"]


def test_the_same_text_of_two_tools_is_two_moments(zone: Zone) -> None:
    """aws-mfa writes UTC and awsume local time, both without saying so."""
    text = "expiration = 2026-06-01 06:00:00\n"
    after = END + 6 * MINUTE
    assert said(after, f"{text}assumed_role = True\n") == [f"{DEAD} warning"]
    by_local = after - timedelta(minutes=zone.minutes)
    assert said(by_local, f"{text}manager = awsume\n") == [f"{DEAD} warning"]
    assert said(by_local - 7 * MINUTE, f"{text}manager = awsume\n") == [f"{DYING} warning"]


@pytest.fixture
def in_europe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


AWSUME = "expiration = {}\nmanager = awsume\n"


@pytest.mark.usefixtures("in_europe")
@pytest.mark.parametrize(
    ("text", "latest"),
    [
        # In winter an hour ahead of UTC, in summer two.
        ("2026-01-15 12:00:00", "2026-01-15T11:00:00+00:00"),
        ("2026-07-15 12:00:00", "2026-07-15T10:00:00+00:00"),
        ("2026-10-25 01:59:00", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25 03:00:00", "2026-10-25T02:00:00+00:00"),
        # Half past two comes twice that night; only the second one is surely over.
        ("2026-10-25 02:30:00", "2026-10-25T01:30:00+00:00"),
        # Half past two is left out that night; a clock that had not been set yet may have had it.
        ("2026-03-29 02:30:00", "2026-03-29T01:30:00+00:00"),
    ],
)
def test_local_time_where_clocks_are_set(text: str, latest: str) -> None:
    end = datetime.fromisoformat(latest)
    assert said(end + 5 * MINUTE, AWSUME.format(text)) != [f"{DEAD} warning"]
    assert said(end + 6 * MINUTE, AWSUME.format(text)) == [f"{DEAD} warning"]


@pytest.mark.usefixtures("in_europe")
def test_between_the_two_half_past_twos_nothing_is_said() -> None:
    lines = AWSUME.format("2026-10-25 02:30:00")
    for text in ("2026-10-25T00:20:00+00:00", "2026-10-25T00:40:00+00:00"):
        assert said(datetime.fromisoformat(text), lines) == []


@pytest.mark.usefixtures("in_europe")
def test_aws_mfa_knows_no_summer() -> None:
    for text in ("2026-01-15 12:00:00", "2026-07-15 12:00:00", "2026-10-25 02:30:00"):
        end = datetime.fromisoformat(f"{text}+00:00")
        lines = f"expiration = {text}\nassumed_role = True\n"
        assert said(end + 5 * MINUTE, lines) == [f"{DYING} warning"]
        assert said(end + 6 * MINUTE, lines) == [f"{DEAD} warning"]
