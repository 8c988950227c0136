"""What each piece of evidence says, by itself, of the end of a session token.

Four kinds are told apart: a companion note, the token's issue time, the file's time, and the
longest lives that AWS grants. `expiry` weighs them against each other.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.companions import Companion, Zone
from awsconf.evidence import Certainty, weaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from awsconf.credentials.tokens import Token

LONGEST_LIFE = timedelta(hours=36)
"""No operation of any AWS service hands out a token that lives longer (API models)."""

LONGEST_ROLE_LIFE = timedelta(hours=12)
"""No role session lives longer (API models of STS and IAM, "Authenticate with short-term
credentials")."""

ISSUE_TIME = "token issue time"
FILE_TIME = "file time"
FIRST_SEEN = "first seen"

TOLERANCE = timedelta(minutes=5)
"""How far a clock may be off; AWS accepts most requests within five minutes of its own."""


class Testimony(NamedTuple):
    """What is known of a token from elsewhere than its file; all moments are aware and in UTC.

    `cached` is its exact end as the cache at `cache` has it, a path for people. It was first
    `seen` on this machine, and AWS `accepted` it or `refused` it as expired at those moments.
    """

    cached: datetime | None = None
    cache: str = ""
    seen: datetime | None = None
    accepted: datetime | None = None
    refused: datetime | None = None


NO_TESTIMONY = Testimony()


class Claim(NamedTuple):
    """What a note says: the token ends between `earliest` and `latest`, aware and in UTC."""

    note: Companion
    earliest: datetime
    latest: datetime
    certainty: Certainty

    @property
    def source(self) -> str:
        """What it rests on, in a word."""
        return self.note.key

    @property
    def exact(self) -> bool:
        """Whether it gives the moment itself."""
        return self.earliest == self.latest

    @property
    def sentence(self) -> str:
        """The fact as such."""
        return f"`{self.note.key}` says {self._shown}"

    @property
    def dead(self) -> str:
        """The reason for a verdict once the moment has passed."""
        verb = "was due to expire" if self.certainty is Certainty.HINT else "expired"
        return f"{verb} at {self._shown} ({self.note.key})"

    @property
    def _shown(self) -> str:
        if self.note.zone is Zone.UNKNOWN:
            return f"{self.note.stamp.moment:%Y-%m-%d %H:%M} in an unknown time zone"
        return show(self.latest)


class Start(NamedTuple):
    """A moment at which the token existed already: `subject` happened then."""

    source: str
    moment: datetime
    certainty: Certainty
    subject: str

    @property
    def sentence(self) -> str:
        """The fact as such."""
        return f"{self.subject} at {show(self.moment)}"

    def since(self, now: datetime) -> str:
        """The fact as seen from `now`: `the session token was issued 9 days ago`."""
        return f"{self.subject} {humanise(self.moment - now)}"


class Bound(NamedTuple):
    """What a longest life says: the token ends at `latest`; if `role`, as a role session."""

    start: Start
    role: bool
    latest: datetime
    certainty: Certainty

    @property
    def source(self) -> str:
        """What it rests on, in a word."""
        return self.start.source

    def dead(self, now: datetime) -> str:
        """The reason for a verdict once the moment has passed."""
        rule = "AWS session token lives longer than 36 hours"
        if self.role:
            rule = "role session lives longer than 12 hours"
        return f"{self.start.since(now).removeprefix('the session token was ')}; no {rule}"


def starts(
    token: Token | None, written: datetime | None, seen: datetime | None = None
) -> Iterator[Start]:
    """The moments at which the token existed, the most telling first."""
    if token is not None:
        subject = "the session token was issued"
        yield Start(ISSUE_TIME, token.issued, Certainty.STRONG, subject)
    # A time before STS began, or before the token was issued, is not that of a real write.
    soonest = _SERVICE_BEGAN if token is None else token.issued - TOLERANCE
    if written is not None and written >= soonest:
        moment = written.astimezone(timezone.utc)
        yield Start(FILE_TIME, moment, Certainty.PROOF, "the file was last written")
    if seen is not None and seen >= soonest:
        yield Start(FIRST_SEEN, seen, Certainty.PROOF, "the session token was first seen here")


def claim(note: Companion, zone: tzinfo, replaced: datetime | None = None) -> Claim:
    """What `note` says where `zone` is the local zone.

    At `replaced` another tool may have put a new token beside it, which makes a note that had
    passed by then a hint; None if that is out of the question.
    """
    earliest, latest = _interval(note, zone)
    overtaken = replaced is not None and latest < replaced
    certainty = Certainty.HINT if overtaken else note.certainty
    return Claim(note, earliest, latest, certainty)


def bounds(start: Start, role_session: Certainty | None) -> Iterator[Bound]:
    """When a token that existed at `start` ends at the latest: any token, then a role session."""
    yield Bound(start, False, start.moment + LONGEST_LIFE, start.certainty)
    if role_session is not None:
        certainty = weaker(start.certainty, role_session)
        yield Bound(start, True, start.moment + LONGEST_ROLE_LIFE, certainty)


def stale_reason(claim: Claim, start: Start) -> str | None:
    """Why a note cannot belong to a token that existed at `start`, or None if it may."""
    if start.source == ISSUE_TIME and claim.latest < start.moment:
        return f"it lies before the token was issued, at {show(start.moment)}"
    if claim.earliest > start.moment + LONGEST_LIFE + TOLERANCE:
        return f"it lies more than 36 hours later than {show(start.moment)}, when {start.subject}"
    return None


def humanise(delta: timedelta) -> str:
    """`delta` from now in rough words, rounded down: `in 12 minutes`, `9 days ago`."""
    seconds = int(abs(delta).total_seconds())
    words = "less than a minute"
    for unit, size, enough in _UNITS:
        if seconds >= enough:
            count = seconds // size
            words = f"{count} {unit}" if count == 1 else f"{count} {unit}s"
            break
    return f"in {words}" if delta > timedelta() else f"{words} ago"


def show(moment: datetime) -> str:
    """A moment in UTC as messages have it: `2026-01-01 12:00 UTC`."""
    return f"{moment.isoformat(' ', 'minutes')[:16]} UTC"


_SERVICE_BEGAN = datetime(2011, 8, 1, tzinfo=timezone.utc)
# The zones of the earth run from UTC-12 to UTC+14.
_EASTMOST = timedelta(hours=14)
_WESTMOST = timedelta(hours=12)
# A unit is used from two of the next smaller one's larger: 119 minutes, then 2 hours.
_UNITS = (("day", 86_400, 172_800), ("hour", 3_600, 7_200), ("minute", 60, 60))


def _interval(note: Companion, zone: tzinfo) -> tuple[datetime, datetime]:
    moment = note.stamp.moment
    if note.zone is Zone.STATED:
        return moment, moment
    if note.zone is Zone.LOCAL:
        # Where a clock was set back, one local time is two moments.
        first, second = (
            moment.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc) for fold in (0, 1)
        )
        return min(first, second), max(first, second)
    utc = moment.replace(tzinfo=timezone.utc)
    return (utc, utc) if note.zone is Zone.UTC else (utc - _EASTMOST, utc + _WESTMOST)
