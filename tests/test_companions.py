"""The notes of login tools: which settings are notes, in which zone, and how sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.credentials.companions import COMPANION_KEYS, Zone, companions, role_session
from awsconf.credentials.stamps import parse_stamp
from awsconf.evidence import Certainty

NAIVE = "2026-01-01 12:00:00"
AWARE = "2026-01-01T12:00:00Z"


def test_notes_come_in_the_order_of_their_certainty() -> None:
    settings = [("aws_access_key_id", "x"), *((key, AWARE) for key in reversed(COMPANION_KEYS))]
    notes = companions(settings)
    assert [note.key for note in notes] == [
        "x_security_token_expires",
        "aws_session_expiration",
        "aws_credential_expiration",
        "aws_expiration",
        "aws_session_token_expiration",
        "aws_token_expiration",
        "expiration",
    ]
    assert {note.certainty for note in notes} == {Certainty.STRONG}
    assert all(settings[note.number][0] == note.key for note in notes)
    assert notes[0].stamp == parse_stamp(AWARE)


@pytest.mark.parametrize(
    ("marks", "zone", "certainty"),
    [
        ([("manager", "awsume")], Zone.LOCAL, Certainty.STRONG),
        ([("autoawsume", "true")], Zone.LOCAL, Certainty.STRONG),
        ([("Assumed_Role", "False")], Zone.UTC, Certainty.STRONG),
        ([("manager", "somebody")], Zone.UNKNOWN, Certainty.HINT),
        ([], Zone.UNKNOWN, Certainty.HINT),
        ([("manager", "awsume"), ("assumed_role", "True")], Zone.UNKNOWN, Certainty.HINT),
    ],
)
def test_the_zone_of_a_naive_stamp(
    marks: list[tuple[str, str]], zone: Zone, certainty: Certainty
) -> None:
    (note,) = companions([("expiration", NAIVE), *marks])
    assert (note.zone, note.certainty) == (zone, certainty)


def test_a_stated_zone_needs_no_marks() -> None:
    (note,) = companions([("EXPIRATION", AWARE), ("manager", "awsume")])
    assert (note.key, note.zone) == ("expiration", Zone.STATED)


def test_unreadable_and_foreign_settings_are_no_notes() -> None:
    assert not companions([("aws_expiration", ""), ("expires", AWARE), ("region", AWARE)])
    assert not companions([("source_expiration", AWARE)])


def test_extra_keys_come_last() -> None:
    settings = [("Team_Expiry", AWARE), ("expiration", AWARE)]
    assert [note.key for note in companions(settings, extra=["team_expiry"])] == [
        "expiration",
        "team_expiry",
    ]


@pytest.mark.parametrize(
    ("comment", "certainty"),
    [
        ("# Expires: 2024-06-03 17:56:11 -0700 PDT", Certainty.STRONG),
        ("# Expires: 2024-06-03 17:56:11 -0300 -03", Certainty.STRONG),
        ("# Expires: 2024-06-03 17:56:11 +0530 +0530", Certainty.STRONG),
        ("# Expires: 2024-06-03 17:56:11 +1000 ChST", Certainty.STRONG),
        ("  ; expires 2024-06-03T17:56:11Z", Certainty.STRONG),
        ("#expire: 2024-06-03 17:56:11", Certainty.HINT),
        ("# x_security_token_expires = 2024-06-03T17:56:11Z", None),
        ("# expires = 2024-06-03T17:56:11Z", None),
        ("# Expires: soon", None),
        ("# it expires: 2024-06-03T17:56:11Z", None),
        ("expires: 2024-06-03T17:56:11Z", None),
    ],
)
def test_comments(comment: str, certainty: Certainty | None) -> None:
    notes = companions([], comments=["# written by a tool", comment])
    if certainty is None:
        assert not notes
    else:
        (note,) = notes
        assert (note.certainty, note.number, note.comment) == (certainty, 1, True)


@pytest.mark.parametrize(
    ("section", "settings", "certainty"),
    [
        ("work", [], None),
        ("work", [("assumed_role", "True")], Certainty.STRONG),
        ("work", [("assumed_role", "False")], None),
        ("work", [("aws_role_arn", "arn:aws:iam::123456789012:role/Demo")], Certainty.STRONG),
        ("work", [("X_Principal_Arn", "arn:aws:sts::123456789012:assumed-role/Demo/me")],
         Certainty.STRONG),
        ("work", [("x_principal_arn", "arn:aws:iam::123456789012:user/me")], None),
        ("123456789012_ReadOnly", [], Certainty.STRONG),
        ("123456789012", [], None),
    ],
)  # fmt: skip
def test_role_session(
    section: str, settings: list[tuple[str, str]], certainty: Certainty | None
) -> None:
    assert role_session(section, settings) is certainty


_KEYS = st.sampled_from([*COMPANION_KEYS, "manager", "assumed_role"]) | st.text()


@given(st.lists(st.tuples(_KEYS, st.text() | st.just(NAIVE))), st.lists(st.text()), st.text())
def test_no_text_raises(settings: list[tuple[str, str]], comments: list[str], section: str) -> None:
    for note in companions(settings, extra=[section], comments=comments):
        assert not note.stamp.aware or note.zone is Zone.STATED
    role_session(section, settings)
