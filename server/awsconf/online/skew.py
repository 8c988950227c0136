"""How far this computer's clock is from that of a server, by the `Date` of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from awsconf.doctor.observations import Clock
from awsconf.online.transport import Failed, Route, send

TIMEOUT = 5.0


def measure(
    endpoint: str,
    now: Callable[[], datetime],
    environ: Mapping[str, str],
    timeout: float = TIMEOUT,
) -> Clock:
    """Ask the server at `endpoint`, such as `https://sts.amazonaws.com`, for its time.

    Nothing is signed and nothing of the files is sent; proxies and certificates are those of
    the environment.
    """
    before = now()
    answer = send(Route.of(endpoint, environ, timeout), "HEAD", {}, b"")
    if isinstance(answer, Failed):
        return Clock(asked=endpoint, trouble=answer.trouble.value)
    # The server's time is that of some moment between question and answer.
    off = skew(answer.headers.get("date"), before + (now() - before) / 2)
    trouble = "its answer bears no date" if off is None else None
    return Clock(skew=off, asked=endpoint, trouble=trouble)


def skew(date: str | None, ours: datetime) -> timedelta | None:
    """How far `ours` is ahead of the `Date` of an answer, to the second; None without one."""
    if not date:
        return None
    try:
        theirs = parsedate_to_datetime(date)
    except (TypeError, ValueError, OverflowError):
        return None
    theirs = theirs.replace(tzinfo=timezone.utc) if theirs.tzinfo is None else theirs
    try:
        return timedelta(seconds=round((ours - theirs).total_seconds()))
    except OverflowError:
        return None
