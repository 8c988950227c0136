"""How long the session token of a profile lives: the verdict, and what it rests on, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from awsconf.credentials.expiry import State, Verdict
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind
from awsconf.credentials.lifetime import humanise, show
from awsconf.profiles import Profile
from awsconf.snapshot import Snapshot


class Life(NamedTuple):
    """What is said of the token of a profile.

    `left` says how much time it has at the most, and is empty where it is dead or nobody can tell.
    """

    verdict: Verdict
    left: str = ""

    @property
    def sentence(self) -> str:
        """The verdict: "expired: issued 9 days ago; …" or "expires in 42 minutes, at …"."""
        state, reason = self.verdict.state, self.verdict.reason
        if state is State.EXPIRED:
            return reason if reason.startswith(("expired", "was due")) else f"expired: {reason}"
        return reason

    @property
    def sure(self) -> str:
        """How sure that is."""
        return self.verdict.certainty.value


def life(snapshot: Snapshot, profile: Profile) -> Life | None:
    """What can be said of the session token that a profile sends; None where it sends none.

    None too for placeholders and for tokens of other makers' services. Where a token shows that the
    clock is wrong, that is all that can be said of any.
    """
    facts = key_facts(profile)
    # Of thousands of profiles with long-term keys, none need be judged for this.
    if facts is None or not facts.sends_token or profile.name not in snapshot.judged_tokens:
        return None
    doubt = snapshot.clock_doubt
    return of_verdict(snapshot.verdicts[profile.name] if doubt is None else doubt[1], snapshot.now)


def of_verdict(verdict: Verdict, now: datetime) -> Life:
    """The life of any token on which there is a verdict."""
    return Life(verdict, _left(verdict, now))


def lives_for_ever(profile: Profile) -> bool:
    """Whether the keys of a profile are long-term ones, which no clock ends."""
    facts = key_facts(profile)
    kinds = (IdKind.LONG_TERM, IdKind.LEGACY)
    return facts is not None and facts.is_judged and facts.kind in kinds and not facts.sends_token


def _left(verdict: Verdict, now: datetime) -> str:
    end = verdict.expires or verdict.latest
    if end is None or verdict.state is State.EXPIRED or end <= now:
        return ""
    most = "" if verdict.expires else " at the most"
    return f"{humanise(end - now).removeprefix('in ')} left{most}, until {show(end)}"
