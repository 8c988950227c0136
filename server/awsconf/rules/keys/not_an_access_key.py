"""The rule `not-an-access-key`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.keys import IdKind, id_kind
from awsconf.evidence import Certainty
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.ids import judged_id


@profile_rule(Severity.ERROR, needs=("aws_access_key_id",), unusual=True)
def not_an_access_key(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An `aws_access_key_id` that is the id of something else than an access key.

    Users (`AIDA`), roles (`AROA`) and other things of IAM have ids of the form of a key's, which
    stand beside it on the same pages of the console, and open nothing (IAM User Guide, "IAM
    identifiers"). AWS answers `InvalidClientTokenId`, and S3 `InvalidAccessKeyId`.
    Those of a bearer token (`ABIA`), of a context-specific credential (`ACCA`) and an API key of
    Bedrock (`ABSK`) are credentials, but no SDK signs with them, which is a warning.

    ```ini credentials
    [dev]
    aws_access_key_id = AROA<AKIA dev from=4>
                        ^^^^^^^^^^^^^^^^^^^^^ not-an-access-key: the `aws_access_key_id` of `dev` is the id of an IAM role, which opens nothing; copy the id of an access key
    aws_secret_access_key = <secret dev>
    ```
    """
    key_id = judged_id(profile)
    if key_id is None:
        return
    text = key_id.text
    # `AssumedRoleId` in the answer of STS is the id of the role with the session's name behind it.
    kind = id_kind(text.partition(":")[0])
    proof = kind is IdKind.RESOURCE
    why = f"is the id of {_THINGS[text[:4]]}, which opens nothing" if proof else _OTHERS.get(kind)
    if why:
        yield Finding(
            key_id.at,
            "the `aws_access_key_id` of `{profile}` {why}; copy the id of an access key",
            profile=profile.name,
            why=why,
            severity=None if proof else Severity.WARNING,
            certainty=None if proof else Certainty.STRONG,
        )


_THINGS = {
    "AIDA": "an IAM user",
    "AROA": "an IAM role",
    "AGPA": "an IAM group",
    "AIPA": "an instance profile",
    "ANPA": "a managed policy",
    "ANVA": "a version of a managed policy",
    "APKA": "a public key",
    "ASCA": "a certificate",
}
_OTHERS = {
    IdKind.BEARER: "is the id of a service bearer token, with which no SDK signs",
    IdKind.CONTEXT: "is the id of a context-specific credential, with which no SDK signs",
    IdKind.BEDROCK: "is an API key of Bedrock, which SDKs read from `AWS_BEARER_TOKEN_BEDROCK`",
}
