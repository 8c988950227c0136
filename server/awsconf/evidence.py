"""How sure a statement is.

The words are those of every message, report and rule: a guess is never shown as a fact.
"""

from __future__ import annotations

import enum


class Certainty(enum.Enum):
    """How far a finding may be relied upon."""

    PROOF = "proof"
    """It follows from AWS's documentation or from the source of an SDK."""

    STRONG = "strong"
    """Large empirical support, or a documented rule with a known odd exception."""

    HINT = "hint"
    """A convention, a default, or something that a file not in view could cure."""


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The certainty of what needs both."""
    return min(one, other, key=_RANK.__getitem__)


def stronger(one: Certainty, other: Certainty) -> Certainty:
    """The certainty of what each shows alone."""
    return max(one, other, key=_RANK.__getitem__)


_RANK = {Certainty.HINT: 0, Certainty.STRONG: 1, Certainty.PROOF: 2}
