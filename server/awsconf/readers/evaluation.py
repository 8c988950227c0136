"""What any one SDK makes of the pair: the same few shapes whichever SDK it is.

Every setting knows the place it came from, so that two readers can be compared node by node.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from awsconf.readers.dialects import Dialect
from awsconf.text import At, Role

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Setting(NamedTuple):
    """A setting as one SDK sees it, and where it stands.

    `name` is as that SDK looks it up: in lower case where it folds, as written where it does not.
    `text` is the whole value, lines joined as that SDK joins them; `at` runs from its first
    character to its last, or is empty after the delimiter. `nested` is not empty where the SDK
    takes the value for a block.
    """

    name: str
    text: str
    name_at: At
    at: At
    nested: Mapping[str, Setting] = _EMPTY

    def __repr__(self) -> str:
        # A value may be a secret, and a secret enters no traceback.
        return f"<Setting {self.name} at {self.at}>"


Settings = Mapping[str, Setting]


class Ignoring(enum.Enum):
    """Why an SDK passes over something."""

    NOT_A_SETTING = "not-a-setting"
    """A line that it can make nothing of."""
    SECTION_NAME = "section-name"
    """A header whose type or name it does not take, with all that stands below it."""
    SETTING_NAME = "setting-name"
    EMPTY_VALUE = "empty-value"
    OUTSIDE_SECTION = "outside-section"
    REPLACED = "replaced"
    """Another section of the same name takes its place, and nothing of it is kept."""
    CONTINUATION = "continuation"
    """Indented lines that others take for more of the value above."""
    MERGED_AWAY = "merged-away"
    """A setting that is lost when the two files are put together."""
    UNDECODABLE = "undecodable"
    """Bytes that are not UTF-8, for which the whole file counts as empty."""


class Ignored(NamedTuple):
    """Something that an SDK passes over, and why."""

    at: At
    why: Ignoring


class Refusal(NamedTuple):
    """Why an SDK refuses a file, with its own words where they are known.

    `message` may hold `{path}`, the path of the file as the SDK would print it.
    """

    at: At
    type: str
    message: str


class View(NamedTuple):
    """A profile as one SDK sees it once both files are put together.

    `settings` take effect; `shadowed` holds what each of them hides, the nearest first; `inside`
    is what each file alone says, for providers that look at one file only.
    """

    name: str
    settings: Settings
    shadowed: Mapping[str, tuple[Setting, ...]] = _EMPTY
    inside: Mapping[Role, Settings] = MappingProxyType({})

    def get(self, name: str) -> Setting | None:
        """The setting `name` as it takes effect."""
        return self.settings.get(name)

    def text(self, name: str) -> str | None:
        """The value of the setting `name`; None where there is none."""
        setting = self.settings.get(name)
        return None if setting is None else setting.text


class Evaluation(NamedTuple):
    """What one SDK makes of both files.

    Where it refuses a file, `refusals` says why, and the tables hold what is left to it: nothing
    at all, if one bad file spoils both.
    """

    dialect: Dialect
    profiles: Mapping[str, View] = _EMPTY
    sessions: Mapping[str, Settings] = _EMPTY
    services: Mapping[str, Settings] = _EMPTY
    ignored: tuple[Ignored, ...] = ()
    refusals: tuple[Refusal, ...] = ()
