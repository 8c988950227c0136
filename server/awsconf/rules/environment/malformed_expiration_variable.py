"""The rule `malformed-expiration-variable`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.credentials.stamps import parse_stamp
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import EXPIRATION, KEY_ID, SECRET_KEY, chosen, place, seen, variable


@pair_rule(Severity.ERROR, environ=(EXPIRATION,))
def malformed_expiration_variable(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_CREDENTIAL_EXPIRATION` that boto3 cannot read, so that it fails.

    It takes the variable beside the keys of the environment for the moment at which these die.
    At what is no time it stops with `Unknown string format`, and at one without a zone with
    `can't subtract offset-naive and offset-aware datetimes`; a number of seconds is none to it
    either. JavaScript carries on with an invalid date, and the other SDKs never look at it.

    ```world
    own = true
    shell = true
    env.AWS_ACCESS_KEY_ID = <ASIA work>
    env.AWS_SECRET_ACCESS_KEY = <secret work>
    env.AWS_SESSION_TOKEN = <token work>
    env.AWS_CREDENTIAL_EXPIRATION = 2026-06-01 13:00:00
    ```

    ```ini config
    [default]
    ^^^^^^^^^ malformed-expiration-variable: `AWS_CREDENTIAL_EXPIRATION` names no time zone, so the AWS CLI and boto3 fail before they use the keys of the environment; end it with `Z`, or unset it
    region = eu-west-1
    ```
    """
    wrong, at = _wrong(variable(snapshot, EXPIRATION)), place(snapshot, chosen(snapshot))
    # Without a whole pair they never get as far as that.
    pair = variable(snapshot, KEY_ID) and variable(snapshot, SECRET_KEY)
    if not wrong or not pair or at is None or Dialect.PYTHON not in snapshot.options.targets:
        return
    finding = Finding(
        at,
        "`AWS_CREDENTIAL_EXPIRATION` {wrong}, so the AWS CLI and boto3 fail before they use the"
        " keys of the environment; {remedy}",
        wrong=wrong,
        remedy="end it with `Z`, or unset it" if wrong == _NO_ZONE else "unset it",
    )
    yield seen(snapshot, finding)


_NO_ZONE = "names no time zone"


def _wrong(text: str) -> str:
    """What botocore and its parser of dates stumble over for certain; of the rest nothing is said.

    Measured with botocore 1.44.5.
    """
    if not text or text.isspace():
        return ""
    if not re.search(r"[0-9]", text):
        return "is no time"
    if re.fullmatch(r"[0-9]{10}|[0-9]{13}", text):
        return "is a number"
    stamp = parse_stamp(text)
    return _NO_ZONE if stamp is not None and not stamp.aware else ""
