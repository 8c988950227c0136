"""Mistakes that people make in names, and what they meant; distances against the textbook."""

from __future__ import annotations

import random

import pytest
from awsconf.nearest import distance, nearest
from hypothesis import given
from hypothesis import strategies as st

NAMES = (
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "credential_source",
    "duration_seconds",
    "mfa_serial",
    "output",
    "region",
    "role_arn",
    "role_session_name",
    "s3",
    "source_profile",
    "sso_account_id",
    "sso_region",
    "sso_session",
)
SMALL = st.text(alphabet="ab_c", max_size=9)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("regoin", "region"),
        ("aws-session-token", "aws_session_token"),
        ("secret_access_key", "aws_secret_access_key"),
        ("aws_region", "region"),
        ("aws_access_key_secret", "aws_secret_access_key"),
        ("aws_secret_key", "aws_secret_access_key"),
        ("aws_secret_acess_key", "aws_secret_access_key"),
        ("SOURCE_PROFILE ", "source_profile"),
        ("sourceprofile", "source_profile"),
        ("session_name", "role_session_name"),
        ("sso_acount_id", "sso_account_id"),
        ("roel_arn", "role_arn"),
    ],
)
def test_usual_mistakes(written: str, meant: str) -> None:
    assert nearest(written, NAMES) == (meant,)


@pytest.mark.parametrize("written", ["", "x", "s4", "foo", "color", "include_profile", "prod"])
def test_what_resembles_nothing_gets_no_advice(written: str) -> None:
    assert nearest(written, NAMES) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("porject1", "project1"),
        ("project-1", "project1"),
        ("Project1", "project1"),
        ("admin-project", "project-admin"),
    ],
)
def test_names_of_profiles(written: str, meant: str) -> None:
    assert nearest(written, ["default", "project1", "user1", "project-admin"]) == (meant,)


def test_best_comes_first_and_limit_holds() -> None:
    names = ["stage2", "stage1", "Stage", "stages"]
    assert nearest("stage", names, limit=9) == ("Stage", "stage1", "stage2", "stages")
    assert nearest("stage", names, limit=2) == ("Stage", "stage1")
    assert nearest("stage", names, limit=0) == ()


def test_a_name_is_not_its_own_neighbour() -> None:
    assert nearest("region", NAMES) == ()


def test_order_of_candidates_does_not_matter() -> None:
    shuffled = list(NAMES)
    random.Random(0).shuffle(shuffled)
    for written in ("sso_sesion", "role_session_arn", "aws_access_key"):
        assert nearest(written, shuffled, limit=5) == nearest(written, NAMES, limit=5)


@given(st.text(), st.lists(st.text()))
def test_any_text_may_be_asked_for(name: str, candidates: list[str]) -> None:
    assert set(nearest(name, candidates, limit=3)) <= set(candidates)


@given(SMALL, SMALL)
def test_distance_is_that_of_the_textbook(left: str, right: str) -> None:
    assert distance(left, right) == _textbook(left, right)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [("", "", 0), ("", "abc", 3), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3)],
)
def test_distances(left: str, right: str, edits: int) -> None:
    assert distance(left, right) == edits


def _textbook(left: str, right: str) -> int:
    """Optimal string alignment by the recursion that defines it."""
    table = {(-1, -1): 0}
    table.update({(row, -1): row + 1 for row in range(len(left))})
    table.update({(-1, column): column + 1 for column in range(len(right))})
    for row, here in enumerate(left):
        for column, there in enumerate(right):
            ways = [
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (here != there),
            ]
            if row and column and (here, there) == (right[column - 1], left[row - 1]):
                ways.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(ways)
    return table[len(left) - 1, len(right) - 1]
