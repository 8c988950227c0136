"""What can be said of who answers for a profile, whichever SDK is asked."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Setting, View


class Asked(NamedTuple):
    """How an SDK is asked for credentials.

    `profile` is the name given in code or by `--profile`; None lets the environment choose, and
    the default after it. Nothing but `environ` is known of the environment.
    """

    profile: str | None = None
    environ: Mapping[str, str] = MappingProxyType({})


class Failure(NamedTuple):
    """The error of an SDK: its class or kind, and its words where they are known.

    `is_quoted` says that the words are the SDK's own, not ours about it.
    """

    type: str
    message: str
    is_quoted: bool = True


class Hop(NamedTuple):
    """One profile of a chain, who answers for it, and the setting that shows it.

    The first is the profile that was asked for, the last the one whose credentials start it all.
    `provider` is None where nobody answers there. `at_setting` is the setting by which it is
    known: the role, the key id, the process.
    """

    profile: str
    provider: Provider | None
    role: Setting | None = None
    at_setting: Setting | None = None


class Found(enum.Enum):
    """What is found at one step of the default chain."""

    ANSWERS = "answers"
    NOTHING = "nothing"
    FAILS = "fails"
    NOT_ASKED = "not-asked"
    """Somebody before it has answered or failed, or it is switched off."""
    CANNOT_TELL = "cannot-tell"
    """It would ask the machine or the network, which nothing here does."""


class Step(NamedTuple):
    """One provider of the default chain, in the order of asking, and what it finds.

    `remark` says in a few words why: which variable or setting, and what it lacks.
    """

    provider: Provider
    found: Found
    remark: str = ""


class Resolution(NamedTuple):
    """Who answers for a profile when one SDK is asked, or how it fails.

    `profile` is None where the SDK refuses a file before it knows of any profile. `provider`
    is None where the chain ends and nobody answers, or where it fails.
    """

    dialect: Dialect
    profile: str | None
    provider: Provider | None = None
    error: Failure | None = None
    hops: tuple[Hop, ...] = ()
    steps: tuple[Step, ...] = ()
    view: View | None = None
