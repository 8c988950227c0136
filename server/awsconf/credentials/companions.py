"""The notes about its expiry that login tools leave beside a session token, and what they mean.

No SDK reads these settings; the tools that write them disagree about names and time zones.
Whether a note belongs to the token beside it is judged in `expiry`, not here.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from awsconf.credentials.stamps import Stamp, parse_stamp
from awsconf.evidence import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COMPANION_KEYS = (
    "x_security_token_expires",
    "aws_session_expiration",
    "aws_credential_expiration",
    "aws_expiration",
    "aws_session_token_expiration",
    "aws_token_expiration",
    "expiration",
    "source_expiration",
)
"""The settings that record an expiry, the surest in their meaning first, in lower case."""

COMPANION_MARKS = (
    "manager",
    "autoawsume",
    "awsumepy_command",
    "assumed_role",
    "assumed_role_arn",
    "x_principal_arn",
    "aws_role_arn",
    "aws_role_name",
    "aws_role_principal_arn",
    "aws_principal_arn",
    "aws_saml_assertion",
)
"""The other settings by which a login tool marks a session as its own; the last is a secret."""


class Zone(enum.Enum):
    """How the zone of a note is known."""

    STATED = "stated"
    """The text has an offset, or counts seconds."""

    UTC = "UTC"
    """aws-mfa wrote the section, and aws-mfa writes UTC without saying so."""

    LOCAL = "local"
    """awsume wrote the section, and awsume writes local time without saying so."""

    UNKNOWN = "unknown"
    """Nothing tells; it may be any zone on earth."""


class Companion(NamedTuple):
    """One note: the setting's name in lower case, what it says and how sure its meaning is.

    `number` counts in the settings that were handed in, or in the comments if `comment` is true
    (`key` is then `# expires`).
    """

    key: str
    stamp: Stamp
    zone: Zone
    certainty: Certainty
    number: int
    comment: bool = False


def companions(
    settings: Iterable[tuple[str, str]],
    extra: Sequence[str] = (),
    comments: Iterable[str] = (),
) -> tuple[Companion, ...]:
    """The readable notes among the settings of one section, the surest in their meaning first.

    `extra` names further settings that a team's own tools write; they come last but for comments.
    `comments` are the section's whole comment lines; aws-sso-cli writes `# Expires: …`.
    `source_expiration` is left out: it tells of awsume's source session, not of this token.
    """
    folded = [(key.strip().lower(), value) for key, value in settings]
    naive_zone = _naive_zone(dict(folded))
    known = [key for key in COMPANION_KEYS if key != _SOURCE] + [key.lower() for key in extra]
    order = {key: rank for rank, key in reversed(list(enumerate(known)))}
    notes = sorted(_notes(folded, order, naive_zone), key=lambda note: order[note.key])
    return (*notes, *_comment_notes(comments, naive_zone))


def is_note(comment: str) -> bool:
    """Whether a whole comment line is such a note of a tool."""
    return any(True for _ in _comment_notes((comment,), Zone.UNKNOWN))


def role_session(section: str, settings: Iterable[tuple[str, str]]) -> Certainty | None:
    """How sure it is that the token of a section is a role's session, or None if nothing says so.

    `section` is the profile's name; the portal of Identity Center names it `123456789012_Name`.
    Marks may be left over from an earlier token, so they are never proof.
    """
    values = {key.strip().lower(): value.strip() for key, value in settings}
    marked = (
        ":assumed-role/" in values.get("x_principal_arn", "")
        or values.get("aws_role_arn")
        or values.get("assumed_role", "").lower() == "true"
        or _PORTAL_NAME.fullmatch(section)
    )
    return Certainty.STRONG if marked else None


def portal_account(section: str) -> str | None:
    """The account in the name that the portal of Identity Center gives a section."""
    return section[:12] if _PORTAL_NAME.fullmatch(section) else None


_SOURCE = "source_expiration"
_COMMENT = re.compile(r"\s*[#;]\s*expires?:?\s+(.{1,64})", re.IGNORECASE)
_COMMENT_KEY = "# expires"
_PORTAL_NAME = re.compile(r"[0-9]{12}_[\w+=,.@-]+", re.ASCII)


def _naive_zone(values: dict[str, str]) -> Zone:
    """The zone of a stamp that names none, by the marks of the tool that wrote the section."""
    awsume = values.get("manager", "").strip().lower() == "awsume" or "autoawsume" in values
    aws_mfa = "assumed_role" in values
    if awsume == aws_mfa:
        return Zone.UNKNOWN
    return Zone.LOCAL if awsume else Zone.UTC


def _notes(
    settings: list[tuple[str, str]], order: dict[str, int], naive_zone: Zone
) -> Iterator[Companion]:
    for index, (key, value) in enumerate(settings):
        stamp = parse_stamp(value) if key in order else None
        if stamp is not None:
            zone = Zone.STATED if stamp.aware else naive_zone
            certainty = Certainty.HINT if zone is Zone.UNKNOWN else Certainty.STRONG
            yield Companion(key, stamp, zone, certainty, index)


def _comment_notes(comments: Iterable[str], naive_zone: Zone) -> Iterator[Companion]:
    """Notes in comments; a commented `key = value` is dead text and is not one of them."""
    for index, comment in enumerate(comments):
        match = _COMMENT.fullmatch(comment.rstrip())
        stamp = parse_stamp(match[1]) if match else None
        if stamp is not None:
            zone = Zone.STATED if stamp.aware else naive_zone
            certainty = Certainty.STRONG if stamp.aware else Certainty.HINT
            yield Companion(_COMMENT_KEY, stamp, zone, certainty, index, comment=True)
