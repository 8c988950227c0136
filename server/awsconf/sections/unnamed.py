"""The sections that are there to be named by a profile, and are named by none."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.finding import Finding, Fix
from awsconf.nearest import bare, nearest
from awsconf.readers.reading import Part
from awsconf.sections.sessions import is_for_tokens
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind
from awsconf.text import Role


def unnamed(snapshot: Snapshot, setting: str) -> Iterator[Finding]:
    """A finding for each section that no profile names by `setting`.

    One that a misspelt name may mean is left out, since the name is then what is wrong; so is one
    that a section names whose own header hides it.
    """
    reading = snapshot.readings.get(Role.CONFIG)
    if reading is None:
        return
    sections = reading.sessions if setting == "sso_session" else reading.services
    named = snapshot.references[setting]
    lost = [bare(name)[0] for name in named if name not in sections]
    hidden = {_named_in(part, setting) for part in snapshot.odd_headers}
    near = {other for name in lost[:_SOUGHT] for other in nearest(name, sections, limit=3)}
    meant = near.union(lost)
    for name in sections.keys() - named.keys() - hidden - meant:
        # An editor signs in for tokens by itself, and no profile names its session.
        if not is_for_tokens(sections[name][-1]):
            yield _finding(snapshot, sections[name], name, setting)


# A search looks at every section; a file with more wrong names has another trouble.
_SOUGHT = 20


def _finding(snapshot: Snapshot, parts: tuple[Part, ...], name: str, setting: str) -> Finding:
    part = parts[-1]
    comments = any(line.kind is LineKind.COMMENT for line in part.section.lines)
    whole = None if comments or len(parts) > 1 else part.whole
    finding = Finding(
        part.header_at,
        "no profile names `{name}` as its `{setting}`; name it, or delete it",
        name=name,
        setting=setting,
        fixes=(Fix("Delete this section", (Edit(whole, ""),)),) if whole else (),
        unnecessary=True,
    )
    return finding.unless_unseen(snapshot.scene, Role.CREDENTIALS)


def _named_in(part: Part, setting: str) -> str:
    value = part.reading.settings.get(setting)
    return value.text if value is not None else ""
