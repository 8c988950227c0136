"""The rule `leftover-session-token`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.keys import IdKind, id_kind, masked_id
from awsconf.credentials.statics import KEYS, judged_keys
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, fix, listed, profile_rule
from awsconf.snapshot import Scene


@profile_rule(Severity.ERROR, needs=KEYS, fixable=True)
def leftover_session_token(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A session token beside a long-term access key.

    Session tokens belong to temporary keys, whose ids begin with `ASIA`; a long-term key (`AKIA`)
    takes none. AWS answers `InvalidClientTokenId`, or `ExpiredToken` once the token has died.
    `aws configure` left the token of earlier keys in place until version 2.30.3, and version 1
    still does (aws/aws-cli#1341, aws/aws-cli#7870); `aws_security_token` stays behind even now.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    aws_session_token = <token earlier>
                        ^^^^^^^^^^^^^^^ leftover-session-token: `dev` sends a session token with its long-term key AKIA…B5QT, which takes none; delete the leftover
    ```
    """
    keys = judged_keys(profile)
    if keys is None or keys.id is None or id_kind(keys.id.text) is not IdKind.LONG_TERM:
        return
    # Keys in a credentials file out of view would win over these, and Go and JavaScript would send
    # this token with them, which may even be theirs.
    safe = scene.has_last_word(keys.role)
    filled = [token for token in keys.tokens if token.text]
    if not filled:
        return
    yield Finding(
        filled[0].at,
        "`{profile}` sends a session token with its long-term key {key}, which takes none;"
        " delete the leftover",
        profile=profile.name,
        key=masked_id(keys.id.text),
        related=tuple(Related(token.name_at, "and under its other name") for token in filled[1:]),
        fixes=fix(
            f"Delete {listed(keys.tokens)}", deletion(*keys.tokens), safe=safe, preferred=True
        ),
    )
