"""Hover and completion of whatever is half typed: an answer at every place, and edits that fit."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.edits import apply
from awsconf.features.completion import completion, documentation
from awsconf.features.hover import hover
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from fixture import NOW
from strategies import any_text, examples, odd_files, roles


@examples(300)
@given(text=st.one_of(odd_files, any_text), other=odd_files, role=roles, share=st.floats(0, 1))
def test_every_place_of_any_text_has_an_answer(
    text: str, other: str, role: Role, share: float
) -> None:
    texts = {role: text, role.other: other}
    config, credentials = (Half(each.value, parse(texts[each], each)) for each in Role)
    snapshot = Snapshot(config, credentials, NOW)
    offset = round(share * len(text))
    found = hover(snapshot, role, offset)
    if found is not None:
        assert found.at.start <= offset <= found.at.end
        assert "\n\n\n" not in found.page.markdown()
        assert found.page.plaintext().strip()
    for item in completion(snapshot, role, offset):
        at = item.edit.at
        assert at.role is role
        assert at.start <= offset <= at.end
        assert "\n" not in text[at.start : at.end]
        assert item.label in apply(text, [item.edit])
        assert not item.about or documentation(item.about) is not None


@pytest.mark.parametrize("value", ["x" + " " * 50_000 + "y", " " * 50_000, "x #" * 20_000])
@pytest.mark.parametrize("name", ["region", "role_arn", "sigv4a_signing_region_set"])
def test_a_long_value_costs_no_more_than_its_length(name: str, value: str) -> None:
    text = f"[profile a]\n{name} = {value}\n"
    snapshot = Snapshot(Half("config", parse(text, Role.CONFIG)), Half("credentials"), NOW)
    begun = perf_counter()
    for offset in (len(text) - 1, len(text) // 2):
        hover(snapshot, Role.CONFIG, offset)
        completion(snapshot, Role.CONFIG, offset)
    assert perf_counter() - begun < 5, "a square of it would be minutes"
