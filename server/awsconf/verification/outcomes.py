"""What came of asking AWS: an identity, a refusal with its code, or no answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from awsconf.facts import Answer
from awsconf.verification.troubles import Trouble

TOLERANCE = timedelta(minutes=5)
"""How far a clock may be off; of most requests AWS takes no older ones."""


class Outcome(NamedTuple):
    """What `endpoint` answered, when it was asked at `at` (aware, in UTC).

    Either `arn` and `account`; or `error`, the code of a refusal, which the role number `hop` met
    where roles were assumed; or the `trouble` for which there is no answer. `skew` is how far this
    clock is ahead of the server's. `expires` is the end of a role session.
    """

    at: datetime
    endpoint: str
    account: str | None = None
    arn: str | None = None
    error: str | None = None
    trouble: Trouble | None = None
    skew: timedelta | None = None
    hop: int = 0
    expires: datetime | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether AWS knows who that is."""
        return self.arn is not None

    @property
    def has_wrong_clock(self) -> bool:
        """Whether the clocks are too far apart for a signature to hold."""
        return self.skew is not None and abs(self.skew) > TOLERANCE

    @property
    def answer(self) -> Answer | None:
        """The answer as a fact about the keys; None where it tells nothing of them.

        A refusal under a wrong clock tells of the clock, and others of AWS's own state.
        """
        if self.is_accepted:
            return Answer(self.at, self.account, self.arn)
        if self.error is None or self.error in OF_NO_KEYS:
            return None
        if self.has_wrong_clock and self.error in BY_CLOCK:
            return None
        return Answer(self.at, error=self.error)


BY_CLOCK = frozenset(
    {
        "RequestExpired",
        "RequestTimeTooSkewed",
        "RequestInTheFuture",
        "SignatureDoesNotMatch",
        "InvalidSignatureException",
        "AuthFailure",
    }
)
"""The codes by which AWS refuses what seems to be signed at a wrong time, among other reasons.

Source: smithy-lang/smithy-typescript: service-error-classification/constants.ts.
"""

OF_NO_KEYS = frozenset(
    {
        "InternalFailure",
        "OptInRequired",
        "RegionDisabledException",
        "ServiceUnavailable",
        "Throttling",
        "ThrottlingException",
    }
)
"""The codes that say nothing of the keys: another time or another Region, and they might work."""
