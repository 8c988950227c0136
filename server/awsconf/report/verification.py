"""What the formats of `verify` draw from: questions to AWS and its answers, and nothing secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.lifetime import humanise, show
from awsconf.report.next_step import of_files
from awsconf.verification.commands import doctor
from awsconf.verification.meanings import Meaning, meaning
from awsconf.verification.roles import Trial
from awsconf.verification.subjects import Apart, Subject

if TYPE_CHECKING:
    from awsconf.report.model import Judged
    from awsconf.verification.outcomes import Outcome
    from awsconf.verification.targets import Target

ACCEPTED, REFUSED, UNANSWERED, NOT_ASKED = "accepted", "refused", "unanswered", "not-asked"


class Verified(NamedTuple):
    """One profile: what was to be asked of it, and what came of it, unless it stands apart."""

    judged: Judged
    asked: Subject | Trial | Apart
    outcome: Outcome | None = None

    @property
    def profile(self) -> str:
        """The name, as it may be shown."""
        return self.say(self.asked.profile)

    @property
    def status(self) -> str:
        """One of the four words."""
        if self.outcome is None:
            return NOT_ASKED
        if self.outcome.is_accepted:
            return ACCEPTED
        return REFUSED if self.outcome.error else UNANSWERED

    @property
    def region(self) -> str | None:
        """The Region that the files or the environment name."""
        found = _target(self.asked)
        return None if found is None or found.region is None else self.say(found.region)

    @property
    def endpoint(self) -> str | None:
        """Who was asked."""
        return self.say(self.outcome.endpoint) if self.outcome and self.outcome.endpoint else None

    @property
    def has_own_endpoint(self) -> bool:
        """Whether somebody else is asked than AWS's usual servers."""
        found = _target(self.asked)
        return found is not None and found.endpoint is not None

    @property
    def meaning(self) -> Meaning | None:
        """Why there is no identity, and what to do."""
        if isinstance(self.asked, Apart):
            return Meaning(self.say(self.asked.reason), "", self._command(self.asked.command))
        found = meaning(self.outcome, self.asked) if self.outcome else None
        return found and Meaning(
            self.say(found.what), self.say(found.remedy), self._command(found.command)
        )

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The profiles that were gone through, and the role of each."""
        if not isinstance(self.asked, Trial):
            return ()
        return tuple((self.say(hop.profile), self.say(hop.role)) for hop in self.asked.hops)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person may not expect."""
        return tuple(map(self.say, self._notes()))

    def say(self, text: str) -> str:
        """A text as it may be shown."""
        return self.judged.say(text)

    def _command(self, command: str | None) -> str | None:
        """A command as it is to be typed; the doctor looks at the machine, whatever the files."""
        if command is None or command == doctor():
            return command
        return of_files(self.say(command), self.judged)

    def _notes(self) -> tuple[str, ...]:
        notes = self.asked.notes if isinstance(self.asked, Subject) else ()
        if isinstance(self.asked, Trial) and self.asked.planned:
            notes = (f"this tries what is not written yet: {self.asked.planned}", *notes)
        outcome = self.outcome
        if outcome and outcome.is_accepted and outcome.has_wrong_clock and outcome.skew:
            by = humanise(abs(outcome.skew)).removeprefix("in ")
            notes = (*notes, f"this computer's clock is {by} off that of the server")
        return notes


def until(one: Verified) -> str | None:
    """Until when the role session would have lasted."""
    outcome = one.outcome
    return None if outcome is None or outcome.expires is None else show(outcome.expires)


def _target(asked: Subject | Trial | Apart) -> Target | None:
    if isinstance(asked, Apart):
        return None
    return (asked.source if isinstance(asked, Trial) else asked).target
