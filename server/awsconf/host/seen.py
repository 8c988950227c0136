"""Remembers when session tokens were first seen here, for who has asked for that.

One small file in the folder in which the platform lets programs keep their state; it is for its
owner alone, holds no token, and is written by nothing else than `remember`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from awsconf.credentials.memory import KEY_SIZE, Memory, recall, remembering, written
from awsconf.host.reading import Absence, Read, read
from awsconf.host.writing import ChangedOnDisk, write

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from awsconf.credentials.keys import Fingerprint
    from awsconf.host.machine import Host

NAME = "first-seen.json"

_ATTEMPTS = 3
"""Another process may write in between; what it wrote is taken in then."""


def remember(tokens: Collection[Fingerprint], host: Host) -> dict[Fingerprint, datetime]:
    """Note that tokens are there now, and return when each was seen first.

    A file that is damaged is made anew. Where it cannot be read or written, tokens are as good as
    seen for the first time.
    """
    if not tokens:
        return {}
    path, memory = host.state_folder() / NAME, None
    for _ in range(_ATTEMPTS):
        found = read(path)
        if not isinstance(found, Read) and found.reason is not Absence.NOT_FOUND:
            break
        text = found.text if isinstance(found, Read) else ""
        before = recall(text) or memory or Memory(os.urandom(KEY_SIZE), {})
        memory = remembering(before, tokens, host.now())
        if text != written(memory) and not _stored(path, written(memory), found):
            continue
        break
    firsts = {token: memory.first(token) if memory else None for token in tokens}
    return {token: first for token, first in firsts.items() if first is not None}


def _stored(path: Path, text: str, found: object) -> bool:
    """Whether trying again would not help: it is written, or cannot be."""
    expected = found if isinstance(found, Read) else None
    try:
        if expected is not None and expected.mode is not None and expected.mode & 0o077:
            path.chmod(0o600)
        write(path, text, expected)
    except ChangedOnDisk:
        return False
    except OSError:
        # The person is told of nothing that was only a help; the next time may do better.
        return True
    return True
