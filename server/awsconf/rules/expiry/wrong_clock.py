"""The rule `wrong-clock`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.statics import TOKENS, supplying_keys
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At


@pair_rule(Severity.WARNING, Certainty.STRONG, needs=TOKENS)
def wrong_clock(snapshot: Snapshot) -> Iterator[Finding]:
    """The clock of this computer cannot be right, so nothing is said of any expiry.

    AWS accepts most requests only within five minutes of their time stamp, and botocore does not
    make up for a clock that is off (boto/boto3#1252): calls fail with `SignatureDoesNotMatch` or
    `RequestExpired`, as if the keys were wrong. Told is what cannot be true by this clock: a token
    that AWS is yet to issue, or one that it accepted after its end. Where only the time of a
    file lies in the future, that may be what is wrong, and it is a hint.
    On Linux `timedatectl set-ntp true` sets the clock and keeps it right, on Windows
    `w32tm /resync`, on macOS `sudo sntp -sS time.apple.com`; EC2 has a time server at
    169.254.169.123.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 issued=2026-06-01T14:00Z>
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wrong-clock: this computer's clock is behind: the session token was issued at 2026-06-01 14:00 UTC, which by that clock is still to come; set the clock, for until then no expiry can be told
    ```
    """
    found = snapshot.clock_doubt
    if found is None:
        return
    profile, verdict = found
    is_hint = verdict.certainty is Certainty.HINT
    yield Finding(
        _head(snapshot, profile) if is_hint else _token(profile),
        "{reason}; set the clock, for until then no expiry can be told",
        reason=verdict.reason,
        severity=Severity.HINT if is_hint else None,
        certainty=verdict.certainty,
        evidence=verdict.evidence,
    )


def _token(profile: Profile) -> At:
    keys = supplying_keys(profile)
    return keys.token.at if keys is not None and keys.token is not None else profile.home.header_at


def _head(snapshot: Snapshot, profile: Profile) -> At:
    """The first header of the file whose time it is."""
    token = _token(profile)
    parts = snapshot.readings[token.role].parts
    return next((part.header_at for part in parts if part.reading.header is not None), token)
