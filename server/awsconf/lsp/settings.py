"""What the person can set, and how it is read: what is unknown is logged and has no effect.

`target` is a list of the SDKs that read the files, as `awsconf check --target` has it; under
`expiry` stand `warnWithinMinutes`, `companionKeys`, `useCaches` and `rememberFirstSeen`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from awsconf.lsp import logs
from awsconf.readers.dialects import Dialect
from awsconf.snapshot import DEFAULT_OPTIONS, Options


class Settings(NamedTuple):
    """What the person has set; `options` is what the core is to know of it."""

    options: Options = DEFAULT_OPTIONS
    use_caches: bool = True
    remember_first_seen: bool = False


def settings(given: Any) -> Settings:
    """What the settings of a client stand for, inside of `awsconf` or not."""
    own = value_of(given, "awsconf")
    given = given if own is None else own
    expiry = value_of(given, "expiry")
    # Outside of `awsconf`, the other names may be other servers'.
    _tell_unknown("awsconf", own, ("target", "expiry"))
    _tell_unknown("expiry", expiry, _OF_EXPIRY)
    return Settings(
        Options(
            _minutes(value_of(expiry, "warnWithinMinutes")),
            _targets(value_of(given, "target")),
            _names(value_of(expiry, "companionKeys")),
        ),
        _flag(expiry, "useCaches", default=True),
        _flag(expiry, "rememberFirstSeen", default=False),
    )


_OF_EXPIRY = ("warnWithinMinutes", "companionKeys", "useCaches", "rememberFirstSeen")


def _tell_unknown(where: str, given: Any, known: tuple[str, ...]) -> None:
    """Log that there are names that nobody knows; not which, since they may be anything."""
    unknown = len(given.keys() - set(known)) if isinstance(given, dict) else 0
    if unknown:
        names = ", ".join(known)
        logs.log.warning("%s: %d unknown among its names; known are %s", where, unknown, names)


LONGEST_WARNING = 36 * 60
"""No token lives longer, in minutes."""


def _targets(target: Any) -> frozenset[Dialect]:
    if target is None:
        return DEFAULT_OPTIONS.targets
    known = {dialect.value: dialect for dialect in Dialect}
    named = target if isinstance(target, (list, tuple)) else [target]
    chosen = frozenset(known[name] for name in named if isinstance(name, str) and name in known)
    if len(chosen) < len(named):
        logs.log.warning("target: one of %d entries is no SDK that is known", len(named))
    return chosen or DEFAULT_OPTIONS.targets


def _minutes(given: Any) -> timedelta:
    if given is None:
        return DEFAULT_OPTIONS.expiring_within
    is_number = isinstance(given, (int, float)) and not isinstance(given, bool)
    if is_number and 0 <= given <= LONGEST_WARNING:
        return timedelta(minutes=given)
    logs.log.warning("expiry.warnWithinMinutes: no number from 0 to %d", LONGEST_WARNING)
    return DEFAULT_OPTIONS.expiring_within


def _names(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    if isinstance(given, (list, tuple)) and all(isinstance(name, str) for name in given):
        return tuple(name.strip().lower() for name in given if name.strip())
    logs.log.warning("expiry.companionKeys: no list of names")
    return ()


def _flag(given: Any, name: str, *, default: bool) -> bool:
    value = value_of(given, name)
    if value is None or isinstance(value, bool):
        return default if value is None else value
    logs.log.warning("expiry.%s: neither true nor false", name)
    return default


def value_of(given: Any, name: str) -> Any:
    """What an object of JSON has under a name; None for all else."""
    return given.get(name) if isinstance(given, dict) else None
