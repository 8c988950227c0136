"""The graph of the profiles for Mermaid: whose credentials come from where, and what they share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awsconf.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from awsconf.readers.evaluation import View
    from awsconf.report.resolution import Answered


def mermaid(answers: Sequence[Answered]) -> Iterator[str]:
    """A flow chart: an arrow leads from each profile to what it gets its credentials from."""
    graph = _Graph({one.resolution.profile: _verdict(one) for one in answers})
    for one in answers:
        if one.resolution.view is not None:
            graph.add(one, one.resolution.view)
        else:
            graph.add_bare(one)
    yield "flowchart LR\n"
    yield "".join(f"  {line}\n" for line in (*graph.nodes.values(), *graph.arrows))
    if graph.missing:
        yield f"  classDef missing stroke-dasharray: 4\n  class {','.join(graph.missing)} missing\n"


class _Graph:
    """Nodes by what they stand for, and the arrows between them."""

    def __init__(self, verdicts: Mapping[str | None, str]) -> None:
        self.verdicts = verdicts
        self.nodes: dict[tuple[str, str], str] = {}
        self.arrows: dict[str, None] = {}
        self.missing: list[str] = []
        self._ids: dict[tuple[str, str], str] = {}

    def add(self, one: Answered, view: View) -> None:
        """A profile with all that it leads to."""
        todo = [view]
        while todo:
            view = todo.pop()
            if ("profile", view.name) in self.nodes:
                continue
            self._profile(one, view)
            source = view.text("source_profile")
            if source is not None and (following := one.evaluation.profiles.get(source)):
                todo.append(following)

    def add_bare(self, one: Answered) -> None:
        """A profile that no file has, or a file that is refused, with its answer."""
        name = one.resolution.profile
        key = ("file", one.subject) if name is None else ("profile", name)
        if key not in self.nodes:
            self.nodes[key] = f'{self._id(*key)}["{_label(one, one.subject)}{_verdict(one)}"]'

    def _profile(self, one: Answered, view: View) -> None:
        detail = self.verdicts.get(view.name, "")
        name = self._id("profile", view.name)
        self.nodes["profile", view.name] = f'{name}["{_label(one, view.name)}{detail}"]'
        for setting, (kind, shape, dashes) in _LEADS.items():
            target = view.text(setting)
            if target is None:
                continue
            there = target in _table(one, kind)
            role = view.text("role_arn") if kind in ("profile", "source") else None
            text = setting if role is None else role
            arrow = f'{dashes}|"{_label(one, text)}"|'
            self.arrows[f"{name} {arrow} {self._id(kind, target)}"] = None
            if kind != "profile" or not there:
                self._leaf(one, kind, target, shape, there=there)

    def _leaf(self, one: Answered, kind: str, name: str, shape: str, *, there: bool) -> None:
        if (kind, name) not in self.nodes:
            title = {"profile": "", "source": ""}.get(kind, f"{kind} ")
            label = f"{title}{_label(one, name)}"
            self.nodes[kind, name] = self._id(kind, name) + shape.format(label)
            if not there:
                self.missing.append(self._id(kind, name))

    def _id(self, kind: str, name: str) -> str:
        return self._ids.setdefault((kind, name), f"n{len(self._ids)}")


_LEADS = {
    "source_profile": ("profile", '["{}"]', "-->"),
    "credential_source": ("source", '{{{{"{}"}}}}', "-->"),
    "sso_session": ("sso-session", '(["{}"])', "-->"),
    "services": ("services", '[["{}"]]', "-.->"),
}
_SOURCES = frozenset({"Environment", "EcsContainer", "Ec2InstanceMetadata"})


def _table(one: Answered, kind: str) -> Container[str]:
    evaluation = one.evaluation
    tables: dict[str, Container[str]] = {
        "profile": evaluation.profiles,
        "sso-session": evaluation.sessions,
        "services": evaluation.services,
    }
    return tables.get(kind, _SOURCES)


def _verdict(one: Answered) -> str:
    failure = one.failure
    return f"<br/>{failure.type if failure else one.provider}"


def _label(one: Answered, text: str) -> str:
    """A text inside quotes; what means something to Mermaid is written by its number."""
    shown = printable(one.say(text))
    return re.sub(r"[^\w .:/@+-]", lambda match: f"#{ord(match[0])};", shown)
