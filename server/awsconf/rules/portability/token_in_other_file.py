"""The rule `token-in-other-file`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import TOKENS, StaticKeys, judged_keys, stray_token
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned

_OTHERS = frozenset(Dialect) - {Dialect.PYTHON}


@profile_rule(Severity.ERROR, needs=TOKENS, fixable=True)
def token_in_other_file(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A session token that stands in another file than the keys of its profile.

    The AWS CLI and boto3 take keys and token from one file and do not look into the other
    (aws/aws-cli#1197); the other SDKs lay the files over each other, and send it.
    So temporary keys work in one program and not in the next; and a token that was left behind
    beside long-term keys spoils them for all but the AWS CLI and boto3.

    ```ini config
    [profile dev]
    aws_session_token = <token dev>
    ^^^^^^^^^^^^^^^^^ token-in-other-file: the AWS CLI and boto3 do not look here for the token of the keys of `dev` in the credentials file; keep them together
    ```
    ```ini credentials
    [dev]
    aws_access_key_id = <ASIA dev>
    aws_secret_access_key = <secret dev>
    ```
    """
    keys, token = judged_keys(profile), stray_token(profile)
    if keys is None or keys.id is None or token is None or not keys.is_whole:
        return
    blind, users = concerned(scene.options, (Dialect.PYTHON,)), concerned(scene.options, _OTHERS)
    if keys.lacks_token and blind:
        template = (
            "the AWS CLI and boto3 do not look here for the token of the keys of `{profile}` in the"
            " {role} file; keep them together"
        )
        yield _finding(profile, keys, token, template)
    elif not keys.lacks_token and users:
        rest = ", the AWS CLI and boto3 do not" if blind else ""
        does = users.does("sends", "send")
        template = f"{does} this token with the keys of `{{profile}}` in the {{role}} file{rest}"
        yield _finding(profile, keys, token, template)


def _finding(profile: Profile, keys: StaticKeys, token: Found, template: str) -> Finding:
    durable = id_kind(keys.pair[0]) is IdKind.LONG_TERM
    edits = () if keys.lacks_token else deletion(token)
    return Finding(
        token.name_at,
        template,
        profile=profile.name,
        role=keys.role.value,
        related=(Related(keys.id.name_at, "the keys"),) if keys.id else (),
        fixes=fix("Delete the token", edits, safe=durable, preferred=durable),
    )
