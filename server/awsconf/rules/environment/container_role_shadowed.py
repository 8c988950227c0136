"""The rule `container-role-shadowed`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.statics import judged_keys
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import KEY_ID, SECRET_KEY, chosen, place, seen, variable

CONTAINER = ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")


@pair_rule(Severity.INFO, environ=CONTAINER)
def container_role_shadowed(snapshot: Snapshot) -> Iterator[Finding]:
    """Static keys in a container that has a role of its own, whose credentials are then not used.

    ECS, EKS Pod Identity and CloudShell hand out credentials that renew themselves, and say where
    by a variable. Every SDK asks there only after the environment and the files, so keys that were
    baked into an image or left in a mounted `~/.aws` win, and one day they are dead: the support
    articles on `ExpiredToken` have you take away all that comes earlier in the chain. Keys may be
    there on purpose, so it is only a remark.

    ```world
    own = true
    shell = true
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI = /v2/credentials/1
    ```

    ```ini credentials
    [default]
    aws_access_key_id = <AKIA default>
                        ^^^^^^^^^^^^^^ container-role-shadowed: the keys of `default` come before the role of this container (`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`); delete them to have the role
    aws_secret_access_key = <secret default>
    ```
    """
    named = next((name for name in CONTAINER if variable(snapshot, name)), None)
    if named is None:
        return
    profile = chosen(snapshot)
    keys = judged_keys(profile) if profile is not None else None
    at = place(snapshot, profile)
    if variable(snapshot, KEY_ID) and variable(snapshot, SECRET_KEY):
        whose = f"in the environment (`{KEY_ID}`)"
        remedy = "unset them"
    elif profile is not None and keys is not None and keys.id is not None and keys.is_whole:
        whose, remedy, at = f"of `{profile.name}`", "delete them", keys.id.at
    else:
        return
    if at is not None:
        finding = Finding(
            at,
            "the keys {whose} come before the role of this container (`{variable}`);"
            " {remedy} to have the role",
            whose=whose,
            remedy=remedy,
            variable=named,
            profile=profile.name if profile is not None else "",
        )
        yield seen(snapshot, finding)
