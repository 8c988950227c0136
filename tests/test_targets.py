"""Whom a finding concerns, in words."""

from __future__ import annotations

import pytest

from awsconf.readers.dialects import Dialect
from awsconf.snapshot import Options
from awsconf.targets import concerned

PYTHON, JS, GO, RUST = Dialect.PYTHON, Dialect.JS, Dialect.GO, Dialect.RUST


@pytest.mark.parametrize(
    ("about", "targets", "said"),
    [
        ([GO], set(Dialect), "Go loses"),
        ([PYTHON], set(Dialect), "the AWS CLI and boto3 lose"),
        ([RUST, JS, PYTHON], set(Dialect), "the AWS CLI and boto3, JavaScript and Rust lose"),
        ([RUST, JS], {RUST, GO}, "Rust loses"),
    ],
)
def test_only_targets_are_named_in_their_order(
    about: list[Dialect], targets: set[Dialect], said: str
) -> None:
    found = concerned(Options(targets=frozenset(targets)), about)
    assert found
    assert found.does("loses", "lose") == said


def test_nobody_is_concerned_where_no_target_is() -> None:
    assert not concerned(Options(targets=frozenset({GO})), [JS, RUST])
