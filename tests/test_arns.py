"""The ARNs of roles: what AWS takes, and what people write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf import catalogue
from awsconf.values.arns import PARTITIONS, account_in, role_fault

GOOD = "arn:aws:iam::123456789012:role/team/App"


def test_the_partitions_are_those_of_the_catalogue() -> None:
    assert set(PARTITIONS) == set(catalogue.partitions())


@pytest.mark.parametrize("partition", PARTITIONS)
def test_a_good_arn_has_no_fault(partition: str) -> None:
    arn = GOOD.replace("aws", partition, 1)
    assert role_fault(arn) is None
    assert account_in(arn) == "123456789012"


@given(st.text())
def test_nothing_raises_and_what_is_meant_is_good(text: str) -> None:
    fault = role_fault(text)
    assert fault is None or fault.meant is None or role_fault(fault.meant) is None
    assert account_in(text) is None or len(text) > 12


@given(st.integers(0, len(GOOD) - 1), st.sampled_from(["", ":", " ", "/", "x", "0"]))
def test_one_slip_away_the_remedy_is_good(at: int, put: str) -> None:
    fault = role_fault(GOOD[:at] + put + GOOD[at + 1 :])
    assert fault is None or fault.meant is None or role_fault(fault.meant) is None
