"""Whom a finding concerns, in words."""

from __future__ import annotations

import pytest

from awsconf.readers.dialects import Dialect
from awsconf.snapshot import Options
from awsconf.targets import concerned, reading

PYTHON, JS, GO, RUST = Dialect.PYTHON, Dialect.JS, Dialect.GO, Dialect.RUST


@pytest.mark.parametrize(
    ("about", "targets", "said"),
    [
        ([GO], set(Dialect), "Go loses"),
        ([PYTHON], set(Dialect), "the AWS CLI and boto3 lose"),
        ([RUST, JS, PYTHON], set(Dialect), "the AWS CLI, boto3, JavaScript and Rust lose"),
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


@pytest.mark.parametrize(
    ("readers", "targets", "said"),
    [
        ([GO], set(Dialect), "only Go reads"),
        ([PYTHON, GO], set(Dialect), "only the AWS CLI, boto3 and Go read"),
        ([], {RUST}, "no SDK reads"),
        ([GO], {RUST}, "Rust does not read"),
        ([GO], {RUST, PYTHON}, "the AWS CLI, boto3 and Rust do not read"),
        ([GO, RUST], {RUST}, ""),
    ],
)
def test_who_reads_what_only_some_do(
    readers: list[Dialect], targets: set[Dialect], said: str
) -> None:
    assert reading(Options(targets=frozenset(targets)), readers) == said
