"""The rule `stale-expiry-note`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.companions import Companion
from awsconf.credentials.key_facts import note_comments, note_settings
from awsconf.credentials.statics import TOKENS
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, has_mixed_ends


@pair_rule(
    Severity.WARNING,
    Certainty.STRONG,
    fixable=True,
    needs=TOKENS,
)
def stale_expiry_note(snapshot: Snapshot) -> Iterator[Finding]:
    """A note of an expiry that does not belong to the token beside it.

    Login tools leave such notes, and a tool that only replaces the keys leaves the note of the
    token before. It would make a prompt, a script or a person trust a dead token, or throw away
    a live one. The time at which AWS issued the token is readable from it, and no token outlives
    that by more than 36 hours; a note outside those bounds is of another token. So is one from
    which a cache with the same token differs by more than two minutes, or after which AWS still
    accepted the token.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 issued=2026-06-01T11:00Z>
    expiration = 2026-05-01T12:00:00Z
                 ^^^^^^^^^^^^^^^^^^^^ stale-expiry-note: this expiry note of `project1` is not of its token: it lies before the token was issued, at 2026-06-01 11:00 UTC
    ```
    """
    for name, verdict in snapshot.verdicts.items():
        for companion, reason in verdict.stale:
            at, lines = _where(snapshot, snapshot.profiles[name], companion)
            yield Finding(
                at,
                "this expiry note of `{profile}` is not of its token: {reason}",
                profile=name,
                reason=reason,
                unnecessary=True,
                fixes=tuple(_fixes(snapshot.profiles[name], lines)),
            )


def _fixes(profile: Profile, lines: At) -> Iterator[Fix]:
    parts = profile.parts
    if not any(part.swallows_header or has_mixed_ends(part.section.text) for part in parts):
        yield Fix("Delete the stale note", (Edit(lines, ""),), safe=True, preferred=True)


def _where(snapshot: Snapshot, profile: Profile, companion: Companion) -> tuple[At, At]:
    """The note itself, and the whole lines that it takes up."""
    if not companion.comment:
        found = note_settings(profile)[companion.number][1]
        return found.at, found.lines_at
    at = note_comments(profile)[companion.number][1]
    document = snapshot.document(at.role)
    if document is None:
        return at, at
    source = document.source
    line = source.place(at.start).line
    last = line + 1 == len(source.line_starts)
    end = len(source.text) if last else source.line_starts[line + 1]
    return at, At(at.role, source.line_starts[line], end)
