"""Fixing whole files that are broken at random: it ends, and what worked before still does."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.fixing import fix_all
from awsconf.rules import every_rule
from awsconf.text import Role
from rewrite.pairs import pairs
from rewrite.test_properties import lines, seen, snapshot
from strategies import examples, files

RULES = every_rule()
Texts = dict[Role, str]


@st.composite
def broken(draw: st.DrawFn) -> Texts:
    """A pair around a token with a few lines repeated, lost, indented or unclosed."""
    if draw(st.integers(0, 3)) == 0:
        return {role: draw(files) for role in Role}
    texts = dict(draw(pairs()).texts)
    for role in Role:
        for _ in range(draw(st.integers(0, 2))):
            texts[role] = draw(_damaged(texts[role]))
    return texts


@st.composite
def _damaged(draw: st.DrawFn, text: str) -> str:
    rows = text.splitlines(keepends=True) or [""]
    at = draw(st.integers(0, len(rows) - 1))
    row = rows[at]
    damages = (row + row, "", " " + row, row.replace("=", " ", 1), "[" + row, row.replace("]", ""))
    rows[at] = draw(st.sampled_from(damages))
    return "".join(rows)


@given(texts=broken())
@examples(60)
def test_fixing_ends_and_keeps_what_worked(
    texts: Texts, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = snapshot(texts)
    assert fix_all(before, RULES, unsafe=True).converged
    fixed = fix_all(before, RULES)
    assert fixed.converged
    after = {role: fixed.snapshot.text(role) for role in Role}
    assert comments(texts) <= comments(after)
    old = seen(texts, tmp_path_factory.getbasetemp())
    if old is None or not fixed.done:
        return
    new = seen(after, tmp_path_factory.getbasetemp())
    assert new is not None
    for name, outcome in old.outcomes.items():
        if outcome.error is None:
            assert new.outcomes[name][:2] == outcome[:2]
            assert new.outcomes[name].token in (outcome.token, None)


def comments(texts: Texts) -> Counter[str]:
    return Counter(line for text in texts.values() for line in lines(text) if line[0] in "#;")
