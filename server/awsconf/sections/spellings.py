"""Whether a section is the only one of its name, in whatever way its name may be spelt.

To some SDKs `[profile "dev"]`, `[ profile dev ]` and `[profile dev]` are one profile, to others
they are three; and to some an indented header is one, to others more of the value above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from awsconf.portability.disagreement import is_read_alike
from awsconf.readers.headers import NAME, tail
from awsconf.readers.reading import Part
from awsconf.snapshot import Presence, Snapshot
from awsconf.sources import may_fall_back
from awsconf.syntax import Document
from awsconf.text import Role, has_mixed_ends


def is_spelt(snapshot: Snapshot, role: Role, name: str, times: int) -> bool:
    """Whether just so many header-like lines of a file hold a name, whole and in any spelling.

    That cannot be said where a header is none to some SDK, which reads on in the section above.
    """
    named = snapshot.derive(_named)[role]
    return named[name] == times and not named[_BROKEN]


def is_there(snapshot: Snapshot, role: Role, header: str) -> bool:
    """Whether a file has a section of just that header, for whose double botocore refuses it."""
    return (role, header) in snapshot.derive(_headers)


def is_new_profile(snapshot: Snapshot, part: Part, name: str) -> bool:
    """Whether a section that gets the header of a profile brings it into being and no more.

    Below a header that it does not know, Java minds nothing that it would refuse in a profile.
    """
    ours = part.role is Role.CONFIG and name != "default" and re.fullmatch(NAME, name)
    seen = snapshot.presence(Role.CREDENTIALS) is not Presence.UNSEEN
    alone = is_spelt(snapshot, Role.CONFIG, name, 1) and is_spelt(
        snapshot, Role.CREDENTIALS, name, 0
    )
    sought = name in snapshot.references["source_profile"] and may_fall_back(snapshot)
    known = part.reading.name in (None, name)
    plain = known and tail(part) is None and is_read_alike(part)
    return bool(ours) and seen and alone and plain and not sought


def _headers(snapshot: Snapshot) -> frozenset[tuple[Role, str | None]]:
    readings = snapshot.readings.values()
    return frozenset((part.role, part.reading.header) for each in readings for part in each.parts)


def _named(snapshot: Snapshot) -> Mapping[Role, Counter[str]]:
    """How often each name stands in the lines of each file that look like headers."""
    return {role: Counter(_names(snapshot.document(role))) for role in Role}


_LONGEST = 256
"""The characters of a header of which the names are still sought."""
_BROKEN = ""
"""It stands for a header that is not closed, or one beside which stands more than a comment."""


def _names(document: Document | None) -> Iterator[str]:
    if document is not None and has_mixed_ends(document.text):
        yield _BROKEN
    for section in document.sections if document is not None else ():
        if section.header is not None:
            header = section.read(section.header.span)
            # Of a header longer than anybody writes them, each ending would be a name.
            if len(header) > _LONGEST or not re.fullmatch(r"\[[^]]+\](\s+[#;].*)?", header):
                yield _BROKEN
            if len(header) > _LONGEST:
                continue
            for word in re.findall(NAME, header):
                yield word
                # `[profile.dev]` is meant for `dev`, and `[a.b]` may be.
                yield from re.findall("[.:/](?=(.+))", word)
