"""What is known of credentials from elsewhere than the two files, while the server runs.

A keystroke reads no cache: that happens once, and again when the watch has seen that one changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from awsconf.caches.entries import Caches
from awsconf.credentials.keys import Fingerprint
from awsconf.credentials.memory import DAY, memorable
from awsconf.facts import NO_FACTS, Answer, Facts, KeyPrint
from awsconf.host import seen
from awsconf.host.caches import caches, state
from awsconf.text import Role

if TYPE_CHECKING:
    from awsconf.host import Host
    from awsconf.lsp.settings import Settings
    from awsconf.snapshot import Snapshot


@dataclass(eq=False)
class Known:
    """What AWS answered, when it was asked; what the caches hold, and what was seen when."""

    answers: dict[KeyPrint, Answer] = field(default_factory=dict)
    _caches: Caches | None = None
    _state: object = None
    _seen: Mapping[Fingerprint, datetime] = field(default_factory=dict)
    _seen_at: datetime | None = None

    def facts(self, host: Host, settings: Settings) -> Facts:
        """What is known now of the user's own pair."""
        if self._state is None or not settings.use_caches:
            self.look(host, settings)
        return Facts(
            self._caches,
            self._seen if settings.remember_first_seen else {},
            dict(self.answers),
        )

    def told(self) -> Facts:
        """What is known of other files: what AWS answered to the very keys that stand there."""
        return Facts(answers=dict(self.answers)) if self.answers else NO_FACTS

    def look(self, host: Host, settings: Settings) -> bool:
        """Look after the caches, if that is wanted; whether they hold something else by now."""
        if not settings.use_caches:
            # Whoever wants it again wants to know what they hold then.
            self._state = self._caches = None
            return False
        now, before = state(host), self._caches
        if now != self._state:
            # Taken before reading, so that a change in between is seen the next time.
            self._state, self._caches = now, caches(host)
        return self._caches != before

    def remember(self, snapshot: Snapshot, host: Host, settings: Settings) -> bool:
        """Note the tokens of the user's own pair, if that is wanted; whether any was new."""
        if not settings.remember_first_seen:
            return False
        now, written = host.now(), {role: snapshot.half(role).mtime for role in Role}
        tokens = memorable(snapshot.profiles.values(), written, now)
        is_new = not tokens <= self._seen.keys()
        # A token that is still there has to be noted again before it would be forgotten.
        if is_new or (self._seen_at is not None and now - self._seen_at >= DAY):
            firsts = dict.fromkeys(tokens, now) | seen.remember(tokens, host)
            self._seen, self._seen_at = {**firsts, **self._seen}, now
        return is_new
