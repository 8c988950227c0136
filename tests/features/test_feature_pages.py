"""Completion and hover against their pages: what is offered, or said, where `$0` stands.

The language is that of the pages of rules (`fixture.py`), with one fence more: `offers` or `hover`,
which `--update` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fixture
from awsconf.edits import apply
from awsconf.features.completion import completion, fits
from awsconf.features.hover import hover
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case
from pages import hold

HERE = Path(__file__).parent
CURSOR = "$0"
MOST = 12
"""How many offers a page shows; the others are counted."""


def cursor(case: Case) -> tuple[Snapshot, Role, int]:
    """The world of a case without the mark, and where that stood."""
    texts = {role: marked.text for role, marked in case.marked.items()}
    (role,) = (role for role, text in texts.items() if CURSOR in text)
    offset = texts[role].index(CURSOR)
    return case.snapshot({**texts, role: texts[role].replace(CURSOR, "")}), role, offset


def offers(case: Case) -> Iterator[str]:
    """What is offered, the likeliest first: what would be written, and the words beside it."""
    snapshot, role, offset = cursor(case)
    items = completion(snapshot, role, offset)
    typed = snapshot.text(role)[items[0].edit.at.start : offset] if items else ""
    items = [item for item in items if fits(item, typed)]
    items.sort(key=lambda item: (item.rank, item.label))
    if not items:
        yield "nothing"
        return
    (token,) = {item.edit.at for item in items}
    assert token.start <= offset <= token.end, "an editor would refuse the edit"
    yield f"instead of `{snapshot.read(token)}`"
    for item in items[:MOST]:
        tags = " (deprecated)" if item.deprecated else ""
        yield f"{item.edit.text} | {item.detail}{tags}".replace("\n", "⏎").rstrip(" |")
    if len(items) > MOST:
        yield f"and {len(items) - MOST} more"


def said(case: Case) -> Iterator[str]:
    """What is said, without markup, and of what."""
    snapshot, role, offset = cursor(case)
    found = hover(snapshot, role, offset)
    if found is None:
        yield "nothing"
        return
    yield f"about `{fixture.written_back(case, snapshot.read(found.at))}`"
    yield found.page.plaintext()


PAGES = {"completion": ("offers", offers), "hover": ("hover", said)}
CASES = [case for name in PAGES for case in fixture.cases(HERE / f"{name}.md")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page(case: Case, update: bool) -> None:
    """What a page says is what happens."""
    assert case.page is not None
    fence, told = PAGES[case.page.stem]
    answer = "\n".join(told(case))
    rendered = f"{fixture.render(case, [], {})}```{fence}\n{answer}\n```\n\n"
    hold(case, rendered, update=update)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_secret_is_said_or_offered(case: Case) -> None:
    snapshot, role, offset = cursor(case)
    texts = [f"{item.edit.text} {item.detail}" for item in completion(snapshot, role, offset)]
    found = hover(snapshot, role, offset)
    if found is not None:
        texts += [found.page.markdown(), found.page.plaintext()]
    for secret in fixture.secrets(case):
        pieces = [secret[start : start + 12] for start in range(0, len(secret) - 12, 4)]
        assert not any(piece in text for piece in pieces for text in texts)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_place_has_an_answer(case: Case) -> None:
    """No offset of any text raises, and each offer is an edit that can be made around it."""
    snapshot, _, _ = cursor(case)
    for role in Role:
        text = snapshot.text(role)
        for offset in range(0, len(text) + 1, 1 + len(text) // 150):
            hover(snapshot, role, offset)
            for item in completion(snapshot, role, offset)[:3]:
                assert item.edit.at.start <= offset <= item.edit.at.end
                assert re.search(r"[\r\n]", snapshot.read(item.edit.at)) is None
                apply(text, [item.edit])
