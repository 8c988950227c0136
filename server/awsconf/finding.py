"""What rules find: the place, the words, how bad and how sure it is, and how it could be mended."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import NamedTuple, TypeVar

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Found
from awsconf.snapshot import Presence, Scene
from awsconf.text import At, Role
from awsconf.wording import enumerated

T = TypeVar("T")
Judge = Callable[[T], Iterator["Finding"]]


class Severity(enum.Enum):
    """How bad it is; the first is the worst."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Fix(NamedTuple):
    """One way to mend a finding; several ways are alternatives.

    *Safe*: no reader that worked before gets another identity or another setting.
    *Preferred*: the evidence proves it to be the right one; at most one of a finding is.
    *Moves a secret*: an edit carries one to another place, so whoever passes it on waits until it
    is asked for, and nobody shows it.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False
    preferred: bool = False
    moves_secret: bool = False


def fix(
    title: str, edits: tuple[Edit, ...], *, safe: bool = False, preferred: bool = False
) -> tuple[Fix, ...]:
    """A fix, or none where there are no edits that would make it."""
    return (Fix(title, edits, safe, preferred),) if edits else ()


class Related(NamedTuple):
    """A further place that belongs to the story."""

    at: At
    message: str


class Finding:
    """Something wrong, at a place.

    The message is a template; its named fields go into reports beside it.
    `severity` and `certainty` are the rule's own unless they are given.
    `unnecessary` marks text that has no effect, which editors grey out.
    """

    def __init__(
        self,
        at: At,
        template: str,
        *,
        severity: Severity | None = None,
        certainty: Certainty | None = None,
        evidence: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        fixes: tuple[Fix, ...] = (),
        unnecessary: bool = False,
        **fields: str,
    ) -> None:
        self.at = at
        self.template = template
        self.fields: Mapping[str, str] = fields
        self.severity = severity
        self.certainty = certainty
        self.evidence = evidence
        self.related = related
        self.fixes = fixes
        self.unnecessary = unnecessary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Finding at {self.at}: {self.message}>"

    @property
    def profile(self) -> str | None:
        """The profile that it is about, if it names one."""
        return self.fields.get("profile") or None

    @property
    def message(self) -> str:
        """The template with its fields put in."""
        return self.template.format_map(self.fields)

    def unless_unseen(self, scene: Scene, role: Role) -> Finding:
        """This finding, or a mere hint where a half that is not in view could cure it."""
        if scene.presence(role) is not Presence.UNSEEN:
            return self
        return self.softened(
            ", unless the {unseen} file, which is not in view, cures that", unseen=role.value
        )

    def unless_either_unseen(self, scene: Scene) -> Finding:
        """This finding, or a mere hint where one of the files is not in view and could cure it."""
        finding = self
        for role in Role:
            finding = finding.unless_unseen(scene, role)
        return finding

    def unless_tool(self, tool: str | None) -> Finding:
        """This finding, or a mere hint where a tool whose marks stand there may see to it."""
        if tool is None:
            return self
        return self.softened(", unless {tool}, whose marks stand here, sees to that", tool=tool)

    def softened(self, remark: str, **fields: str) -> Finding:
        """This finding as a mere hint, with the reason in place of the remedy."""
        return Finding(
            self.at,
            self.template.split(";")[0] + remark,
            severity=Severity.HINT,
            certainty=Certainty.HINT,
            evidence=self.evidence,
            related=self.related,
            fixes=tuple(fix._replace(safe=False, preferred=False) for fix in self.fixes),
            unnecessary=self.unnecessary,
            **self.fields,
            **fields,
        )


def once(by: str) -> Callable[[Judge[T]], Judge[T]]:
    """Have a rule say of each place one thing, for what stands in `[DEFAULT]` is in every profile.

    Of mere hints that have the field `by` in common, the first stands for all.
    """

    def made(judge: Judge[T]) -> Judge[T]:
        @wraps(judge)
        def judged(world: T) -> Iterator[Finding]:
            seen: set[object] = set()
            for finding in judge(world):
                hinted = finding.severity is Severity.HINT and finding.fields.get(by)
                what = hinted or finding.at
                if what not in seen:
                    seen.add(what)
                    yield finding

        return judged

    return made


def plain(name: str) -> str:
    """The name of a setting as a message may show it.

    A secret that was pasted over two lines may look like a name; what could be a piece of one is
    not repeated.
    """
    return name if _PLAIN.fullmatch(name) else "…"


_PLAIN = re.compile(r"(?=.{1,39}\Z)(?:[a-z0-9_. -]+|[A-Z0-9_. -]+|[A-Za-z_. -]+)")


def listed(settings: Iterable[Found]) -> str:
    """The names of settings as their file spells them, for a sentence: "`a` and `b`"."""
    return series(found.value.name for found in settings)


def series(names: Iterable[str]) -> str:
    """Names for a sentence: "`a`, `b` and `c`"."""
    return enumerated([f"`{name}`" for name in names])
