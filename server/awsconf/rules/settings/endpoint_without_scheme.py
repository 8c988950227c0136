"""The rule `endpoint-without-scheme`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.catalogue import find
from awsconf.edits import Edit
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import Scene
from awsconf.text import At
from awsconf.values.accepted import is_dressed
from awsconf.values.amiss import Spot, effect, is_foreign, spots


@section_rule(Severity.WARNING, unusual=True, fixable=True)
def endpoint_without_scheme(part: Part, scene: Scene) -> Iterator[Finding]:
    """An endpoint that does not begin with `http://` or `https://`.

    `localhost:4566` is no URL. The AWS CLI and boto3 raise `Invalid endpoint` for it whenever they
    make a client; to JavaScript, `localhost` is the scheme.

    ```ini config
    [profile dev]
    endpoint_url = localhost:4566
                   ^^^^^^^^^^^^^^ endpoint-without-scheme[error]: `endpoint_url` does not begin with a scheme, which the AWS CLI and boto3 refuse (`Invalid endpoint`); put `http://` before it
    ```
    """
    if "endpoint" not in part.section.text:
        return
    for spot in spots(part, "url"):
        text = spot.text
        if "endpoint" not in spot.name or re.match(r"(?i)https?://.", text) or is_dressed(text):
            continue
        if not is_foreign(part):
            yield _finding(spot, scene)


def _finding(spot: Spot, scene: Scene) -> Finding:
    setting = find(spot.part.reading.kind, spot.name, spot.parent)
    clause, severity = effect(setting.on_bad_value if setting else {}, scene.options)
    other = re.match(r"(?i)[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", spot.text)
    # A slip of the keys: `http:/localhost`, `htttp://localhost`, `://localhost`, `//localhost`.
    slip = re.match(r"(?i)(?:h?t?tt?ps?:?/{0,3}(?=.*[/:])|:?//)(?=[^/:])", spot.text)
    start, wrong = spot.at.start, slip.end() if slip else 0
    scheme = _scheme(spot.text[wrong:], is_secure="ps" in spot.text[:wrong].lower())
    edits = (Edit(At(spot.part.role, start, start + wrong), scheme),)
    return Finding(
        spot.at,
        "`{setting}` does not begin with "
        + ("`http://` or `https://`" if other or slip else "a scheme")
        + (clause or ", and so is no URL")
        + ("; put `{scheme}` before it" if not other and not slip else ""),
        setting=spot.name,
        scheme=scheme,
        severity=severity,
        profile=spot.part.owner,
        fixes=fix(f"Begin with `{scheme}`", edits, preferred=True) if slip or not other else (),
    )


def _scheme(rest: str, *, is_secure: bool) -> str:
    """What a host is most likely reached by: plain HTTP on this machine and in one's own network."""
    host = re.split(r"[:/]", rest, maxsplit=1)[0].lower()
    is_near = "." not in host or host.endswith((".localhost", ".internal", ".local"))
    is_address = re.fullmatch(r"[\d.]+", host) is not None
    return "http://" if (is_near or is_address) and not is_secure else "https://"
