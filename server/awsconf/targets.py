"""Whom a finding concerns: of the SDKs that it is about, those that a team uses; who reads what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from awsconf.readers.dialects import Dialect
from awsconf.snapshot import Options
from awsconf.wording import enumerated

if TYPE_CHECKING:
    from awsconf.entries import Setting


class Concerned(NamedTuple):
    """SDKs as a sentence names them; it is false where there is none, and nothing to be said."""

    dialects: tuple[Dialect, ...]

    def __bool__(self) -> bool:
        return bool(self.dialects)

    def __str__(self) -> str:
        """The names: "the AWS CLI, boto3, Go and Rust"."""
        titles = [dialect.title for dialect in self.dialects]
        if self.dialects[:1] == (Dialect.PYTHON,):
            titles[:1] = titles[0].split(" and ")
        return enumerated(titles)

    def does(self, singular: str, plural: str) -> str:
        """The names with what they do: "Go loses", "Go and Rust lose"; nothing of nobody."""
        if not self:
            return ""
        alone = len(self.dialects) == 1 and Dialect.PYTHON not in self.dialects
        return f"{self} {singular if alone else plural}"


def concerned(options: Options, dialects: Iterable[Dialect]) -> Concerned:
    """Those of `dialects` that are among the targets, in the order of `Dialect`."""
    meant = options.targets.intersection(dialects)
    return Concerned(tuple(dialect for dialect in Dialect if dialect in meant))


def reading(options: Options, readers: Iterable[Dialect]) -> str:
    """Who reads what only `readers` do, as "only Go reads", "no SDK reads" or "Go does not read".

    It is empty where every target reads it.
    """
    readers = frozenset(readers)
    losing, able = concerned(options, set(Dialect) - readers), concerned(options, readers)
    if not losing:
        return ""
    if able:
        return f"only {able.does('reads', 'read')}"
    return f"{losing.does('does', 'do')} not read" if readers else "no SDK reads"


def reads(dialect: Dialect, setting: Setting) -> bool:
    """Whether an SDK does anything with a setting of that name.

    The C runtime is not in the catalogue; it knows credentials, and what is needed for them.
    """
    if dialect is Dialect.C:
        category = setting.category or ""
        return category in _READ_BY_C or setting.name == "region"
    return any(setting.support.get(sdk) in _READ for sdk in _SDKS[dialect])


_READ_BY_C = frozenset(
    f"credentials.{kind}" for kind in ("assume-role", "process", "static", "web-identity")
)
_READ = ("yes", "documented", "partial")
_SDKS = {
    Dialect.PYTHON: ("cli_v1", "cli_v2", "boto3"),
    Dialect.JS: ("js_v3",),
    Dialect.GO: ("go_v2",),
    Dialect.RUST: ("rust", "kotlin"),
    Dialect.JAVA: ("java_v2",),
}
