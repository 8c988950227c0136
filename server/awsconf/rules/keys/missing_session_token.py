"""The rule `missing-session-token`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.keys import masked_id
from awsconf.credentials.statics import KEYS, TOKENS, StaticKeys, judged_keys, stray_token
from awsconf.naming import is_hidden
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.ERROR, needs=KEYS)
def missing_session_token(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A temporary access key without its session token.

    Keys whose ids begin with `ASIA` work only together with the token that was issued with them.
    Without it AWS answers `InvalidClientTokenId` or `UnrecognizedClientException`, and S3
    `InvalidAccessKeyId`, which reads as if the key itself were wrong.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
                        ^^^^^^^^^^^^^^^ missing-session-token: `project1` has the temporary key ASIA…7D4F but no session token, so AWS refuses it; copy the token too, or sign in again
    aws_secret_access_key = <secret project1>
    ```
    """
    keys = judged_keys(profile)
    # Half a pair is another rule's, and so is an empty old name that hides a token.
    if keys is None or keys.id is None or not keys.is_whole or not keys.lacks_token:
        return
    # One that stands in the other file, or on a line that is wrong, is another rule's too.
    if stray_token(profile) is None and not is_hidden(profile.parts, *TOKENS):
        yield _missing(profile, keys, keys.id).unless_unseen(scene, Role.CREDENTIALS)


def _missing(profile: Profile, keys: StaticKeys, key_id: Found) -> Finding:
    return Finding(
        keys.token.at if keys.token else key_id.at,
        "`{profile}` has the temporary key {key} but {lack}, so AWS refuses it;"
        " copy the token too, or sign in again",
        profile=profile.name,
        key=masked_id(key_id.text),
        lack="nothing for its session token" if keys.token else "no session token",
    )
