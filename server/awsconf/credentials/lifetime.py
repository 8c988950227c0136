"""What each piece of evidence says, by itself, of the end of a session token.

Five kinds are told apart: what a cache or AWS itself says, a companion note, the token's issue
time, the file's time, and the longest lives that AWS grants. `expiry` weighs them.
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
CACHE = "cache"
ANSWER = "answer of AWS"

TOLERANCE = timedelta(minutes=5)
"""How far a clock may be off; AWS accepts most requests within five minutes of its own."""

AGREEMENT = timedelta(minutes=2)
"""How far a note may be off the exact end: some tools reckon it before AWS answers."""


class Testimony(NamedTuple):
    """What is known of a token from elsewhere than its file; all moments are aware and in UTC.

    `cached` is its exact end as the cache at `cache` has it, a path for people; `role` says that
    the cache has it as a role's session. It was first `seen` on this machine, and AWS `accepted`
    it or `refused` it as expired at those moments, by this computer's clock; or it `doubted` the
    time at which the request was sent.
    """

    cached: datetime | None = None
    cache: str = ""
    seen: datetime | None = None
    accepted: datetime | None = None
    refused: datetime | None = None
    role: bool = False
    doubted: datetime | None = None


NO_TESTIMONY = Testimony()


class Record(NamedTuple):
    """What a cache or AWS itself says: the token ends at `latest`, and is dead after `over`."""

    source: str
    latest: datetime
    over: datetime
    sentence: str
    words: str

    @property
    def certainty(self) -> Certainty:
        """Whoever gave the token out knows when it ends."""
        return Certainty.PROOF

    def dead(self, _now: datetime) -> str:
        """The reason for a verdict once the moment has passed."""
        return self.words


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
    def over(self) -> datetime:
        """The moment after which it says that the token is dead."""
        return self.latest + TOLERANCE

    @property
    def sentence(self) -> str:
        """The fact as such."""
        return f"`{self.note.key}` says {self._shown}"

    def dead(self, _now: datetime) -> str:
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

    @property
    def over(self) -> datetime:
        """The moment after which it says that the token is dead."""
        return self.latest + TOLERANCE

    def dead(self, now: datetime) -> str:
        """The reason for a verdict once the moment has passed."""
        rule = "AWS session token lives longer than 36 hours"
        if self.role:
            rule = "role session lives longer than 12 hours"
        return f"{self.start.since(now).removeprefix('the session token was ')}; no {rule}"


def cached_end(testimony: Testimony) -> Record | None:
    """The exact end, as a cache has it."""
    end = testimony.cached
    if end is None:
        return None
    sentence, words = f"`{testimony.cache}` says {show(end)}", f"expired at {show(end)} (cache)"
    return Record(CACHE, end, end + TOLERANCE, sentence, words)


def refusal(testimony: Testimony) -> Record | None:
    """AWS's own word that the token had ended; by that it is dead, whatever a clock says."""
    end = testimony.refused
    if end is None:
        return None
    sentence = f"AWS refused the session token as expired at {show(end)}"
    return Record(
        ANSWER, end, _SERVICE_BEGAN, sentence, f"AWS refused it as expired at {show(end)}"
    )


def starts(
    token: Token | None, written: datetime | None, testimony: Testimony = NO_TESTIMONY
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
    seen, accepted = testimony.seen, testimony.accepted
    if seen is not None and seen >= soonest:
        yield Start(FIRST_SEEN, seen, Certainty.PROOF, "the session token was first seen here")
    if accepted is not None and accepted >= soonest:
        yield Start(ANSWER, accepted, Certainty.PROOF, "AWS accepted the session token")


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
    if start.source == ANSWER and claim.over < start.moment:
        return f"AWS accepted the token later than that, at {show(start.moment)}"
    if start.source == ISSUE_TIME and claim.latest < start.moment:
        return f"it lies before the token was issued, at {show(start.moment)}"
    if claim.earliest > start.moment + LONGEST_LIFE + TOLERANCE:
        return f"it lies more than 36 hours later than {show(start.moment)}, when {start.subject}"
    return None


def disagreement(claim: Claim, record: Record) -> str | None:
    """Why a note is not of the token of which a cache tells, or None if the two agree."""
    if claim.earliest - AGREEMENT <= record.latest <= claim.latest + AGREEMENT:
        return None
    return record.sentence


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
