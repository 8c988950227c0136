"""Which of the names that exist a person most likely meant by one that does not."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def nearest(name: str, candidates: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """The candidates close enough to `name` to be offered, best first, at most `limit`.

    Case and `-` for `_` cost nothing; a missing or surplus `aws_`, words in another order, and
    an insertion, a deletion, a substitution or a swap of letters cost one, a word left out two.
    Close enough is a third of a short name, two edits in a usual one, a fifth of a long one.
    Equals stand in alphabetical order, so the answer depends on nothing but the arguments.
    """
    return _nearest(name, frozenset(candidates))[:limit]


def bare(written: str) -> tuple[str, str]:
    """The name in `written` without quotes, `profile ` and comment; and the comment."""
    # No name is longer, and the pattern looks twice at each run of blanks.
    match = re.fullmatch(_DRESSED, written) if len(written) <= 1024 else None
    return (match["name"], match["comment"] or "") if match else (written, "")


def distance(left: str, right: str) -> int:
    """Damerau-Levenshtein distance in which a pair of neighbours is swapped at most once.

    Source: Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
    2003. Bit `i` of a vector says how the distance changes from row `i` of the usual table to the
    next, so a whole column of it costs a dozen operations.
    """
    if not left:
        return len(right)
    masks, full, last = _masks(left), (1 << len(left)) - 1, 1 << (len(left) - 1)
    grows, shrinks, diagonal, seen, edits = full, 0, 0, 0, len(left)
    for letter in right:
        here = masks.get(letter, 0)
        swapped = ((~diagonal & here) << 1) & seen
        diagonal = (((here & grows) + grows) ^ grows) | here | shrinks | swapped
        wider, narrower = shrinks | (full & ~(diagonal | grows)), diagonal & grows
        edits += bool(wider & last) - bool(narrower & last)
        wider, narrower = (wider << 1) | 1, narrower << 1
        grows, shrinks, seen = (
            full & (narrower | ~(diagonal | wider)),
            full & wider & diagonal,
            here,
        )
    return edits


_DRESSED = (
    r"""(?:profile\s+)?(?P<quote>["']?)(?:profile\s+)?(?P<name>\S.*?)(?P=quote)"""
    r"(?:\s+(?P<comment>[#;].*))?"
)


# A name that is missing among ten thousand is sought again with every keystroke.
@lru_cache(maxsize=64)
def _nearest(name: str, candidates: frozenset[str]) -> tuple[str, ...]:
    return tuple(candidate for _, candidate in sorted(_scored(name, candidates)))


def _scored(name: str, candidates: frozenset[str]) -> Iterator[tuple[int, str]]:
    folded, size, letters, words = _outline(name)
    allowed = _allowed(size)
    for candidate, (other, length, others, parts) in _outlines(candidates):
        # Most are too far off for anything, and no call is spent on them. An edit changes the
        # length by one and two letters at most; otherwise one must have a word more.
        too_far = abs(size - length) > allowed or (letters ^ others).bit_count() > 2 * allowed
        if too_far and (abs(words - parts) != 1 or not (words and parts)):
            continue
        cost = _cost(folded, other)
        if cost is not None and candidate != name:
            yield cost, candidate


_Outline = tuple[str, int, int, int]


@lru_cache(maxsize=8)
def _outlines(candidates: frozenset[str]) -> tuple[tuple[str, _Outline], ...]:
    return tuple((candidate, _outline(candidate)) for candidate in candidates)


def _outline(name: str) -> _Outline:
    """The folded name; and of it without `aws_` the length, the letters as bits, and each `_`."""
    folded = _fold(name)
    bare, letters = folded.removeprefix("aws_"), 0
    for letter in bare:
        letters |= 1 << (ord(letter) & 63)
    return folded, len(bare), letters, bare.count("_")


def _cost(name: str, candidate: str) -> int | None:
    """What it takes to get from one folded name to the other, or `None` if that is too much."""
    if name == candidate:
        return 0
    left, right = name.removeprefix("aws_"), candidate.removeprefix("aws_")
    prefix = int((left == name) != (right == candidate))
    allowed = _allowed(len(left)) - prefix
    if left == right or _same_words(left, right):
        return 1
    if _could_be_within(allowed, left, right):
        edits = distance(left, right)
        if edits <= allowed:
            return edits + prefix
    return 2 if _one_word_more(left, right) else None


def _allowed(length: int) -> int:
    return length // 3 if length < 6 else max(2, length // 5)


def _could_be_within(edits: int, left: str, right: str) -> bool:
    """A cheap necessary condition: an edit changes the length by one and two letters at most."""
    return abs(len(left) - len(right)) <= edits and len({*left} ^ {*right}) <= 2 * edits


def _same_words(left: str, right: str) -> bool:
    return len(left) == len(right) and "_" in left and _words(left) == _words(right)


def _one_word_more(left: str, right: str) -> bool:
    """Whether one has all words of the other, two or more, and a single one besides."""
    shorter, longer = sorted((left, right), key=len)
    if "_" not in shorter or longer.count("_") != shorter.count("_") + 1:
        return False
    return not Counter(_words(shorter)) - Counter(_words(longer))


@lru_cache(maxsize=256)
def _masks(text: str) -> dict[str, int]:
    """The places of each letter, as bits."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(text):
        masks[letter] = masks.get(letter, 0) | 1 << place
    return masks


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(name.split("_")))


def _fold(name: str) -> str:
    return name.strip().lower().replace("-", "_")
