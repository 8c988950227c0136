"""Comments on the line of a setting, which some SDKs cut off and some take for the value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from awsconf.catalogue import find, is_secret
from awsconf.entries import Setting as Known
from awsconf.portability.disagreement import Take, compared, takes
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Setting
from awsconf.readers.reading import Part, Value
from awsconf.targets import reads
from awsconf.text import Span


class Comment(NamedTuple):
    """A stretch of a line that is a comment to some SDKs and part of the value to others.

    `setting` is what the catalogue knows of the one it stands beside, `value` the setting at the
    top of the section, `line` where that line of the section begins, and `kept` what is left of
    the value for those who cut.
    """

    setting: Known
    value: Value
    span: Span
    kept: Span
    keepers: tuple[Dialect, ...]
    cutters: tuple[Dialect, ...]

    @property
    def is_in_secret(self) -> bool:
        """Whether it may well be a piece of a secret or of a command."""
        return is_secret(self.setting.name) or self.setting.type == "command"

    @property
    def is_critical(self) -> bool:
        """Whether nothing works with a value that is longer than it should be."""
        setting = self.setting
        is_for_credentials = (setting.category or "").startswith("credentials")
        return setting.type in _CRITICAL or (is_for_credentials and setting.type != "duration")


_CRITICAL = frozenset(
    {
        "access_key_id",
        "account_id",
        "arn",
        "mfa_serial",
        "profile_name",
        "region",
        "services_name",
        "sso_session_name",
        "url",
    }
)


def comments(part: Part) -> Iterator[Comment]:
    """The comments beside the settings of a section."""
    for value, setting in compared(part):
        text = part.section.read(value.lines)
        if "#" not in text and ";" not in text:
            continue
        taken = takes(part, value)
        python = taken[Dialect.PYTHON].setting
        if python is None:
            continue
        if not python.nested:
            yield from _comment(part, value, setting, python, {d: t.text for d, t in taken.items()})
        for name, inner in python.nested.items():
            texts = {dialect: _inner(take, inner) for dialect, take in taken.items()}
            known = find(part.reading.kind, name, value.name) or setting
            yield from _comment(part, value, known, inner, texts)


def _inner(take: Take, inner: Setting) -> str | None:
    """What an SDK makes of the setting of a block that stands where `inner` does."""
    if take.setting is None:
        return None
    same = (each for each in take.setting.nested.values() if each.name_at == inner.name_at)
    return next((each.text for each in same), None)


def _comment(
    part: Part, value: Value, known: Known, python: Setting, texts: dict[Dialect, str | None]
) -> Iterator[Comment]:
    head = python.text.split("\n", 1)[0]
    cuts = [len(text) for text in texts.values() if text is not None and _is_cut(head, text)]
    if not cuts:
        return
    start = takes(part, value)[Dialect.PYTHON].span(python.at).start
    kept = min(cuts)
    rest = head[kept:].lstrip()
    # Of who never asks for the setting, it is no matter what it would find there.
    asking = {who: text for who, text in texts.items() if reads(who, known)}
    seen = {dialect: text for dialect, text in asking.items() if text is not None}
    yield Comment(
        known,
        value,
        Span(start + len(head) - len(rest), start + len(head)),
        Span(start, start + kept),
        tuple(dialect for dialect, text in seen.items() if rest in text),
        tuple(dialect for dialect, text in seen.items() if rest not in text),
    )


def _is_cut(head: str, text: str) -> bool:
    return head.startswith(text) and head[len(text) :].lstrip().startswith(("#", ";"))
