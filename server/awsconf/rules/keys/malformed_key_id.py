"""The rule `malformed-key-id`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import judged_keys
from awsconf.evidence import Certainty
from awsconf.naming import swallows
from awsconf.nearest import bare
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.confusable import confusables


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=("aws_access_key_id",))
def malformed_key_id(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An access key id that is the id of something else, or that was cut or mistyped.

    Those of AWS begin with `AKIA` or `ASIA` and have 20 capitals and digits. Users (`AIDA`), roles
    (`AROA`) and other things of IAM have ids of the same form, which open nothing (IAM User Guide,
    "IAM identifiers"). AWS answers `InvalidClientTokenId`, and S3 `InvalidAccessKeyId`.
    The id of a thing of IAM is proof, and an error; the number of characters is only what is seen.

    ```ini credentials
    [dev]
    aws_access_key_id = AROA<AKIA dev from=4>
                        ^^^^^^^^^^^^^^^^^^^^^ malformed-key-id[error]: the access key id of `dev` is the id of an IAM resource, such as a user or a role, and opens nothing; copy that of a key
    aws_secret_access_key = <secret dev>
    ```
    """
    keys = judged_keys(profile)
    if keys is None or keys.id is None or not keys.is_whole or swallows(*keys.id):
        return
    text = keys.id.text
    kind, why = id_kind(text), _reason(text)
    # Quotes, a comment and odd characters are other rules'.
    if why and bare(text)[0] == text and not any(confusables(text)):
        proof = kind is IdKind.RESOURCE
        yield Finding(
            keys.id.at,
            "the access key id of `{profile}` {why}",
            profile=profile.name,
            why=why,
            severity=Severity.ERROR if proof else None,
            certainty=Certainty.PROOF if proof else None,
        )


_WRONG = {
    IdKind.RESOURCE: "is the id of an IAM resource, such as a user or a role, and opens nothing;"
    " copy that of a key",
    IdKind.BEARER: "is the id of a service bearer token; copy that of a key",
    IdKind.CONTEXT: "is the id of a context-specific credential; copy that of a key",
    IdKind.BEDROCK: "is an API key of Bedrock, which is set as `AWS_BEARER_TOKEN_BEDROCK`",
}


def _reason(text: str) -> str | None:
    if text[:4] not in ("AKIA", "ASIA"):
        return _WRONG.get(id_kind(text))
    if re.search(r"\s", text):
        return "holds blanks"
    if len(text) != 20:
        return f"has {len(text)} characters; those of AWS have 20"
    return (
        None if re.fullmatch(r"[A-Z0-9]+", text) else "holds other signs than capitals and digits"
    )
