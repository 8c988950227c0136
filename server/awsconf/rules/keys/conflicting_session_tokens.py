"""The rule `conflicting-session-tokens`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion, renaming
from awsconf.credentials.key_facts import staleness
from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import KEYS, SESSION_TOKEN, is_void, judged_keys
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene


@profile_rule(Severity.ERROR, needs=KEYS, fixable=True)
def conflicting_session_tokens(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An `aws_security_token` that says something else than `aws_session_token`.

    The AWS CLI and boto3 take the old name wherever it stands, even empty (boto/botocore#1961);
    most other SDKs know the new one only. So one of the two camps sends a wrong token or none.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 issued=2026-06-01T11:00Z>
    aws_security_token = <token project1 issued=2026-05-31T11:00Z>
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ conflicting-session-tokens: `project1` has two session tokens: the AWS CLI and boto3 send `aws_security_token`, which was issued earlier, most others `aws_session_token`
    ```
    """
    keys = judged_keys(profile)
    if keys is None or keys.id is None or id_kind(keys.id.text) is not IdKind.TEMPORARY:
        return
    old, new = keys.security_token, keys.session_token
    if old is None or all(map(is_void, keys.tokens)):
        return
    if new is None or is_void(new):
        yield _alone(profile, old, new, safe=scene.has_last_word(keys.role))
    elif is_void(old):
        yield Finding(
            old.name_at,
            "`{profile}` has nothing in `aws_security_token`, which the AWS CLI and boto3 take"
            " instead of its `aws_session_token`; delete it",
            profile=profile.name,
            fixes=fix(_DELETE, deletion(old), safe=True, preferred=True),
        )
    elif old.text != new.text:
        yield _two(profile, old, new, staleness(keys.id.text, old.text, new.text))


def _alone(profile: Profile, old: Found, new: Found | None, *, safe: bool) -> Finding:
    return Finding(
        old.name_at,
        "`{profile}` has its session token as `aws_security_token` only, which the AWS CLI and"
        " boto3 read but most other SDKs do not; rename it",
        profile=profile.name,
        severity=Severity.WARNING,
        fixes=fix(_RENAME, renaming(old, SESSION_TOKEN, new), safe=safe, preferred=True),
    )


def _two(profile: Profile, old: Found, new: Found, stale: tuple[str, str]) -> Finding:
    delete = fix(_DELETE, deletion(old), preferred=bool(stale[0]))
    rename = fix(_INSTEAD, renaming(old, SESSION_TOKEN, new), preferred=bool(stale[1]))
    return Finding(
        old.at,
        "`{profile}` has two session tokens: the AWS CLI and boto3 send `aws_security_token`{old},"
        " most others `aws_session_token`{new}",
        profile=profile.name,
        old=stale[0] and f", which {stale[0]}",
        new=stale[1] and f", which {stale[1]}",
        related=(Related(new.at, "the other token"),),
        fixes=delete if stale[0] else rename if stale[1] else delete + rename,
    )


_DELETE = "Delete `aws_security_token`"
_RENAME = "Rename `aws_security_token` to `aws_session_token`"
_INSTEAD = "Put `aws_security_token` in the place of `aws_session_token`"
