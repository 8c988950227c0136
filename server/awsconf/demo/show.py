"""What the demo shows: the findings, the rewrite, the other fixes, and the clean result."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.check import check
from awsconf.demo.sample import sample
from awsconf.fixing import fix_all
from awsconf.report import Style
from awsconf.report.diff import differences
from awsconf.report.model import Judged
from awsconf.report.terminal import BOLD, Ink
from awsconf.report.text import text
from awsconf.rewrite.asked import Plan, Wishes, plan
from awsconf.rules import selected
from awsconf.snapshot import Snapshot

PROFILE = "project1"


def show(style: Style) -> Iterator[str]:
    """The demo in pieces; it touches no file, and its clock stands still."""
    ink = Ink(style.color)
    before = sample()
    yield "A sample pair on 2026-06-01, in which three profiles fail.\n\n"
    yield _prompt(ink, "awsconf check")
    yield from text([Judged(before, tuple(check(before, selected())))], style)
    rewritten = _rewritten(before)
    yield "\n" + _prompt(ink, f"awsconf rewrite {PROFILE} --write")
    yield differences(before, rewritten)
    fixed = fix_all(rewritten, selected(), unsafe=True)
    yield "\n" + _prompt(ink, "awsconf check --fix --unsafe-fixes")
    yield differences(rewritten, fixed.snapshot)
    yield "\n" + _prompt(ink, "awsconf check")
    yield from text([Judged(fixed.snapshot, fixed.left)], style)


def _rewritten(before: Snapshot) -> Snapshot:
    planned = plan(before, PROFILE, Wishes())
    # The sample is ours, and a test shows that it can be rewritten.
    assert isinstance(planned, Plan)  # noqa: S101
    return before.edited(planned.fix.edits)


def _prompt(ink: Ink, command: str) -> str:
    return ink(f"$ {command}", BOLD) + "\n"
