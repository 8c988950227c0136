"""The rule `start-url-spelling`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.sections.sessions import Portal, portals, usual
from awsconf.snapshot import Snapshot


@pair_rule(Severity.INFO, needs=("sso_start_url",), fixable=True)
def start_url_spelling(snapshot: Snapshot) -> Iterator[Finding]:
    """One start URL that is spelt in several ways, or that holds the escapes of a shell.

    A browser does not care for `#/` or a slash at the end. But the SDKs keep the token of a profile
    without a session under the letters of its URL, so that a sign-in for one spelling is none for
    the other, and they say that the token has expired (61418/aws-sso-util#68,
    gruntwork-io/terragrunt#2604): between such profiles this is a warning.

    ```ini config
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [sso-session team]
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start/#/
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ start-url-spelling: the session `corp` spells this start URL in another way; spell it alike
    ```
    """
    for same in portals(snapshot).values():
        best = usual(portal.url.text.replace("\\", "") for portal in same)
        model = next((portal for portal in same if portal.url.text == best), None)
        for portal in same:
            if portal.url.text != best and "\n" not in portal.url.text:
                yield _finding(portal, model, best)


def _finding(portal: Portal, model: Portal | None, best: str) -> Finding:
    escaped = "\\" in portal.url.text
    by_letters = model is not None and model.session is None and portal.session is None
    spelt = "spells this start URL in another way; spell it alike"
    return Finding(
        portal.url.at,
        "the backslash in this start URL is no escape here; leave it out"
        if escaped
        else f"{{other}} {spelt}",
        severity=Severity.WARNING if escaped or by_letters else None,
        other=model.owner if model is not None else "",
        related=(Related(model.url.at, "the other one"),) if model is not None else (),
        fixes=tuple(_fixes(portal, model, best, escaped=escaped)),
    )


def _fixes(portal: Portal, model: Portal | None, best: str, *, escaped: bool) -> Iterator[Fix]:
    """Not safe: a token that was kept under the former spelling is not found again."""
    title = "Leave the backslashes out" if escaped else "Spell it alike"
    if portal.url.part.reading.name is not None and (model or escaped):
        yield Fix(title, (Edit(portal.url.at, best),), preferred=escaped or portal.session is None)
