"""The rule `unused-sso-session`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.rule import Finding, Severity, pair_rule
from awsconf.sections.unnamed import unnamed
from awsconf.snapshot import Snapshot


@pair_rule(Severity.HINT, needs=("sso_region", "sso_start_url"), fixable=True)
def unused_sso_session(snapshot: Snapshot) -> Iterator[Finding]:
    """A session that no profile names.

    It may be there for `aws sso login --sso-session`, or for a tool that asks for accounts itself;
    often it is left over from a profile that is gone.

    ```ini config
    [sso-session corp]
    ^^^^^^^^^^^^^^^^^^ unused-sso-session: no profile names `corp` as its `sso_session`, unless the credentials file, which is not in view, cures that
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start
    ```
    """
    yield from unnamed(snapshot, "sso_session")
