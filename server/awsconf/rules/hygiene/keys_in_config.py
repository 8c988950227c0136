"""The rule `keys-in-config`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import SECRET_KEY, judged_in
from awsconf.profiles import Profile
from awsconf.rule import Finding, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.INFO, needs=("aws_secret_access_key",))
def keys_in_config(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """Long-term keys in the config file.

    Every SDK reads them there, so nothing is broken. But the config file is the one that people
    show in a question, keep among their dot files and share with a team, and the credentials file
    exists so that it can be (AWS SDKs and Tools Reference Guide, "Shared config and credentials
    files"). There is no fix, since it would have to write a secret anew unasked; ask for it with
    `awsconf rewrite dev --as move-keys`, or as a refactoring in your editor.

    ```ini config
    [profile dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ^^^^^^^^^^^^^^^^^^^^^ keys-in-config: `dev` has its secret in the config file, which people show and share; keys belong in the credentials file
    ```
    """
    # Most have them where they belong, and are done with here.
    if not any(SECRET_KEY in part.reading.names for part in profile.config):
        return
    keys = judged_in(profile, Role.CONFIG)
    # Where both files have keys, another rule says which of them count.
    if keys is None or keys.secret is None or judged_in(profile, Role.CREDENTIALS):
        return
    # A session dies by itself, and to have pasted one there is the lesser worry.
    lasting = id_kind(keys.pair[0]) is not IdKind.TEMPORARY and not keys.tokens
    if lasting and keys.secret.part.reading.name is not None:
        yield Finding(
            keys.secret.name_at,
            "`{profile}` has its secret in the config file, which people show and share;"
            " keys belong in the credentials file",
            profile=profile.name,
        )
