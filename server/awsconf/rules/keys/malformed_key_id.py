"""The rule `malformed-key-id`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.ids import judged_id


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=("aws_access_key_id",), unusual=True)
def malformed_key_id(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An access key id that was cut or mistyped.

    Those of AWS begin with `AKIA` or `ASIA` and have 20 capitals and digits. That is what is seen,
    and no promise: the API allows 16 to 128 characters. AWS answers `InvalidClientTokenId`, and
    S3 `InvalidAccessKeyId`.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev to=19>
                        ^^^^^^^^^^^^^^^^ malformed-key-id: the access key id of `dev` has 19 characters; those of AWS have 20
    aws_secret_access_key = <secret dev>
    ```
    """
    key_id = judged_id(profile)
    why = _reason(key_id.text) if key_id is not None else None
    if key_id is not None and why:
        yield Finding(
            key_id.at,
            "the access key id of `{profile}` {why}",
            profile=profile.name,
            why=why,
        )


def _reason(text: str) -> str | None:
    if text[:4] not in ("AKIA", "ASIA"):
        return None
    if re.search(r"\s", text):
        return "holds blanks"
    if len(text) != 20:
        return f"has {len(text)} characters; those of AWS have 20"
    return (
        None if re.fullmatch(r"[A-Z0-9]+", text) else "holds other signs than capitals and digits"
    )
