"""The rule `process-shadowed`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import Role


@profile_rule(Severity.WARNING, needs=("credential_process",), fixable=True)
def process_shadowed(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A `credential_process` that none of your SDKs ever runs.

    A role with a source, or with a web identity, comes before it everywhere; so does a sign-in
    everywhere but in JavaScript and the C runtime, and so do keys in the credentials file in the
    AWS CLI, boto3, JavaScript, Go and the C runtime. Old keys are then used for ever, and the
    process that should renew them is silent (Versent/saml2aws#895, ruimarinho/gsts#60).
    This rule speaks where the SDKs that your team has chosen agree; where one of them does run
    the process and another does not, that is said as a difference between them.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam::123456789012:role/App
    source_profile = base
    credential_process = get-credentials
    ^^^^^^^^^^^^^^^^^^ process-shadowed: the process of `app` never runs, since `source_profile` answers before it; delete one of them
    ```
    """
    process = profile.get("credential_process")
    if process is None or not process.text:
        return
    role = "role_arn" in profile
    shadow = _role_source(profile) if role else _answering(profile, scene)
    if shadow is not None:
        yield Finding(
            process.name_at,
            "the process of `{profile}` never runs, since `{shadow}` answers before it;"
            " delete one of them",
            profile=profile.name,
            shadow=shadow.value.name,
            related=(Related(shadow.name_at, "answers before the process"),),
            # Not safe: where what answers before it fails, JavaScript goes on to the process.
            fixes=fix("Delete `credential_process`", deletion(process)),
            unnecessary=True,
        )


def _role_source(profile: Profile) -> Found | None:
    """What the role is assumed with, unless a profile may still take this one's process for it."""
    source = profile.get("source_profile") or profile.get("credential_source")
    token = profile.get("web_identity_token_file")
    if token is not None:
        return token if token.text else None
    # botocore asks the process before keys of the config file, once the role is out of question.
    keyed = profile.inside(Role.CONFIG, "aws_access_key_id") is not None
    return None if keyed or profile.text("source_profile") == profile.name else source


_SIGN_IN = frozenset({Dialect.PYTHON, Dialect.RUST, Dialect.JAVA, Dialect.GO})
_KEYS = frozenset({Dialect.JS, Dialect.GO, Dialect.C})


def _answering(profile: Profile, scene: Scene) -> Found | None:
    """The first setting of those that, together, come before the process in every target."""
    key = "aws_access_key_id"
    order = (
        (profile.get("sso_account_id") or profile.get("sso_role_name"), _SIGN_IN),
        (profile.inside(Role.CREDENTIALS, key), _KEYS | {Dialect.PYTHON}),
        (profile.inside(Role.CONFIG, key), _KEYS),
    )
    found = [(setting, winning) for setting, winning in order if setting is not None]
    covered = frozenset[Dialect]().union(*(winning for _, winning in found))
    return found[0][0] if found and scene.options.targets <= covered else None
