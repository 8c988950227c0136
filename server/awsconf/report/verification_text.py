"""The answers of `verify` for people: whose keys these are, or why they are refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from awsconf.report.terminal import BOLD, CYAN, GREEN, RED, YELLOW, Ink, printable
from awsconf.report.verification import ACCEPTED, NOT_ASKED, REFUSED, UNANSWERED, Verified, until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.report import Style


def text(verified: Sequence[Verified], style: Style) -> Iterator[str]:
    """A paragraph a profile; of several, their numbers come last."""
    ink = Ink(style.color)
    for number, one in enumerate(verified):
        yield "\n" if number else ""
        yield "".join(f"{line}\n" for line in _paragraph(one, ink))
    if len(verified) > 1:
        found = Counter(one.status for one in verified)
        yield "\n" + ", ".join(f"{found[word]} {_WORDS[word]}" for word in _WORDS if found[word])
        yield "\n"


_WORDS = {
    ACCEPTED: "accepted",
    REFUSED: "refused",
    UNANSWERED: "without an answer",
    NOT_ASKED: "not asked",
}
_COLORS = {ACCEPTED: GREEN, REFUSED: RED, UNANSWERED: RED, NOT_ASKED: YELLOW}


def _paragraph(one: Verified, ink: Ink) -> Iterator[str]:
    verdict = ink(_WORDS[one.status], _COLORS[one.status])
    code = one.outcome.error if one.outcome else None
    yield f"{ink(f'`{printable(one.profile)}`', BOLD)}: {verdict}{f' ({code})' if code else ''}"
    for name, value in _facts(one):
        yield f"  {name:<9} {printable(value)}"
    if found := one.meaning:
        remedy = f"; {found.remedy}" if found.remedy else ""
        yield f"  {printable(found.what + remedy)}"
        if found.command:
            yield f"  {ink('next', CYAN)}: {printable(found.command)}"
    for note in one.notes:
        yield f"  {ink('note', CYAN)}: {printable(note)}"


def _facts(one: Verified) -> Iterator[tuple[str, str]]:
    outcome = one.outcome
    if outcome and outcome.is_accepted:
        yield "account", one.say(outcome.account or "")
        yield "identity", one.say(outcome.arn or "")
    for profile, role in one.roles:
        yield "role", f"{role} (of `{profile}`)"
    if ends := until(one):
        yield "until", f"{ends}, had the session been kept"
    if one.endpoint and one.has_own_endpoint:
        yield "asked", one.endpoint
