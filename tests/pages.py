"""Holding a case to its page, or the page to what happened."""

from __future__ import annotations

import fixture
from fixture import Case


def hold(case: Case, rendered: str, *, update: bool) -> None:
    """Fail where the page does not say what happened; with `update`, have it say so."""
    assert case.page is not None
    written = fixture.written(case)
    if not update or rendered == written:
        assert rendered == written
        return
    text = case.page.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    assert written in text, "the page is not in the form that the harness writes"
    text = text.replace(written, rendered).rstrip("\n") + "\n"
    case.page.write_text(text, encoding="utf-8")
