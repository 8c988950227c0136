"""The rule `incomplete-key-pair`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.chains import provider
from awsconf.credentials.statics import KEY_ID, KEYS, SECRET_KEY, StaticKeys, judged_in, keys_in
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.providers import Provider
from awsconf.rule import Finding, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.ERROR, needs=KEYS, fixable=True)
def incomplete_key_pair(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An access key id without a secret access key, or the other way round.

    botocore stops at an id alone: `Partial credentials found in shared-credentials-file, missing:
    aws_secret_access_key`. It passes over a secret alone in silence.
    Empty keys are keys to it: it signs with them, even where the config file holds a full pair.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    ^^^^^^^^^^^^^^^^^ incomplete-key-pair[hint]: `dev` has an access key id but no secret access key, so the AWS CLI and boto3 cannot use it, unless the config file, which is not in view, cures that
    ```
    """
    for role in Role:
        keys = judged_in(profile, role)
        if keys is None or keys.is_whole:
            continue
        for finding in _judged(profile, keys, keys_in(profile, role.other)):
            yield finding.unless_unseen(scene, role.other)


def _judged(profile: Profile, keys: StaticKeys, others: StaticKeys | None) -> Iterator[Finding]:
    half = next((half for half in (keys.id, keys.secret) if half and half.text), None)
    if half is None:
        if keys.id is not None and provider(profile) in _STATIC:
            yield _empty(profile, keys, keys.id, others)
        return
    lacking = SECRET_KEY if half is keys.id else KEY_ID
    # Where the other half stands in the other file, or on a wrong line, that is another rule's.
    there = profile.inside(keys.role.other, lacking)
    if (there is None or not there.text) and not is_hidden(profile.parts, lacking):
        yield _half(profile, keys, half)


def _half(profile: Profile, keys: StaticKeys, half: Found) -> Finding:
    lack = "an empty" if keys.id and keys.secret else "no"
    is_used = provider(profile) in _STATIC
    return Finding(
        half.name_at,
        "`{profile}` has {half} but {lack}, so the AWS CLI and boto3 {effect} it",
        profile=profile.name,
        half="an access key id" if half is keys.id else "a secret access key",
        lack=f"{lack} {'secret access key' if half is keys.id else 'access key id'}",
        effect="cannot use" if is_used else "pass over",
        severity=None if is_used else Severity.WARNING,
    )


def _empty(profile: Profile, keys: StaticKeys, key_id: Found, others: StaticKeys | None) -> Finding:
    hides = others is not None and others.is_whole
    edits = deletion(key_id, *([keys.secret] if keys.secret else []))
    return Finding(
        key_id.name_at,
        "`{profile}` has empty keys, which the AWS CLI and boto3 send all the same{instead}",
        profile=profile.name,
        instead=f", instead of those in the {keys.role.other.value} file" if hides else "",
        fixes=fix("Delete the empty keys", edits, preferred=hides),
    )


_STATIC = (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE)
