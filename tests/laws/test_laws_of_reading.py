"""Two laws of every text: nothing of it is lost, and nothing in it makes anything raise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from awsconf.text import Role
from fixture import Case
from laws.cases import CASES, found, texts

TRIES = max(20, 12_000 // len(CASES))
"""How many broken texts a case is tried as; more cases, fewer of each."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_lossless(case: Case) -> None:
    """Sections joined are the text, and so are lines."""
    snapshot = case.snapshot()
    for role, text in texts(snapshot).items():
        document = snapshot.document(role)
        assert document is not None
        mark = "\ufeff" if document.has_byte_order_mark else ""
        assert mark + "".join(section.text for section in document.sections) == text
        for section in document.sections:
            assert "".join(section.read(line.whole) for line in section.lines) == section.text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_total(case: Case) -> None:
    """No prefix and no deletion of one character makes reading or judging raise."""
    for role, broken in _broken(case):
        snapshot = case.snapshot({**texts(case.snapshot()), role: broken})
        for reading in snapshot.readings.values():
            assert isinstance(reading.refusals, tuple)
        for diagnostic in found(snapshot):
            at = diagnostic.finding.at
            # The message is made of its fields only when somebody reads it.
            assert diagnostic.finding.message
            assert 0 <= at.start <= at.end <= len(texts(snapshot).get(at.role, ""))


def _broken(case: Case) -> Iterator[tuple[Role, str]]:
    whole = texts(case.snapshot())
    step = max(1, 2 * sum(map(len, whole.values())) // TRIES)
    for role, text in whole.items():
        for offset in range(0, len(text), step):
            yield role, text[:offset]
            yield role, text[:offset] + text[offset + 1 :]
