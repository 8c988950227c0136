"""The rule `swapped-keys`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import renaming
from awsconf.credentials.keys import IdKind, id_kind, looks_like_id, looks_like_secret
from awsconf.credentials.statics import KEY_ID, KEYS, SECRET_KEY, StaticKeys, judged_in
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Related, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.ERROR, needs=KEYS, unusual=True, fixable=True)
def swapped_keys(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """An access key id and a secret that stand in each other's place, or one text twice.

    An id has 20 capitals and digits and begins with `AKIA` or `ASIA`; a secret has 40 characters.
    AWS answers `InvalidClientTokenId` to swapped ones, and `SignatureDoesNotMatch` where the id or
    the token was pasted as the secret too (aws/aws-sdk-go#3888).
    The swap is mended by the names; the values stay where they are.

    ```ini credentials
    [dev]
    aws_access_key_id = <secret dev>
    ^^^^^^^^^^^^^^^^^ swapped-keys: `dev` has its access key id and its secret access key in each other's place; swap their names
    aws_secret_access_key = <AKIA dev>
    ```
    """
    for role in Role:
        keys = judged_in(profile, role)
        if keys is None or keys.id is None or keys.secret is None:
            continue
        if looks_like_secret(keys.id.text) and looks_like_id(keys.secret.text):
            yield _swapped(profile, keys.id, keys.secret)
        elif twin := _twin(keys, keys.id, keys.secret):
            yield Finding(
                keys.secret.name_at,
                "`{profile}` has the same text for its secret access key as for its {twin};"
                " copy both again",
                profile=profile.name,
                twin="access key id" if twin is keys.id else "session token",
                related=(Related(twin.name_at, "the same text"),),
            )


def _swapped(profile: Profile, key_id: Found, secret: Found) -> Finding:
    names = (renaming(key_id, SECRET_KEY), renaming(secret, KEY_ID))
    fix = Fix("Swap the names of the two settings", names[0] + names[1], preferred=True)
    return Finding(
        key_id.name_at,
        "`{profile}` has its access key id and its secret access key in each other's place;"
        " swap their names",
        profile=profile.name,
        related=(Related(secret.name_at, "the access key id"),),
        fixes=(fix,) if all(names) else (),
    )


def _twin(keys: StaticKeys, key_id: Found, secret: Found) -> Found | None:
    """What holds the text of the secret too, where one of them has a form of AWS's.

    Emulators take any word for both.
    """
    if secret.text == key_id.text:
        return key_id if looks_like_id(key_id.text) or looks_like_secret(key_id.text) else None
    if id_kind(key_id.text) in (IdKind.LONG_TERM, IdKind.TEMPORARY) and secret.text:
        return next((token for token in keys.tokens if token.text == secret.text), None)
    return None
