"""The rule `conflicting-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.statics import KEYS, is_void, judged_in
from awsconf.profiles import Profile
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.WARNING, needs=KEYS, fixable=True)
def conflicting_keys(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """One profile with different key pairs in the two files.

    The pair of the credentials file wins in every SDK, so that of the config file has no effect,
    and who rotates it there wonders. Its session token may have one: where the credentials file
    has none, Go and JavaScript send the token of the config file with the keys of the other.

    ```ini config
    [profile dev]
    aws_access_key_id = <AKIA earlier>
                        ^^^^^^^^^^^^^^ conflicting-keys: `dev` has another key pair in the credentials file, which wins; this one is not used
    aws_secret_access_key = <secret earlier>
    ```

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = <secret dev>
    ```
    """
    ours, theirs = judged_in(profile, Role.CONFIG), judged_in(profile, Role.CREDENTIALS)
    if ours is None or theirs is None or not (ours.is_whole and theirs.is_whole):
        return
    if ours.id is None or theirs.id is None or ours.pair == theirs.pair:
        return
    mixed = not is_void(ours.session_token) and is_void(theirs.session_token)
    yield Finding(
        ours.id.at,
        "`{profile}` has another {what} in the credentials file, which wins; this one is not used"
        + ("" if not mixed else ", but Go and JavaScript add its session token to that"),
        profile=profile.name,
        what="secret for this key" if ours.id.text == theirs.id.text else "key pair",
        related=(Related(theirs.id.at, "the key that is used"),),
        fixes=fix(
            "Delete the keys from the config file", deletion(*ours.settings), preferred=not mixed
        ),
    )
