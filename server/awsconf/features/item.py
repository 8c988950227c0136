"""One offer of a completion, in the words of the core."""

from __future__ import annotations

import enum
from typing import NamedTuple

from awsconf.edits import Edit


class ItemKind(enum.Enum):
    """What an item is, for the picture that an editor shows beside it."""

    SECTION = "section"
    SETTING = "setting"
    BLOCK = "block"
    WORD = "word"
    NUMBER = "number"
    NAME = "name"
    """The name of something in the files: a profile, a session, a role."""

    __hash__ = object.__hash__


class Item(NamedTuple):
    """One offer: its label, what it would change, and where it comes in the list.

    The edit replaces the token around the cursor. `rank` is 0 for what is most likely wanted.
    `about` names what its documentation is of: the id of a setting, or a value of one.
    """

    label: str
    kind: ItemKind
    edit: Edit
    rank: int = 1
    detail: str = ""
    about: str = ""
    deprecated: bool = False
