"""A time that is left, and an age, in words that change at few steps and are true between them.

An editor shows them until it is told otherwise, and is told at each step.
"""

from __future__ import annotations

from datetime import datetime, timedelta


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


def ago(moment: datetime, now: datetime) -> str:
    """A moment that has passed, in whole hours and then days: `3 hours ago`."""
    hours = (now - moment) // _HOURLY
    if hours < 1:
        return "less than an hour ago"
    if hours < _DAILY_FROM:
        return f"{hours} hour{'s' if hours > 1 else ''} ago"
    return f"{hours // 24} days ago"


def next_age(moment: datetime, now: datetime) -> datetime:
    """When `ago` next says something else."""
    hours = (now - moment) // _HOURLY
    hours = hours + 1 if hours < _DAILY_FROM else (hours // 24 + 1) * 24
    return moment + hours * _HOURLY


_HOURLY, _DAILY_FROM = timedelta(hours=1), 48
_MINUTE, _HOUR = timedelta(minutes=1), 60
# The steps of the last hour, in minutes.
_STEPS = (1, 5, 10, 15, 30, 60)
_WORDS = {1: "a minute", 60: "an hour"}
