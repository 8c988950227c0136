"""The rule `placeholder-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.statics import keys_in
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, listed, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.INFO, needs=("aws_access_key_id", "aws_secret_access_key"))
def placeholder_keys(snapshot: Snapshot) -> Iterator[Finding]:
    """Keys that are still to be filled in.

    `YOUR_ACCESS_KEY`, `<secret>`, `xxxx` and the sample keys of AWS's own pages, which end in
    `EXAMPLE` and `EXAMPLEKEY`. AWS answers `InvalidClientTokenId`, and S3 `InvalidAccessKeyId`.
    In a repository's sample file that is as it should be, so only in the user's own files is it a
    warning. No other rule about keys judges a placeholder.

    ```ini credentials
    [default]
    aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                        ^^^^^^^^^^^^^^^^^^^^ placeholder-keys: `default` still holds a placeholder in `aws_access_key_id` and `aws_secret_access_key`
    aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
    ```
    """
    for profile in snapshot.profiles.values():
        # The answer is remembered with the text, for there may be thousands of profiles.
        if profile.derive(_has_placeholders):
            yield from _findings(profile, Severity.WARNING if snapshot.own else None)


def _has_placeholders(profile: Profile) -> bool:
    every = [keys_in(profile, role) for role in Role]
    return not profile.has_foreign_endpoint and any(keys and keys.placeholders for keys in every)


def _findings(profile: Profile, severity: Severity | None) -> Iterator[Finding]:
    for role in Role:
        keys = keys_in(profile, role)
        if keys is None or not keys.placeholders:
            continue
        first, *others = keys.placeholders
        yield Finding(
            first.at,
            "`{profile}` still holds a placeholder in {settings}",
            profile=profile.name,
            settings=listed(keys.placeholders),
            severity=severity,
            related=tuple(Related(found.at, "another placeholder") for found in others),
        )
