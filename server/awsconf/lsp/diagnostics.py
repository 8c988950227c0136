"""textDocument/publishDiagnostics: what the rules find, sent for both files of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from awsconf.check import Diagnostic
from awsconf.lsp.client import UNNECESSARY, Client
from awsconf.lsp.places import Json, range_of
from awsconf.lsp.session import Judged, Pair, Place
from awsconf.rule import Finding, Related, Severity
from awsconf.text import Role

if TYPE_CHECKING:
    from awsconf.lsp.server import Server

SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3, Severity.HINT: 4}


class Publisher:
    """What each file was last said to hold, and which pairs must be looked at again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._due: dict[Pair, None] = {}
        self._published: dict[tuple[Place, Role], _Published] = {}

    @property
    def is_due(self) -> bool:
        """Whether anything is still to be published."""
        return bool(self._due)

    def due(self, pair: Pair) -> None:
        """Look at a pair as soon as no message is left: the last of many changes wins."""
        self._due[pair] = None

    def opened(self, pair: Pair, role: Role) -> None:
        """A document was opened: some editors have forgotten by now what they were told of it."""
        known = self._published.get((pair.place, role))
        if known is not None:
            self._published[pair.place, role] = known._replace(current=False)
        self.due(pair)

    def flush(self) -> None:
        """Publish for all pairs that are due, and wait for the next moment at which one may be."""
        if not self._due:
            return
        try:
            self._flush()
        finally:
            self.server.alarm.arm()

    def _flush(self) -> None:
        while self._due:
            pair = next(iter(self._due))
            del self._due[pair]
            if pair.open:
                self._look(pair)
            # One that was opened anew in the meantime is another pair in the same place.
            elif pair.place not in self.server.session.pairs:
                self._forget(pair.place)

    def _look(self, pair: Pair) -> None:
        found = on_the_wire(pair, pair.judged(), self.server.client)
        for role in Role:
            uri, buffer = pair.uri(role), pair.open.get(role)
            if uri is not None:
                version = buffer.version if buffer is not None else None
                self._publish((pair.place, role), uri, found[role], version)

    def _publish(
        self, key: tuple[Place, Role], uri: str, diagnostics: list[Json], version: int | None
    ) -> None:
        known = self._published.get(key)
        if known is None:
            # Of a file that nobody opened, "nothing found" goes without saying.
            if not diagnostics and version is None:
                return
        elif known.uri != uri:
            self._send(known.uri, [], None)
        elif known.current and known.diagnostics == diagnostics:
            return
        self._published[key] = _Published(uri, diagnostics, current=True)
        self._send(uri, diagnostics, version)

    def _forget(self, place: Place) -> None:
        for role in Role:
            known = self._published.pop((place, role), None)
            if known is not None and known.diagnostics:
                self._send(known.uri, [], None)

    def _send(self, uri: str, diagnostics: list[Json], version: int | None) -> None:
        params: Json = {"uri": uri, "diagnostics": diagnostics}
        if version is not None:
            params["version"] = version
        self.server.protocol.notify(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)


class _Published(NamedTuple):
    uri: str
    diagnostics: list[Json]
    current: bool


def on_the_wire(pair: Pair, judged: Judged, client: Client) -> dict[Role, list[Json]]:
    """What was found, by file."""
    found: dict[Role, list[Json]] = {role: [] for role in Role}
    for diagnostic in judged.found:
        found[diagnostic.finding.at.role].append(diagnostic_json(diagnostic, pair, judged, client))
    return found


def diagnostic_json(diagnostic: Diagnostic, pair: Pair, judged: Judged, client: Client) -> Json:
    """One diagnostic, with what the client has declared that it can show.

    A name that is a secret, or has the form of one, was pasted in the wrong place.
    """
    finding, document = diagnostic.finding, judged.snapshot.document(diagnostic.finding.at.role)
    assert document is not None  # noqa: S101 - a finding is in a file that is there
    result: Json = {
        "range": range_of(document.source, finding.at.start, finding.at.end, client.encoding),
        "severity": SEVERITIES[diagnostic.severity],
        "code": diagnostic.rule.name,
        "source": "awsconf",
        "message": judged.showing.say(finding.message),
    }
    if finding.unnecessary and UNNECESSARY in client.tags:
        result["tags"] = [UNNECESSARY]
    if client.diagnostic_data:
        result["data"] = {"certainty": diagnostic.certainty.value}
    if finding.related and client.related_information:
        result["relatedInformation"] = list(_related(finding.related, pair, judged, client))
    result["message"] = "\n".join((result["message"], *_more(finding, judged, client)))
    return result


def _more(finding: Finding, judged: Judged, client: Client) -> Iterator[str]:
    """What stands below the message: what proves it, and the places that cannot be shown.

    Evidence has no place of its own, so related information could not carry it, and half of the
    editors show none of that; the first line alone stays the message of a list.
    """
    for sentence in finding.evidence:
        yield f"evidence: {judged.showing.say(sentence)}"
    if not client.related_information:
        yield from (_told(related, judged) for related in finding.related)


def _related(
    related: tuple[Related, ...], pair: Pair, judged: Judged, client: Client
) -> Iterator[Json]:
    for at, message in related:
        uri, document = pair.uri(at.role), judged.snapshot.document(at.role)
        if uri is not None and document is not None:
            place = range_of(document.source, at.start, at.end, client.encoding)
            said = judged.showing.say(message)
            yield {"location": {"uri": uri, "range": place}, "message": said}


def _told(related: Related, judged: Judged) -> str:
    """A further place in words: `config:3: the first one`."""
    document = judged.snapshot.document(related.at.role)
    line = document.source.place(related.at.start).line + 1 if document is not None else 1
    name = Path(judged.snapshot.half(related.at.role).path).name or related.at.role.value
    return f"{name}:{line}: {judged.showing.say(related.message)}"
