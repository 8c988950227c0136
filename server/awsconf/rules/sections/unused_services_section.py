"""The rule `unused-services-section`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.rule import Finding, Severity, pair_rule
from awsconf.sections.unnamed import unnamed
from awsconf.snapshot import Snapshot


@pair_rule(Severity.HINT, fixable=True)
def unused_services_section(snapshot: Snapshot) -> Iterator[Finding]:
    """A `services` section that no profile names, so that its endpoints are those of nobody.

    A services section takes effect only through the setting `services` of a profile (AWS SDKs and
    Tools Reference Guide, "Service-specific endpoints").

    ```world
    own = true
    ```

    ```ini config
    [services local]
    ^^^^^^^^^^^^^^^^ unused-services-section: no profile names `local` as its `services`; name it, or delete it
    s3 =
      endpoint_url = http://localhost:4566
    ```
    """
    yield from unnamed(snapshot, "services")
