"""A page of text for an editor: paragraphs and lists, written out as Markdown or as plain text.

As in messages, what is code stands in back quotes; nothing else in a sentence is markup.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Block = str | tuple[str, ...]
"""A paragraph, or the items of a list."""

LONGEST = 160
"""How much of one value is shown, in characters."""


class Page(NamedTuple):
    """A title and what follows it; what is empty is left out."""

    title: str
    blocks: tuple[Block, ...] = ()

    def markdown(self) -> str:
        """The page as CommonMark."""
        blocks = [_marked(block) for block in self.blocks if block]
        return "\n\n".join((f"**{_escaped(self.title)}**", *blocks))

    def plaintext(self) -> str:
        """The page without markup."""
        blocks = [_unmarked(block) for block in self.blocks if block]
        return "\n\n".join((_bare(self.title), *blocks))


def code(text: str) -> str:
    """A text of a file as it stands in a sentence: on one line, of a bearable length."""
    line = " ".join(text.replace("`", "'").split())
    cut = f"{line[: LONGEST - 1]}…" if len(line) > LONGEST else line
    return f"`{cut}`" if cut else "nothing"


def _marked(block: Block) -> str:
    if isinstance(block, str):
        return _escaped(block)
    return "\n".join(f"- {_escaped(item)}" for item in block)


def _unmarked(block: Block) -> str:
    if isinstance(block, str):
        return _bare(block)
    return "\n".join(f"- {_bare(item)}" for item in block)


def _escaped(text: str) -> str:
    """A sentence whose signs mean themselves, but for the back quotes."""
    pieces = text.split("`")
    pieces[::2] = [re.sub(_SIGNS, r"\\\g<0>", piece) for piece in pieces[::2]]
    return "`".join(pieces)


# Within a word, an underline is none to CommonMark; some editors show the signs of an escape.
_SIGNS = r"[\\*<\[]|\b_(?!\w)|(?<!\w)_"


def _bare(text: str) -> str:
    return text.replace("`", "")
