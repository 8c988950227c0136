"""What botocore's providers are asked with, and what one of them says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from awsconf.readers.evaluation import Evaluation, Setting, View
from awsconf.resolve.answer import Failure, Hop

T = TypeVar("T")


class Failed(Exception):  # noqa: N818 - it is what botocore raises, not a mistake of ours
    """Ends the asking with botocore's error. It never leaves the module that answers."""

    def __init__(self, type_: str, message: str, hops: tuple[Hop, ...] = ()) -> None:
        super().__init__(type_)
        self.failure = Failure(type_, message)
        self.hops = hops


class Unparsed(Failed):
    """A file is refused, so that nothing is known of any profile."""


class Question(NamedTuple):
    """What a session of botocore knows.

    `chosen` is the profile as code or the environment names it, None if neither does; `explicit`
    says that it was code. `name` is the one that providers look at, there or not.
    """

    evaluation: Evaluation
    environ: Mapping[str, str]
    chosen: str | None
    explicit: bool

    def __repr__(self) -> str:
        # The environment may hold keys.
        return f"<Question for {self.chosen}>"

    @property
    def name(self) -> str:
        """The profile that the providers look at."""
        return self.chosen or "default"

    @property
    def scope(self) -> str:
        """The profile whose settings count: one without a name is not the default here."""
        return "default" if self.chosen is None else self.chosen

    def profiles(self) -> Mapping[str, View]:
        """All profiles. Raises Unparsed where a file is refused."""
        for refusal in self.evaluation.refusals:
            raise Unparsed(refusal.type, refusal.message)
        return self.evaluation.profiles

    def profile(self, name: str) -> View:
        """A profile; one that is not there is as good as empty. Raises Unparsed."""
        return self.profiles().get(name) or View(name, {})

    def scoped(self) -> View:
        """The chosen profile, as whoever looks up a setting sees it: it has to be there."""
        if self.chosen is not None and self.chosen not in self.profiles():
            message = f"The config profile ({self.chosen}) could not be found"
            raise Failed("ProfileNotFound", message)
        return self.profile(self.scope)


class Look(NamedTuple):
    """What one provider finds: the hops to who answers, or None; and in a few words why.

    `unsure` says that the machine or the network would have to be asked.
    """

    hops: tuple[Hop, ...] | None
    remark: str
    unsure: bool = False


def plain(setting: Setting) -> Any:
    """The value as botocore holds it: a text, or a dictionary for a block.

    botocore takes either for a text, and so does whoever asks here: see `attempted`.
    """
    if not setting.nested:
        return setting.text
    return {name: nested.text for name, nested in setting.nested.items()}


def attempted(action: Callable[[], T]) -> T:
    """What an action gives, or Python's own error, which botocore lets through.

    Its words are this Python's; some of them change from version to version.
    """
    try:
        return action()
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        raise Failed(type(error).__name__, str(error)) from None
