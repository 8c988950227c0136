"""What an editor may set, however it sends it."""

from __future__ import annotations

from typing import Any

import pytest

from awsconf.lsp.settings import settings as parsed
from awsconf.readers.dialects import Dialect

EVERY = frozenset(Dialect)
EXPIRY = "warnWithinMinutes, companionKeys, useCaches, rememberFirstSeen"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (None, EVERY),
        ({}, EVERY),
        ({"target": ["python", "js"]}, {Dialect.PYTHON, Dialect.JS}),
        ({"awsconf": {"target": ["go"]}}, {Dialect.GO}),
        ({"target": "rust"}, {Dialect.RUST}),
        ({"target": ["perl", "c"]}, {Dialect.C}),
        ({"target": ["perl"]}, EVERY),
        ({"target": []}, EVERY),
        ({"target": [{"a": 1}, None]}, EVERY),
        ({"awsconf": 3}, EVERY),
        ([1], EVERY),
        ("python", EVERY),
    ],
)
def test_targets(settings: Any, expected: set[Dialect]) -> None:
    assert parsed(settings).options.targets == expected


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"awsconf": {"target": ["go"], "expiry": {"useCaches": False}}}, []),
        ({"python": {"a": 1}, "expiry": {}}, []),
        (
            {"awsconf": {"tarjet": ["go"], "expiry": {"warn": 3, "b": 4}}},
            [
                "awsconf: 1 unknown among its names; known are target, expiry",
                f"expiry: 2 unknown among its names; known are {EXPIRY}",
            ],
        ),
    ],
)
def test_a_name_that_nobody_knows_is_logged(
    settings: Any, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    parsed(settings)
    assert caplog.messages == told
