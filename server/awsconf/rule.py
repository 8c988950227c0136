"""The vocabulary of judgement: rules, what they find, and how it could be mended.

A rule is one decorated function in a module of its own name; its docstring is its page.
There are three kinds, by what they look at. The findings of a *section rule* follow from one
section, those of a *profile rule* from the sections of one profile, so both are remembered with
the text; a *pair rule* sees the whole snapshot, the clock included, and runs every time.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from awsconf.evidence import Certainty
from awsconf.finding import Finding, Fix, Related, Severity, fix, listed, plain
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.snapshot import Scene, Snapshot

# A rule takes its whole vocabulary from here.
__all__ = [
    "Finding",
    "Fix",
    "Related",
    "Rule",
    "Scope",
    "Severity",
    "Trigger",
    "fix",
    "listed",
    "pair_rule",
    "plain",
    "profile_rule",
    "section_rule",
]

SectionRule = Callable[[Part, Scene], Iterator[Finding]]
ProfileRule = Callable[[Profile, Scene], Iterator[Finding]]
PairRule = Callable[[Snapshot], Iterator[Finding]]


class Scope(enum.Enum):
    """What a rule looks at."""

    SECTION = "section"
    PROFILE = "profile"
    PAIR = "pair"


class Trigger(NamedTuple):
    """What must be there for a rule to have anything to find, so that it need not be asked.

    `needs` names settings (in lower case) and `environ` variables of which one must be set.
    `odd` is for section rules about form: in a section that all SDKs read alike, there is nothing
    for them. `unusual` is for rules about names and values: a section or profile of usual ones has
    nothing for them. `where` names what of the snapshot a pair rule looks at: where that is empty
    or false, the rule need not be asked.
    """

    needs: frozenset[str] = frozenset()
    environ: frozenset[str] = frozenset()
    odd: bool = False
    unusual: bool = False
    where: str = ""


ALWAYS = Trigger()


class Rule:
    """A rule: its name, what it looks at, and the function that judges.

    Where no function is given, it is loaded from the rule's module when it is first asked for:
    most files need few of the rules, and each module costs a start its share.
    """

    def __init__(
        self,
        name: str,
        family: str,
        scope: Scope,
        severity: Severity,
        certainty: Certainty,
        judge: Callable[..., Iterator[Finding]] | None = None,
        trigger: Trigger = ALWAYS,
        *,
        fixable: bool = False,
        on: bool = True,
    ) -> None:
        self.name = name
        self.family = family
        self.scope = scope
        self.severity = severity
        self.certainty = certainty
        self.trigger = trigger
        self.fixable = fixable
        self.on = on
        self._judge = judge

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"

    @property
    def judge(self) -> Callable[..., Iterator[Finding]]:
        """The function that judges."""
        if self._judge is None:
            # Imported here, since the index of the rules stands above them.
            from importlib import import_module

            word = self.name.replace("-", "_")
            module = import_module(f"awsconf.rules.{self.family}.{word}")
            self._judge = getattr(module, word).judge
        assert self._judge is not None  # noqa: S101
        return self._judge

    @property
    def page(self) -> str:
        """What the rule says of itself, in Markdown; the first line is its summary."""
        lines = (self.judge.__doc__ or "").rstrip().split("\n")
        depth = min((len(line) - len(line.lstrip()) for line in lines[1:] if line), default=0)
        return "\n".join((lines[0], *(line[depth:] for line in lines[1:]))) + "\n"

    @property
    def summary(self) -> str:
        """One line."""
        return self.page.split("\n", 1)[0]


def section_rule(
    severity: Severity,
    certainty: Certainty = Certainty.PROOF,
    *,
    needs: Iterable[str] = (),
    odd: bool = False,
    unusual: bool = False,
    fixable: bool = False,
) -> Callable[[SectionRule], Rule]:
    """Make a rule of a function that judges one section as botocore reads it.

    The trigger (see `Trigger`) keeps it from the sections in which there is nothing to find;
    `fixable` says that some of its findings offer a fix.
    """
    trigger = Trigger(frozenset(needs), odd=odd, unusual=unusual)
    return _made(Scope.SECTION, severity, certainty, trigger, fixable=fixable)


def profile_rule(
    severity: Severity,
    certainty: Certainty = Certainty.PROOF,
    *,
    needs: Iterable[str] = (),
    unusual: bool = False,
    fixable: bool = False,
    on: bool = True,
) -> Callable[[ProfileRule], Rule]:
    """Make a rule of a function that judges one profile over both files.

    `needs` names settings without any of which there is nothing to find, so that most profiles
    need not be judged at all. A rule that is not `on` is asked only where a person selects it.
    """
    trigger = Trigger(frozenset(needs), unusual=unusual)
    return _made(Scope.PROFILE, severity, certainty, trigger, fixable=fixable, on=on)


def pair_rule(
    severity: Severity,
    certainty: Certainty = Certainty.PROOF,
    *,
    needs: Iterable[str] = (),
    environ: Iterable[str] = (),
    odd: bool = False,
    where: str = "",
    fixable: bool = False,
    on: bool = True,
) -> Callable[[PairRule], Rule]:
    """Make a rule of a function that judges a whole snapshot, on every keystroke anew.

    `where` is the property of `Snapshot` that it looks at, if there is one that is mostly empty;
    an `odd` one looks at `odd_headers`.
    """
    where = "odd_headers" if odd else where
    trigger = Trigger(frozenset(needs), frozenset(environ), where=where)
    return _made(Scope.PAIR, severity, certainty, trigger, fixable=fixable, on=on)


def _made(
    scope: Scope,
    severity: Severity,
    certainty: Certainty,
    trigger: Trigger,
    *,
    fixable: bool,
    on: bool = True,
) -> Callable[[Any], Rule]:
    def rule(judge: Any) -> Rule:
        family, name = judge.__module__.split(".")[-2], judge.__name__.replace("_", "-")
        return Rule(
            name, family, scope, severity, certainty, judge, trigger, fixable=fixable, on=on
        )

    return rule
