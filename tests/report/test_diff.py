"""Diffs: those of `diff -u`, but for what is secret."""

from __future__ import annotations

import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.report.diff import diff
from awsconf.syntax import Document, parse
from awsconf.text import Role


def document(text: str) -> Document:
    return parse(text, Role.CONFIG)


def test_a_secret_that_changes_is_seen_to_change_and_not_shown() -> None:
    texts = [f"[a]\naws_secret_access_key = {encoder.secret(seed)}\n" for seed in range(2)]
    before, after = map(document, texts)
    assert diff(before, after, "~/.aws/config") == (
        "--- ~/.aws/config\n+++ ~/.aws/config\n@@ -1,2 +1,2 @@\n"
        " [a]\n-aws_secret_access_key = ••••\n+aws_secret_access_key = ••••\n"
    )


def test_a_file_that_comes_into_being() -> None:
    assert diff(None, document("[a]\nx = 1"), "new") == (
        "--- /dev/null\n+++ new\n@@ -0,0 +1,2 @@\n+[a]\n+x = 1\n\\ No newline at end of file\n"
    )


def test_nothing_changes() -> None:
    assert diff(document("[a]\n"), document("[a]\n"), "x") == ""
    assert diff(None, None, "x") == ""


LINES = st.lists(st.sampled_from(["[a]", "[b]", "x = 1", "y = 2", "", "# note"]), max_size=30)


@given(LINES, LINES)
def test_what_it_says_makes_the_one_of_the_other(old: list[str], new: list[str]) -> None:
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))
    written = diff(document(before), document(after), "f")
    assert patched(old, written.splitlines()[2:]) == new


def patched(old: list[str], lines: list[str]) -> list[str]:
    """What `patch` would make of a text."""
    made, at = list[str](), 0
    for line in lines:
        if found := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start, size, new_start, new_size = (int(each or 1) for each in found.groups())
            start, new_start = start - (size > 0), new_start - (new_size > 0)
            made += old[at:start]
            at = start
            assert len(made) == new_start
            continue
        if line[0] in " -":
            assert old[at] == line[1:]
            at += 1
        if line[0] in " +":
            made.append(line[1:])
    return made + old[at:]


@given(st.lists(st.integers(0, 60), unique=True, max_size=40), st.data())
def test_it_is_the_diff_that_others_write(numbers: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(numbers or [0])))
    texts = (numbers, [number for number in numbers if number not in gone])
    before, after = ("".join(f"x{number} = 1\n" for number in text) for text in texts)
    ends = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    expected = "".join(difflib.unified_diff(*ends, "f", "f", n=3))
    assert diff(document(before), document(after), "f") == expected
