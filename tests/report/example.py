"""A rule of the tests' own, and a pair that has everything a report may have to show."""

from __future__ import annotations

from collections.abc import Iterator

import encoder
from awsconf.check import check
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.report.model import Judged
from awsconf.rule import Finding, Fix, Related, Rule, Scope, Severity
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import At, Role
from fixture import NOW

SECRET = encoder.secret("report")
KEY_ID = encoder.key_id("AKIA", seed="report")
CONFIG = "[profile dev]\r\nregion = 東京\tx\r\nrole_arn = a\udce4\x1b[31m\r\n"
CREDENTIALS = f"\ufeff[dev]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n"


def at(role: Role, part: str) -> At:
    """Where `part` stands first."""
    text = CONFIG if role is Role.CONFIG else CREDENTIALS
    return At(role, text.index(part), text.index(part) + len(part))


def everything(snapshot: Snapshot) -> Iterator[Finding]:
    """A finding in the credentials file with evidence, related places and fixes, and others.

    More of it.
    """
    assert snapshot.now == NOW
    line = at(Role.CREDENTIALS, f"aws_secret_access_key = {SECRET}\n")
    yield Finding(
        at(Role.CREDENTIALS, SECRET),
        "the secret of `{profile}` is 100% {odd}, see\n`{setting}`",
        severity=Severity.ERROR,
        evidence=("it was seen: twice", "and a third time"),
        related=(
            Related(at(Role.CREDENTIALS, KEY_ID), "the id"),
            Related(at(Role.CONFIG, "東京"), "where it leads"),
        ),
        fixes=(
            Fix("Delete it", (Edit(line, ""),), safe=True, preferred=True),
            Fix(
                "Move it", (Edit(line, ""), Edit(at(Role.CONFIG, "role_arn"), f"x = {SECRET}\r\n"))
            ),
            Fix("Rename it", (Edit(at(Role.CONFIG, "region"), "Region"),)),
        ),
        profile="dev",
        setting="aws_secret_access_key",
        odd=SECRET,
    )
    yield Finding(
        at(Role.CONFIG, "a\udce4\x1b[31m"),
        "odd",
        certainty=Certainty.STRONG,
        severity=Severity.HINT,
    )
    yield Finding(at(Role.CONFIG, "x\r\nrole_arn"), "two lines", severity=Severity.INFO)


RULE = Rule("example-rule", "expiry", Scope.PAIR, Severity.WARNING, Certainty.PROOF, everything)


def judged(config: str | None = CONFIG, credentials: str | None = CREDENTIALS) -> Judged:
    """The example, judged."""

    def half(role: Role, text: str | None) -> Half:
        return Half(f"~/.aws/{role.value}", None if text is None else parse(text, role))

    snapshot = Snapshot(half(Role.CONFIG, config), half(Role.CREDENTIALS, credentials), NOW)
    return Judged(snapshot, tuple(check(snapshot, (RULE,))))


def clean() -> Judged:
    """A pair without a finding."""
    return Judged(judged().snapshot, ())
