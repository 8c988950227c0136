"""The rule `unknown-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import nested_names
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.naming import RESERVED, all_read, dotted, home, is_read, meant
from awsconf.pasted import is_pasted
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, plain, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import Line, LineKind, SectionKind
from awsconf.values.amiss import Spot, is_foreign, unquoting
from awsconf.values.broken import broken_above
from awsconf.values.confusable import confusables


@section_rule(Severity.WARNING, Certainty.STRONG, unusual=True, fixable=True)
def unknown_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A setting that neither the SDKs nor any tool that we know of reads.

    A misspelt name is passed over in silence (aws/aws-cli#3375); one like none may be a mere note.

    ```ini config
    [profile dev]
    regoin = eu-west-1
    ^^^^^^ unknown-setting: nothing reads `regoin`; did you mean `region`?
    ```
    """
    kind, mine = part.reading.kind, scene.options.companion_keys
    if all_read(kind, part.reading.settings) or kind not in _KINDS or is_foreign(part):
        return
    for name, value in part.reading.settings.items():
        if name not in mine and not is_read(kind, name, nested=value.is_nested):
            if not _is_elsewhere(part, value.line, name) and not any(confusables(name)):
                yield _finding(part, value.line, None, part.reading.names)
        elif value.is_nested and nested_names(kind, name):
            lines = [line for line in value.following if line.kind is LineKind.SETTING]
            siblings = frozenset(part.section.read(line.name) for line in lines)
            for line in lines:
                own = part.section.read(line.name)
                if not is_read(kind, own, name, nested=False) and home(kind, own, name) is None:
                    yield _finding(part, line, name, siblings)


_KINDS = (SectionKind.PROFILE, SectionKind.SSO_SESSION, SectionKind.SERVICES)


def _is_elsewhere(part: Part, line: Line, name: str) -> bool:
    kind, rest = part.reading.kind, plain(name) != name and broken_above(part, line)
    known = home(kind, name) or dotted(kind, name) or kind is SectionKind.SERVICES
    return bool(known or rest) or is_pasted(part.section, line)


def _finding(part: Part, line: Line, parent: str | None, siblings: frozenset[str]) -> Finding:
    kind, name, at = part.reading.kind, part.section.read(line.name), part.at(line.name)
    near = meant(kind, name, parent)
    # What is read from now on must not be read with the quotes that JSON or a shell wanted.
    spot = Spot(part, name, line, parent)
    quotes = unquoting(spot) if name[:1] in "\"'" or name.startswith("export ") else ()
    free = [other for other in near if other not in siblings]
    likely = bool(near) or (parent is None and name.lower().startswith(RESERVED))
    return Finding(
        at,
        "nothing reads `{setting}`"
        + (" in `{parent}`" if parent else "")
        + ("; did you mean `{nearest}`?" if free else ""),
        severity=None if likely else Severity.HINT,
        certainty=None if likely else Certainty.HINT,
        setting=plain(name),
        parent=parent or "",
        nearest=free[0] if free else "",
        fixes=tuple(
            Fix(f"Rename to `{other}`", (Edit(at, other), *quotes), preferred=len(near) == 1)
            for other in free
        ),
    )
