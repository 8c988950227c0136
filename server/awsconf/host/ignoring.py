"""Whether git would leave a file out when all is added, by the patterns that a work tree holds.

A person's global list is not asked: where it is, only git's settings say.
Source: git: Documentation/gitignore.txt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 256 * 1024
# Each star multiplies the time that a path may take.
_MOST_STARS = 8


def is_ignored(root: Path, folder: Path, name: str) -> bool:
    """Whether the file `name`, by its path from `root`, or a folder above it is ignored."""
    steps = name.split("/")
    rules = list(_rules(folder / "info" / "exclude", ""))
    for depth, step in enumerate(steps):
        above = "".join(f"{one}/" for one in steps[:depth])
        rules += _rules(root / above / ".gitignore", above)
        is_folder = depth < len(steps) - 1
        # The last that matches decides, and nothing is taken back below an ignored folder.
        decisive = [rule for rule in rules if rule.matches(above + step, is_folder=is_folder)]
        if decisive and not decisive[-1].negated:
            return True
    return False


class _Rule(NamedTuple):
    """One line of a list: a pattern over paths from the root."""

    pattern: re.Pattern[str]
    negated: bool
    folders_only: bool

    def matches(self, path: str, *, is_folder: bool) -> bool:
        return (is_folder or not self.folders_only) and self.pattern.fullmatch(path) is not None


def _rules(path: Path, above: str) -> Iterator[_Rule]:
    try:
        if path.is_file() and path.stat().st_size <= _LONGEST:
            for line in path.read_text("utf-8", "surrogateescape").split("\n"):
                yield from _rule(line, above)
    except OSError:
        return


def _rule(line: str, above: str) -> Iterator[_Rule]:
    text = line.rstrip("\r").rstrip(" ")
    if not text or text.startswith("#") or text.count("*") > _MOST_STARS:
        return
    negated = text.startswith("!")
    text = text.removeprefix("!")
    bare = text.rstrip("/")
    anywhere = "**/" if "/" not in bare else ""
    try:
        pattern = re.compile(re.escape(above) + _translated(anywhere + bare.removeprefix("/")))
    except re.error:
        # git takes a set that is never closed for one that matches nothing.
        return
    yield _Rule(pattern, negated, text.endswith("/"))


def _translated(glob: str) -> str:
    return re.sub(_TOKENS, _piece, glob, flags=re.DOTALL)


_TOKENS = r"\A\*\*/|/\*\*/|/\*\*\Z|\*+|\?|\[!?\]?[^\]]*\]|\\.|."
_MEANINGS = {"**/": "(?:.*/)?", "/**/": "/(?:.*/)?", "/**": "/.*", "?": "[^/]"}


def _piece(match: re.Match[str]) -> str:
    token = match[0]
    if token in _MEANINGS:
        return _MEANINGS[token]
    if token[0] == "*":
        return "[^/]*"
    if token[0] == "[" and len(token) > 1:
        inside = re.escape(token[1:-1].removeprefix("!")).replace(r"\-", "-")
        return f"[^{inside}]" if token[1] == "!" else f"[{inside}]"
    return re.escape(token[1:] if token[0] == "\\" and len(token) > 1 else token)
