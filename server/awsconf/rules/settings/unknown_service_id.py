"""The rule `unknown-service-id`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import service_ids
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.naming import dotted, home, meant
from awsconf.readers.reading import Part, Value
from awsconf.rule import Finding, Fix, Severity, plain, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.values.amiss import is_foreign


@section_rule(Severity.WARNING, unusual=True, fixable=True)
def unknown_service_id(part: Part, scene: Scene) -> Iterator[Finding]:
    """A service in a `services` section whose id no SDK knows.

    The id is the service's own, in lower case and with underscores: `cloudwatch_logs`, and neither
    `cloudwatch-logs` nor `logs`, as the client and the command are called. Under another name the
    endpoint is passed over in silence, and requests go to AWS. A name that is like none of ours may
    be a new service's, and is a mere hint.

    ```ini config
    [services local]
    logs =
    ^^^^ unknown-service-id: no service has the id `logs`, so what stands below has no effect; did you mean `cloudwatch_logs`?
      endpoint_url = http://localhost:4566
    ```
    """
    if part.reading.kind is not SectionKind.SERVICES or is_foreign(part):
        return
    for name, value in part.reading.settings.items():
        if name in service_ids() or home(part.reading.kind, name) is not None:
            continue
        if dotted(part.reading.kind, name) is None:
            yield _finding(part, name, value)


def _finding(part: Part, name: str, value: Value) -> Finding:
    at = part.at(value.line.name)
    near = meant(part.reading.kind, name)
    free = [other for other in near if other not in part.reading.settings]
    return Finding(
        at,
        "no service has the id `{service}`, so what stands below has no effect"
        + ("; did you mean `{nearest}`?" if free else ""),
        service=plain(value.name),
        nearest=free[0] if free else "",
        severity=None if near else Severity.HINT,
        certainty=None if near else Certainty.HINT,
        fixes=tuple(
            Fix(f"Rename to `{other}`", (Edit(at, other),), preferred=len(near) == 1)
            for other in free
        ),
    )
