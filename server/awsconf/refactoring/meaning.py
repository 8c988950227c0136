"""Whether the SDKs make the same of both files before and after: settings, and who answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from awsconf.catalogue import settings
from awsconf.credentials.statics import KEYS
from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.readers.evaluation import Evaluation, Setting, Settings, View
from awsconf.refactoring.answers import Apart
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Hop, Resolution
from awsconf.sections.sessions import same_portal
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.targets import Concerned, concerned
from awsconf.text import Role


class Change(NamedTuple):
    """What would not be what it was, and to whom."""

    what: str
    who: Concerned


def changed(before: Snapshot, after: Snapshot, apart: Apart) -> Change | None:
    """What the SDKs of the team that read both files would not make of them as they did.

    A profile that failed may come to work, and one that an SDK did not know may come into being.
    """
    lost = {
        dialect: what
        for dialect in Dialect
        if dialect in before.options.targets
        and (what := _lost(_seen(dialect, before), _seen(dialect, after), apart))
    }
    return Change(next(iter(lost.values())), concerned(before.options, lost)) if lost else None


def _seen(dialect: Dialect, snapshot: Snapshot) -> Evaluation:
    return evaluate(dialect, *(snapshot.document(role) for role in Role))


def _lost(then: Evaluation, now: Evaluation, apart: Apart) -> str | None:
    """The first thing that is not what it was, for a sentence."""
    if then.refusals:
        return None
    if now.refusals:
        return "the files"
    for view in then.profiles.values():
        if not _has_profile(view, then, now, apart):
            return f"`{view.name}`"
    sessions = _lost_of(then.sessions, now.sessions, apart.sections)
    return sessions or _lost_of(then.services, now.services, apart.sections)


def _has_profile(view: View, then: Evaluation, now: Evaluation, apart: Apart) -> bool:
    other = now.profiles.get(view.name)
    if other is None or not _has_keys(view, now, apart):
        return False
    before, free = ask(then, Asked(view.name)), apart.settings
    if before.provider is None or view.name in apart.renamed:
        free = free | CREDENTIALS
    name = apart.renamed[view.name] if view.name in apart.reborn else view.name
    if before.provider is not None and not _is_same(before, ask(now, Asked(name)), name):
        return False
    return _told(view, then, free, apart.renamed) == _told(other, now, free)


def _has_keys(view: View, now: Evaluation, apart: Apart) -> bool:
    """Whether the keys of a profile are found where they are to be, the secret among them."""
    if view.name not in apart.renamed:
        return True
    base = now.profiles.get(apart.renamed[view.name])
    return base is not None and all(_text(view.get(name)) == _text(base.get(name)) for name in KEYS)


def _is_same(before: Resolution, after: Resolution, name: str) -> bool:
    """Whether the same credentials are found; under another name, those that a chain ends with."""
    then, now = list(_links(before)), list(_links(after))
    if name != before.profile:
        then = then[-1:]
    return after.error is None and then == now


def _links(resolution: Resolution) -> Iterator[object]:
    for hop in resolution.hops:
        yield _KEPT_IN.get(hop.provider, hop.provider), _text(hop.role), _value(hop)


def _value(hop: Hop) -> str | None:
    # Where one signs in is compared with the other settings, wherever it is said.
    return None if hop.provider is Provider.SSO else _text(hop.at_setting)


def _told(
    view: View,
    evaluation: Evaluation,
    free: frozenset[str],
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, object]:
    """The settings of a profile with those of its session, without some; to be compared only."""
    beneath = evaluation.sessions.get(view.text("sso_session") or "", {})
    both = {**{name: beneath[name] for name in _SIGN_IN if name in beneath}, **view.settings}
    told: dict[str, object] = {
        name: (each.text, _texts(each.nested))
        for name, each in both.items()
        # Nobody asks for the setting without a name that Go knows.
        if name and name.lower() not in free
    }
    if (url := both.get("sso_start_url")) is not None:
        told["sso_start_url"] = same_portal(url.text), {}
    source = view.text("source_profile")
    if source is not None and source in renamed and "source_profile" in told:
        told["source_profile"] = renamed[source], {}
    return told


def _lost_of(
    then: Mapping[str, Settings], now: Mapping[str, Settings], free: frozenset[str]
) -> str | None:
    for name, table in then.items():
        if name not in free and (name not in now or _texts(table) != _texts(now[name])):
            return f"`{name}`"
    return None


def _texts(table: Settings) -> Mapping[str, tuple[str, object]]:
    return {name: (each.text, _texts(each.nested)) for name, each in table.items() if name}


def _text(setting: Setting | None) -> str | None:
    return None if setting is None else setting.text


_SIGN_IN = ("sso_region", "sso_start_url")

CREDENTIALS = frozenset(
    setting.name
    for setting in settings(SectionKind.PROFILE)
    if (setting.category or "").startswith("credentials")
)
"""The settings that say who a profile is."""

# Static keys are the same keys in either file.
_KEPT_IN: Mapping[Provider | None, Provider] = {
    Provider.CONFIG_FILE: Provider.SHARED_CREDENTIALS,
}
