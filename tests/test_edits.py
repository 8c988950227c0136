"""Edits: made, merged and found between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.edits import Edit, apply, between, conflict
from awsconf.text import At, Role
from strategies import any_text, examples, files

texts = st.one_of(files, any_text)


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(At(Role.CONFIG, start, end), text)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits to it, of which any two may collide."""
    text = draw(st.text(st.sampled_from("abc\n"), max_size=12))
    offsets = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=4))
    return text, [edit(start, end, draw(st.text("xy", max_size=2))) for start, end in spans]


@examples(300)
@given(texts, texts)
def test_between_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    edits = between(before, after, At(Role.CONFIG, 0, len(before)))
    assert apply(before, edits) == after
    assert bool(edits) == (before != after)


@examples(100)
@given(texts, st.integers(0, 200), st.text(max_size=5))
def test_between_changes_no_more_than_was_changed(before: str, offset: int, new: str) -> None:
    offset = min(offset, len(before))
    after = before[:offset] + new + before[offset:]
    edits = between(before, after, At(Role.CONFIG, 0, len(before)))
    assert sum(at.end - at.start for at, _ in edits) <= max(
        map(len, before.splitlines(True)), default=0
    )
    for at, text in edits:
        old = before[at.start : at.end]
        assert not old or not text or (old[0] != text[0] and old[-1] != text[-1])


@examples(100)
@given(st.text(max_size=5), texts, texts)
def test_between_stands_where_its_text_stands(head: str, before: str, after: str) -> None:
    edits = between(before, after, At(Role.CONFIG, len(head), len(head) + len(before)))
    assert apply(head + before + head, edits) == head + after + head


@examples(300)
@given(edited())
def test_disjoint_edits_commute(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    first, second = edits[::2], edits[1::2]
    if _sound(edits) and not conflict(first, second):
        assert apply(text, [*first, *second]) == apply(text, [*second, *first])
        assert apply(apply(text, second), [_after(e, second) for e in first]) == apply(text, edits)


@examples(300)
@given(edited(), edited())
def test_conflict_is_symmetric(case: tuple[str, list[Edit]], other: tuple[str, list[Edit]]) -> None:
    assert conflict(case[1], other[1]) == conflict(other[1], case[1])


@examples(300)
@given(edited())
def test_the_rest_of_the_text_stays(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    if not _sound(edits):
        return
    touched = {offset for at, _ in edits for offset in range(at.start, at.end)}
    kept = "".join(character for offset, character in enumerate(text) if offset not in touched)
    without_new = apply(text, [Edit(at, "") for at, _ in edits])
    assert without_new == kept
    assert len(apply(text, edits)) == len(kept) + sum(len(new) for _, new in edits)


def test_overlapping_edits_are_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="overlap at offset 1"):
        apply("abc", [edit(0, 2, ""), edit(1, 3, "")])


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply("ad", [edit(1, 1, "b"), edit(1, 1, "c")]) == "abcd"
    assert conflict([edit(1, 1, "b")], [edit(1, 1, "c")])


def test_an_insertion_at_the_border_of_a_change_conflicts() -> None:
    assert conflict([edit(0, 3, "")], [edit(3, 3, "x")])
    assert not conflict([edit(0, 3, "")], [edit(3, 4, "x")])


def test_the_same_change_twice_is_no_conflict() -> None:
    assert not conflict([edit(0, 3, "")], [edit(0, 3, "")])


def test_the_same_place_of_the_other_file_is_no_conflict() -> None:
    assert not conflict([edit(0, 3, "")], [Edit(At(Role.CREDENTIALS, 0, 3), "x")])


def test_between_changes_the_value_alone() -> None:
    old, new = "[dev]\nregion = eu-west-1\n", "[dev]\nregion = us-west-1\n"
    assert between(old, new, At(Role.CONFIG, 0, len(old))) == (edit(15, 17, "us"),)


def _sound(edits: list[Edit]) -> bool:
    """Whether no two of them collide, or are the same."""
    return not any(
        one == other or conflict([one], [other])
        for index, one in enumerate(edits)
        for other in edits[:index]
    )


def _after(later: Edit, done: list[Edit]) -> Edit:
    """`later` as it stands once `done`, which does not touch it, is done."""
    by = sum(len(new) - at.end + at.start for at, new in done if at.end <= later.at.start)
    return Edit(At(later.at.role, later.at.start + by, later.at.end + by), later.text)


def test_between_long_texts_whose_lines_repeat() -> None:
    """Difflib alone takes minutes for a tenth of it."""
    before = "".join(f"[profile p{n}]\nregion = a\n\n" for n in range(10_000))
    after = before.replace("= a", "= b")
    edits = between(before, after, At(Role.CONFIG, 0, len(before)))
    assert apply(before, edits) == after
    assert {(at.end - at.start, text) for at, text in edits} == {(1, "b")}
