"""The rule `split-key-pair`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion, moving
from awsconf.credentials.keys import looks_like_id
from awsconf.credentials.statics import KEYS, StaticKeys, judged_in
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.ERROR, needs=KEYS, fixable=True)
def split_key_pair(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A key id and its secret of one profile that stand in different files.

    The AWS CLI, boto3 and Go take keys from one file only; JavaScript, Java and Rust mix the two.

    ```ini config
    [profile dev]
    aws_secret_access_key = <secret dev>
    ```
    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    ^^^^^^^^^^^^^^^^^ split-key-pair: `dev` has its access key id in the credentials file and its secret in the config file, which the AWS CLI, boto3 and Go refuse; keep both in one
    ```
    """
    ours, theirs = judged_in(profile, Role.CONFIG), judged_in(profile, Role.CREDENTIALS)
    if ours is None or theirs is None:
        return
    keys, others = (theirs, ours) if theirs.id else (ours, theirs)
    if ours.is_whole and any(theirs.pair) and not theirs.is_whole:
        yield _half_over_pair(profile, theirs, ours)
    elif keys.id and others.secret and keys.pair[0] and not keys.pair[1] and not others.pair[0]:
        yield _halves(profile, keys.id, others.secret)


def _half_over_pair(profile: Profile, half: StaticKeys, whole: StaticKeys) -> Finding:
    found = [setting for setting in (half.id, half.secret) if setting]
    is_copy = set(half.pair) <= {"", *whole.pair}
    return Finding(
        found[0].name_at,
        "half a key pair of `{profile}` in the credentials file {spoils} the pair of the config file",
        profile=profile.name,
        spoils="hides" if half.id else "is mixed, outside Python, with",
        severity=None if half.id else Severity.WARNING,
        fixes=fix("Delete the half", deletion(*found), preferred=is_copy),
    )


def _halves(profile: Profile, key_id: Found, secret: Found) -> Finding:
    # An id is no secret, so it may be written anew; in its new place it may answer before these.
    edits = moving(key_id, secret) if looks_like_id(key_id.text) else ()
    alone = "login_session" not in profile and "credential_process" not in profile
    return Finding(
        key_id.name_at,
        "`{profile}` has its access key id in the {here} file and its secret in the {there} file,"
        " which the AWS CLI, boto3 and Go refuse; keep both in one",
        profile=profile.name,
        here=key_id.role.value,
        there=secret.role.value,
        fixes=fix(f"Move the id to the {secret.role.value} file", edits, preferred=alone),
    )
