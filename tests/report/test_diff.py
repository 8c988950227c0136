"""Diffs: those of `diff -u`, but for what is secret."""

from __future__ import annotations

import difflib

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
def test_it_is_a_unified_diff(old: list[str], new: list[str]) -> None:
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))
    ends = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    expected = "".join(difflib.unified_diff(*ends, "f", "f", n=3))
    assert diff(document(before), document(after), "f") == expected
