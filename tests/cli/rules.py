"""Rules of the tests' own, with fixes of both kinds."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.rule import Finding, Fix, Rule, Scope, Severity
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


def _word(word: str, instead: str, *, safe: bool, severity: Severity = Severity.WARNING) -> Rule:
    def judge(snapshot: Snapshot) -> Iterator[Finding]:
        """A word that should not be there."""
        for role in Role:
            document = snapshot.document(role)
            start = document.text.find(word) if document is not None else -1
            if start >= 0:
                at = At(role, start, start + len(word))
                title = f"Change to `{instead}`"
                yield Finding(at, "a word", fixes=(Fix(title, (Edit(at, instead),), safe=safe),))

    certainty = Certainty.PROOF
    return Rule(f"{word}-word", "hygiene", Scope.PAIR, severity, certainty, judge)


SAFE = _word("teh", "the", safe=True)
UNSAFE = _word("foo", "bar", safe=False)
HINT = _word("hmm", "hm", safe=False, severity=Severity.HINT)
ENDLESS = _word("aa", "aaa", safe=True)
MOVING = _word("x = 1", "aws_session_token = hidden-from-all", safe=True)


def broken(snapshot: Snapshot) -> Iterator[Finding]:
    """A rule that fails, with a value of the file in its words."""
    raise ValueError(snapshot.read(At(Role.CONFIG, 0, 1000)))


BROKEN = Rule("broken", "hygiene", Scope.PAIR, Severity.WARNING, Certainty.PROOF, broken)
