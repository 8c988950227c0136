"""Putting files together: of each setting the one that takes effect, and those that it hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from awsconf.readers.evaluation import Setting, Settings, View
from awsconf.text import Role

Layers = Mapping[str, tuple[Setting, ...]]
"""By name all settings of that name, the nearest first: the others are hidden by it."""


def layered(settings: Iterable[Setting]) -> Layers:
    """Settings in the order of their file, of which the last of a name takes effect."""
    named: dict[str, list[Setting]] = {}
    for setting in settings:
        named.setdefault(setting.name, []).append(setting)
    return {name: tuple(reversed(same)) for name, same in named.items()}


def over(upper: Layers, lower: Layers) -> Layers:
    """`upper` laid over `lower`, setting by setting."""
    both = dict(lower)
    for name, settings in upper.items():
        both[name] = settings + lower.get(name, ())
    return both


def effective(layers: Layers) -> Settings:
    """The settings that take effect."""
    return {name: settings[0] for name, settings in layers.items()}


def view(name: str, layers: Layers, inside: Mapping[Role, Layers]) -> View:
    """A profile of these layers, and what each file alone says of it."""
    return View(
        name,
        effective(layers),
        {key: settings[1:] for key, settings in layers.items() if len(settings) > 1},
        {role: effective(alone) for role, alone in inside.items()},
    )
