"""Every case of every page and docstring, for the laws to be tried on."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import fixture
from awsconf.check import Diagnostic, check
from awsconf.rules import every_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role
from fixture import Case

RULES = every_rule()
PAGES = Path(__file__).parents[1] / "rules"
CASES = (
    *(case for page in sorted(PAGES.glob("*.md")) for case in fixture.cases(page)),
    *(fixture.example(rule.page, f"example of {rule.name}") for rule in RULES),
)


def found(snapshot: Snapshot) -> list[Diagnostic]:
    """What all the rules find, not only the one whose page it is."""
    return check(snapshot, RULES)


def texts(snapshot: Snapshot) -> dict[Role, str]:
    """The files that are there."""
    documents = ((role, snapshot.document(role)) for role in Role)
    return {role: document.text for role, document in documents if document is not None}


def alike(diagnostics: list[Diagnostic]) -> Counter[tuple[str, str]]:
    """How often each rule says each thing, wherever it does."""
    return Counter((each.rule.name, each.finding.message) for each in diagnostics)


def told(case: Case) -> list[str]:
    """All that is found in a case, in words, as any process must tell it."""
    return told_of(case.snapshot())


def told_of(snapshot: Snapshot) -> list[str]:
    """All that is found in a snapshot, in words."""
    return [_told(diagnostic) for diagnostic in found(snapshot)]


def _told(diagnostic: Diagnostic) -> str:
    finding = diagnostic.finding
    return "\n".join(
        (
            f"{_place(finding.at)} {diagnostic.rule.name}: {finding.message}",
            *finding.evidence,
            *(f"{_place(at)} {message}" for at, message in finding.related),
            *(
                f"{fix.title} {[(_place(at), text) for at, text in fix.edits]}"
                for fix in finding.fixes
            ),
        )
    )


def _place(at: At) -> str:
    return f"{at.role.value}:{at.start}-{at.end}"


if __name__ == "__main__":
    json.dump([told(case) for case in CASES], sys.stdout)
