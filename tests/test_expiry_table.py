"""What is said of a token at a moment: a table, reckoned by hand from what AWS and the tools write.

Every row was written down before the program was asked, so that it judges and is not judged by
itself. Times of day are of 2026-06-01, UTC; the token is issued at 00:00 where it can be read.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from awsconf.check import check
from awsconf.rules import selected
from awsconf.text import Role
from fixture import Case

READABLE, OPAQUE = "<token p issued=2026-06-01T00:00Z>", "not-to-be-decoded"
DEAD = "expired-session-token"
ERROR, WARNING, HINT = f"{DEAD} error", f"{DEAD} warning", f"{DEAD} hint"
DYING, STALE = "expiring-session-token warning", "stale-expiry-note warning"
ROLE, SESSION, AWSUME = "assumed_role = True\n", "assumed_role = False\n", "manager = awsume\n"


def day(hour: int, minute: int = 0) -> str:
    """A moment, counted in hours from the first midnight."""
    moment = datetime(2026, 6, 1) + timedelta(hours=hour, minutes=minute)
    return f"{moment.isoformat()}Z"


def note(hour: int, minute: int = 0) -> str:
    return f"x_security_token_expires = {day(hour, minute)}\n"


def naive(hour: int, minute: int = 0) -> str:
    return f"expiration = {day(hour, minute)[:-1].replace('T', ' ')}\n"


# The token, the lines below it, the time now, the last write of the file, and what is said.
TABLE = [
    # Nothing but the issue time: 36 hours and five minutes of tolerance.
    ("young", READABLE, "", day(35), "", ""),
    ("at the last moment", READABLE, "", day(36, 5), "", ""),
    ("past it", READABLE, "", day(36, 6), "", WARNING),
    # A role's session lives 12 hours; one of GetSessionToken may live 36.
    ("role, in time", READABLE, ROLE, day(12, 5), "", ""),
    ("role, dead", READABLE, ROLE, day(12, 6), "", WARNING),
    ("no role", READABLE, SESSION, day(13), "", ""),
    ("no role, dead", READABLE, SESSION, day(37), "", WARNING),
    ("gsts", READABLE, "aws_role_arn = arn:aws:iam::1:role/A\n", day(13), "", WARNING),
    (
        "saml2aws",
        READABLE,
        "x_principal_arn = arn:aws:sts::111122223333:assumed-role/A/b\n",
        day(13),
        "",
        WARNING,
    ),
    # Nothing but the time of the file: proof, if that time can be true.
    ("nothing known", OPAQUE, "", day(900), "", ""),
    ("old file, in time", OPAQUE, "", day(36, 5), day(0), ""),
    ("old file", OPAQUE, "", day(36, 6), day(0), ERROR),
    ("old file of a role", OPAQUE, ROLE, day(13), day(0), WARNING),
    ("time of an archive", OPAQUE, "", day(99), "1980-01-01T00:00:00Z", ""),
    ("before session tokens", OPAQUE, "", day(99), "2011-07-31T00:00:00Z", ""),
    ("the first of them", OPAQUE, "", day(99), "2011-08-02T00:00:00Z", ERROR),
    # An exact note without a readable token is strong, and a hint once the file is younger.
    ("note, dead", OPAQUE, note(1), day(2), "", WARNING),
    ("note, tolerated", OPAQUE, note(1), day(1, 4), "", DYING),
    ("note, the last minutes", OPAQUE, note(1), day(0, 46), "", DYING),
    ("note, sixteen minutes", OPAQUE, note(1), day(0, 44), "", ""),
    ("note, file before it", OPAQUE, note(1), day(2), day(0), WARNING),
    ("note, file after it", OPAQUE, note(1), day(3), day(2), HINT),
    # With a readable token, the note must lie within its 36 hours.
    ("note of this token", READABLE, note(1), day(2), "", WARNING),
    ("the file says nothing more", READABLE, note(1), day(3), day(2), WARNING),
    ("both agree", READABLE, note(1), day(37), "", ERROR),
    ("file proves it", READABLE, "", day(38), day(1), ERROR),
    ("alive", READABLE, note(8), day(2), "", ""),
    ("note at the very end", READABLE, note(36, 5), day(2), "", ""),
    ("note before the token", READABLE, note(-1), day(2), "", STALE),
    ("note after its life", READABLE, note(36, 6), day(2), "", STALE),
    ("stale and dead", READABLE, note(-1), day(37), "", f"{WARNING}; {STALE}"),
    ("stale, with an old file", READABLE, note(-1), day(38), day(0), f"{ERROR}; {STALE}"),
    # Without a zone: aws-mfa writes UTC, awsume local time (here two hours ahead), others unknown.
    ("awsume, alive", READABLE, naive(6) + AWSUME, day(3, 30), "", ""),
    ("awsume, dying", READABLE, naive(6) + AWSUME, day(3, 50), "", DYING),
    ("awsume, dead", READABLE, naive(6) + AWSUME, day(4, 6), "", WARNING),
    ("autoawsume", READABLE, naive(6) + "autoawsume = true\n", day(4, 6), "", WARNING),
    ("aws-mfa, alive", READABLE, naive(6) + SESSION, day(5), "", ""),
    ("aws-mfa, dead", READABLE, naive(6) + SESSION, day(6, 6), "", WARNING),
    ("whose, maybe alive", OPAQUE, naive(6), day(18, 4), "", ""),
    ("whose, dead anywhere", OPAQUE, naive(6), day(18, 6), "", HINT),
    ("whose, and a readable token", READABLE, naive(6), day(18, 6), "", HINT),
    ("whose, and issued long ago", READABLE, naive(6), day(37), "", WARNING),
    # The forms in which tools write it.
    ("fraction", OPAQUE, "aws_expiration = 2026-06-01T01:00:00.000Z\n", day(2), "", WARNING),
    ("nothing", OPAQUE, "aws_expiration =\n", day(2), "", ""),
    ("no words", OPAQUE, "aws_expiration = soon\n", day(2), "", ""),
    (
        "two offsets",
        OPAQUE,
        "aws_session_expiration = 2026-06-01T01:00:00+00:00+0000\n",
        day(2),
        "",
        WARNING,
    ),
    (
        "a space",
        OPAQUE,
        "aws_session_expiration = 2026-06-01 01:00:00+00:00\n",
        day(2),
        "",
        WARNING,
    ),
    (
        "ten hours ahead",
        OPAQUE,
        "x_security_token_expires = 2026-06-01T11:00:00+10:00\n",
        day(2),
        "",
        WARNING,
    ),
    ("botocore's", OPAQUE, "aws_token_expiration = 2026-06-01T01:00:00UTC\n", day(2), "", WARNING),
    ("quoted", OPAQUE, 'aws_credential_expiration = "2026-06-01T01:00Z"\n', day(2), "", WARNING),
    ("seconds", OPAQUE, "expiration = 1780275600\n", day(2), "", WARNING),
    ("milliseconds", OPAQUE, "expiration = 1780275600000\n", day(2), "", WARNING),
    ("capitals", OPAQUE, note(1).replace("x_s", "X_S"), day(2), "", WARNING),
    ("of the source", OPAQUE, note(1).replace("x_security_token", "source"), day(2), "", ""),
    ("aws-sso-cli", OPAQUE, "# Expires: 2026-05-31 18:00:00 -0700 PDT\n", day(2), "", WARNING),
    ("a comment without a zone", OPAQUE, "# expires 2026-06-01 06:00:00\n", day(18), "", ""),
    ("the same, later", OPAQUE, "# expires 2026-06-01 06:00:00\n", day(19), "", HINT),
    ("commented out", OPAQUE, f"# {note(1)}", day(2), "", ""),
    # A clock that is behind the token or the file proves nothing of any token.
    ("clock behind the token", READABLE, note(-2), day(-1, 54), "", "wrong-clock warning"),
    ("clock behind a little", READABLE, note(1), day(-1, 56), "", ""),
    ("clock behind the file", OPAQUE, note(1), day(2), day(2, 6), "wrong-clock hint"),
    ("clock nearly right", OPAQUE, note(1), day(2), day(2, 4), HINT),
    # Keys that are not AWS's, or not yet anybody's.
    ("elsewhere", OPAQUE, f"{note(1)}endpoint_url = http://localhost:4566\n", day(2), "", ""),
]


def said(lines: str, now: str, written: str, zone: str = "+02:00", config: str = "") -> str:
    files = {Role.CREDENTIALS: lines}
    if config:
        files[Role.CONFIG] = config
    world = {"now": now, "zone": zone, "own": "true"}
    if written:
        world["mtime.credentials"] = written
    found = check(Case(None, "a row", files=files, world=world).snapshot(), selected(("expiry",)))
    return "; ".join(sorted(f"{one.rule.name} {one.severity.value}" for one in found))


def section(token: str, lines: str = "", header: str = "p", key: str = "<ASIA p>") -> str:
    return (
        f"[{header}]\naws_access_key_id = {key}\naws_secret_access_key = <secret p>\n"
        f"aws_session_token = {token}\n{lines}"
    )


@pytest.mark.parametrize(
    ("token", "lines", "now", "written", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_row(token: str, lines: str, now: str, written: str, expected: str) -> None:
    assert said(section(token, lines), now, written) == expected


def test_a_section_of_the_portal_is_a_role_session() -> None:
    portal = section(READABLE, header="111122223333_ReadOnly")
    assert said(portal, day(12, 4), "") == ""
    assert said(portal, day(13), "") == WARNING


def test_the_sample_key_of_the_documentation_is_left_alone() -> None:
    assert said(section(OPAQUE, key="ASIAIOSFODNN7EXAMPLE"), day(99), day(0)) == ""


def test_a_note_that_aws_configure_set_put_into_the_config_file() -> None:
    config = f"[profile p]\n{note(1)}"
    assert said(section(OPAQUE), day(2), "", config=config) == WARNING


def test_a_dead_token_stays_dead() -> None:
    """Whatever the evidence, later is never better."""
    for _, token, lines, _now, written, expected in TABLE:
        if DEAD in expected:
            assert DEAD in said(section(token, lines), day(2400), written)
