"""What was found, written down: for people, for programs, for GitHub, for code scanning.

All formats draw from `model`, which lets nothing secret through; each is imported when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awsconf.report.explanation import Explanation
    from awsconf.report.model import Judged
    from awsconf.report.resolution import Answered
    from awsconf.report.verification import Verified
    from awsconf.rule import Rule


class Style(NamedTuple):
    """What a person may choose of a report.

    `unsafe` counts unsafe fixes among the fixable, `chains` shows the default chains of all SDKs.
    """

    color: bool = False
    unsafe: bool = False
    chains: bool = False


def report(
    name: str, judged: Sequence[Judged], rules: Sequence[Rule], style: Style
) -> Iterator[str]:
    """The report as text, concise, json, github or sarif, in pieces.

    `rules` are those that were asked.
    """
    if name == "json":
        from awsconf.report.json import json

        return json(judged)
    if name == "sarif":
        from awsconf.report.sarif import sarif

        return sarif(judged, rules)
    if name == "text":
        from awsconf.report.text import text

        return text(judged, style)
    if name == "github":
        from awsconf.report.github import github

        return github(judged)
    from awsconf.report.concise import concise

    return concise(judged)


def resolutions(name: str, answers: Sequence[Answered], style: Style) -> Iterator[str]:
    """The answers of `resolve` as text, columns, json or mermaid, in pieces."""
    if name == "json":
        from awsconf.report.resolution_json import json

        return json(answers)
    if name == "mermaid":
        from awsconf.report.resolution_mermaid import mermaid

        return mermaid(answers)
    if name == "columns":
        from awsconf.report.resolution_columns import columns

        return columns(answers, style)
    from awsconf.report.resolution_text import text

    return text(answers, style)


def identities(name: str, verified: Sequence[Verified], style: Style) -> Iterator[str]:
    """The answers of `verify` as text or json, in pieces."""
    if name == "json":
        from awsconf.report.verification_json import json

        return json(verified)
    from awsconf.report.verification_text import text

    return text(verified, style)


def explanations(name: str, told: Explanation, style: Style) -> Iterator[str]:
    """The explanation of a profile as text or json, in pieces."""
    if name == "json":
        from awsconf.report.explanation_json import json

        return json(told)
    from awsconf.report.explanation_text import text

    return text(told, style)
