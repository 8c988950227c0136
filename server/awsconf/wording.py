"""How a sentence names several things."""

from __future__ import annotations

from collections.abc import Sequence


def enumerated(words: Sequence[str], last: str = "and") -> str:
    """The words as a sentence lists them: "a", "a and b", "a, b and c"; empty where there are none.

    `last` is what stands before the last one.
    """
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
