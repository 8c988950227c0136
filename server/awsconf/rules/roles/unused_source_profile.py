"""The rule `unused-source-profile`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.statics import KEYS
from awsconf.profiles import Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned


@profile_rule(Severity.WARNING, needs=("web_identity_token_file",), fixable=True)
def unused_source_profile(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A `source_profile` beside a `web_identity_token_file`, in one role profile.

    The role can be assumed with the token or with the source's credentials, not with both.
    The AWS CLI, boto3, Rust and Java take the token and never look at the source; JavaScript and
    the C runtime take the source, and Go refuses the profile (aws/aws-cdk#17604).
    Who wants the token to lead to a second role needs two profiles, the second with the first as
    its source.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    web_identity_token_file = /var/run/token
    source_profile = base
    ^^^^^^^^^^^^^^ unused-source-profile: `app` has a web identity token, so the AWS CLI, boto3, Rust and Java never use its `source_profile`; keep one, or make two profiles of it
    ```
    """
    token, source = profile.get("web_identity_token_file"), profile.get("source_profile")
    if token is None or source is None or not token.text or "role_arn" not in profile:
        return
    passing = concerned(scene.options, (Dialect.PYTHON, Dialect.RUST, Dialect.JAVA))
    refusing = concerned(scene.options, (Dialect.GO,))
    # Without the source, the SDKs would be at odds over keys; without the token, nobody uses them.
    bare = KEYS.isdisjoint(profile.names)
    # With a credential source there as well, the next error would wait behind it.
    alone = bare and "credential_source" not in profile
    who = f"{passing} never use" if passing else f"{refusing} refuses it for"
    if passing or refusing:
        yield Finding(
            source.name_at,
            "`{profile}` has a web identity token, so "
            + who
            + " its `source_profile`; keep one, or make two profiles of it",
            profile=profile.name,
            related=(Related(token.setting_at, "the web identity token"),),
            fixes=(
                *(fix("Delete `source_profile`", deletion(source)) if bare else ()),
                *(fix("Delete `web_identity_token_file`", deletion(token)) if alone else ()),
            ),
        )
