"""A time that is left, in words that stay true until the end.

An editor shows them until it is told otherwise: they change at few steps, and are never wrong
between two of them.
"""

from __future__ import annotations

from datetime import timedelta


def soon(left: timedelta) -> str:
    """A time that is left: `in less than 10 minutes`."""
    minutes = left // _MINUTE
    if minutes >= _HOUR:
        return f"in less than {minutes // _HOUR + 1} hours"
    step = next(step for step in _STEPS if minutes < step)
    return f"in less than {_WORDS.get(step, f'{step} minutes')}"


def next_step(left: timedelta) -> timedelta:
    """How much is left when `soon` is about to say something else."""
    minutes = left // _MINUTE
    if minutes >= _HOUR:
        return minutes // _HOUR * _HOUR * _MINUTE
    return max((step for step in _STEPS if step <= minutes), default=0) * _MINUTE


_MINUTE, _HOUR = timedelta(minutes=1), 60
# The steps of the last hour, in minutes.
_STEPS = (1, 5, 10, 15, 30, 60)
_WORDS = {1: "a minute", 60: "an hour"}
