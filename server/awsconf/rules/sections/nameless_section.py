"""The rule `nameless-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import known
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role


@pair_rule(Severity.WARNING, odd=True)
def nameless_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A `[profile]`, `[sso-session]` or `[services]` without a name.

    In the config file the name follows the word, as in `[profile dev]`; the default profile is
    `[default]`. The AWS CLI, boto3, JavaScript, Go, Rust, Java and the C runtime all pass over a
    section without one, with all that stands in it, and say nothing.

    ```ini config
    [profile]
    ^^^^^^^^^ nameless-section: no SDK but Ruby's reads what stands below `[profile]`, which names no profile; write the name after the word
    region = eu-west-1
    ```
    """
    for part in snapshot.odd_headers:
        word = (part.reading.header or "").strip()
        kind = _KINDS.get(word) if part.role is Role.CONFIG else None
        settings = part.reading.settings
        if kind is not None and any(known(kind, name) for name in settings):
            yield Finding(
                part.header_at,
                "no SDK but Ruby's reads what stands below `[{word}]`, which names no {kind};"
                " write the name after the word",
                word=word,
                kind=_TITLES[kind],
            )


_TITLES = {
    SectionKind.PROFILE: "profile",
    SectionKind.SSO_SESSION: "session",
    SectionKind.SERVICES: "services section",
}
_KINDS = {kind.value: kind for kind in _TITLES}
