"""When session tokens were first seen on a machine: by keyed digests, so that nothing is told.

A token that has been seen must have existed, and no token lives longer than a day and a half; so
the memory is of use where nothing else tells how old a copied token is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import Fingerprint
from awsconf.credentials.lifetime import LONGEST_LIFE, TOLERANCE
from awsconf.credentials.stamps import parse_stamp
from awsconf.profiles import Profile
from awsconf.text import Role

DAY = timedelta(days=1)

FORGOTTEN_AFTER = LONGEST_LIFE + DAY
"""How long a token is remembered that is not in the files any more."""

MOST = 1000
"""How many tokens are remembered, those that were seen last."""

KEY_SIZE = 32


class Sight(NamedTuple):
    """When a token was seen, to the second, and to the day: a token still there is not forgotten,
    for it would seem new."""

    first: datetime
    last: datetime


class Memory(NamedTuple):
    """The key of a machine, and what was seen there by digests that need that key."""

    key: bytes
    sights: Mapping[str, Sight]

    def __repr__(self) -> str:
        return f"<Memory of {len(self.sights)} tokens>"

    def first(self, token: Fingerprint) -> datetime | None:
        """When a token was first seen."""
        sight = self.sights.get(_digest(self.key, token))
        return sight.first if sight else None


def memorable(
    profiles: Iterable[Profile], written: Mapping[Role, datetime | None], now: datetime
) -> set[Fingerprint]:
    """The session tokens that profiles send, and have from a file that was `written` by `now`.

    What is typed and not yet saved may be half a token. Where a file is of the future, the clock
    is behind, and what is noted by it would seem older than it is once the clock is set right.
    """
    soonest = now + TOLERANCE
    roles = {role for role, moment in written.items() if moment is not None and moment <= soonest}
    known = (key_facts(profile) for profile in profiles) if roles else ()
    return {
        facts.token_print
        for facts in known
        if facts and facts.token_print and not facts.is_placeholder and facts.role in roles
    }


def recall(text: str) -> Memory | None:
    """The memory that was written down; None where the text is none."""
    # Imported here, since few people want this.
    import json

    try:
        value = json.loads(text)
        key = bytes.fromhex(value["key"])
        sights = {digest: _sight(*moments) for digest, moments in value["tokens"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Memory(key, sights) if len(key) == KEY_SIZE else None


def written(memory: Memory) -> str:
    """The memory as it is kept: digests and dates, and the key that only this machine has."""
    import json

    tokens = {
        digest: [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in sight]
        for digest, sight in sorted(memory.sights.items())
    }
    value: dict[str, Any] = {"key": memory.key.hex(), "tokens": tokens}
    return json.dumps(value, indent=1) + "\n"


def remembering(memory: Memory, tokens: Iterable[Fingerprint], now: datetime) -> Memory:
    """The memory after tokens were seen at `now`; what nobody has seen for long is forgotten."""
    now = now.astimezone(timezone.utc).replace(microsecond=0)
    sights = {
        digest: sight
        for digest, sight in memory.sights.items()
        if now - sight.last <= FORGOTTEN_AFTER
    }
    for token in tokens:
        digest = _digest(memory.key, token)
        # From the whole memory: what is still there has not been away.
        first, last = memory.sights.get(digest, Sight(now, now))
        # The clock was ahead when it was seen: now is as true, and nearer.
        sights[digest] = Sight(min(first, now), last if now - DAY < last <= now else now)
    youngest = sorted(sights.items(), key=lambda item: item[1].last, reverse=True)[:MOST]
    return Memory(memory.key, dict(youngest))


def _sight(first: str, last: str) -> Sight:
    """Raises ValueError or TypeError where one is no moment."""
    stamps = [parse_stamp(text) for text in (first, last)]
    moments = [stamp.moment for stamp in stamps if stamp is not None and stamp.aware]
    return Sight(*moments)


def _digest(key: bytes, token: Fingerprint) -> str:
    # Imported here, since few people want this.
    from hmac import digest

    return digest(key, token.digest, "sha256").hex()
