"""The rule `environment-shadows-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.chains import provider
from awsconf.credentials.key_facts import key_facts
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import KEY_ID, PROFILE, SECRET_KEY, chosen, marks, place, seen, variable
from awsconf.targets import concerned


@pair_rule(Severity.INFO, environ=(KEY_ID,))
def environment_shadows_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """Keys in the environment, which are used instead of the profile in the files.

    All SDKs take `AWS_ACCESS_KEY_ID` before `default`; the AWS CLI, boto3 and most others take
    it before the profile that `AWS_PROFILE` names, too, and only JavaScript lets that one win,
    with a warning. An edit of the files then changes nothing, and calls go to another account in
    silence (aws/aws-cli#4298). A profile that is named with `--profile` or in code always wins.
    Build servers do this on purpose, so it is only a remark; where the profile has the very same
    key, nothing is said.

    ```world
    own = true
    shell = true
    env.AWS_ACCESS_KEY_ID = <AKIA environment>
    env.AWS_SECRET_ACCESS_KEY = <secret environment>
    ```

    ```ini credentials
    [default]
    ^^^^^^^^^ environment-shadows-profile: the keys in the environment (`AWS_ACCESS_KEY_ID`) come before `default`; unset them, or ask for it with `--profile`
    aws_access_key_id = <AKIA default>
    aws_secret_access_key = <secret default>
    ```
    """
    key_id, profile = variable(snapshot, KEY_ID), chosen(snapshot)
    at = place(snapshot, profile)
    if not key_id or not variable(snapshot, SECRET_KEY) or profile is None or at is None:
        return
    facts = key_facts(profile)
    if provider(profile) is None or (facts is not None and facts.id == key_id):
        return
    named = bool(variable(snapshot, PROFILE))
    taking = concerned(snapshot.options, set(Dialect) - ({Dialect.JS} if named else set()))
    if not taking:
        return
    whom = f" for {taking}" if named else ""
    finding = Finding(
        at,
        "the keys in the environment (`AWS_ACCESS_KEY_ID`) come before `{profile}`"
        + whom
        + "; unset them, or ask for it with `--profile`",
        evidence=marks(snapshot),
        profile=profile.name,
    )
    yield seen(snapshot, finding)
