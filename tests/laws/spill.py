"""What of the secrets of a case has got into an output: any twelve characters in a row."""

from __future__ import annotations

import fixture
from fixture import Case

LENGTH = 12

# What every token of this kind begins with says nothing of any one token.
PUBLIC = frozenset({"IQoJb3JpZ2lu"})


class Canary:
    """The secrets and tokens of some cases, cut into stretches."""

    def __init__(self, *cases: Case) -> None:
        self.stretches = frozenset(
            stretch
            for case in cases
            for secret in fixture.secrets(case)
            for stretch in stretches(secret)
        )

    def found(self, text: str) -> list[str]:
        """Where a secret stands in a text: with what is before it, and nothing of itself."""
        if not self.stretches:
            return []
        starts = range(len(text) - LENGTH + 1)
        hits = [start for start in starts if text[start : start + LENGTH] in self.stretches]
        return [text[max(0, start - 60) : start] for start in hits[:3]]


def stretches(text: str) -> frozenset[str]:
    """Every stretch of a text that would betray it."""
    starts = range(len(text) - LENGTH + 1)
    return frozenset(text[start : start + LENGTH] for start in starts) - PUBLIC
