"""The rule `shadowed-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.catalogue import find, is_secret, own
from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.profiles import Found, Profile
from awsconf.readers.dialects import Dialect
from awsconf.rule import Finding, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.targets import concerned
from awsconf.text import Role


@profile_rule(Severity.WARNING, fixable=True)
def shadowed_setting(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A setting that one profile has in both files, with different values.

    To the AWS CLI and boto3 the credentials file wins, setting by setting; JavaScript takes all
    but keys and `region` from the config file first (aws/aws-sdk-js-v3#4163). The same value in
    both is a mere hint; keys and tokens have rules of their own.

    ```ini config
    [profile dev]
    output = json
    ^^^^^^^^^^^^^ shadowed-setting: `dev` has another `output` in the credentials file, which the AWS CLI and boto3 use instead
    ```

    ```ini credentials
    [dev]
    output = text
    ```
    """
    if not profile.config or not profile.credentials:
        return
    ours, theirs = profile.own(Role.CONFIG), profile.own(Role.CREDENTIALS)
    both = (ours.reading.names & theirs.reading.names) - KEYS if ours and theirs else frozenset()
    for name in sorted(both & own(SectionKind.PROFILE)) if both else ():
        found, other = profile.inside(Role.CONFIG, name), profile.inside(Role.CREDENTIALS, name)
        if found is not None and other is not None and not is_secret(name):
            yield from _finding(profile, name, found, other, scene)


def _finding(
    profile: Profile, name: str, found: Found, other: Found, scene: Scene
) -> Iterator[Finding]:
    if found.text == other.text:
        yield Finding(
            found.setting_at,
            f"`{{profile}}` has the same `{name}` in the credentials file",
            profile=profile.name,
            severity=Severity.HINT,
            unnecessary=True,
            related=(Related(other.setting_at, "the other one"),),
        )
        return
    if python := concerned(scene.options, (Dialect.PYTHON,)):
        yield Finding(
            found.setting_at,
            "`{profile}` has another `{setting}` in the credentials file, which {who} use instead",
            profile=profile.name,
            setting=name,
            who="the SDKs" if name == "region" else str(python),
            related=(Related(other.setting_at, "the one in the credentials file"),),
            fixes=(
                *fix(f"Delete `{name}` from the config file", deletion(found)),
                *fix(f"Delete `{name}` from the credentials file", _uncovering(name, other)),
            ),
        )


def _uncovering(name: str, other: Found) -> tuple[Edit, ...]:
    """The edits that bring the config file's value into force; none where that changes identity."""
    category = setting.category if (setting := find(SectionKind.PROFILE, name)) else None
    return () if (category or "").startswith("credentials") else deletion(other)
