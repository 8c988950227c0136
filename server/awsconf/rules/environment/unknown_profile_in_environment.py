"""The rule `unknown-profile-in-environment`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.nearest import nearest
from awsconf.readers.dialects import Dialect
from awsconf.redaction import masked_text
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.sources import misheaded
from awsconf.surroundings import DEFAULT_PROFILE, PROFILE, place, seen


@pair_rule(Severity.ERROR, environ=(PROFILE, DEFAULT_PROFILE))
def unknown_profile_in_environment(snapshot: Snapshot) -> Iterator[Finding]:
    """An `AWS_PROFILE` or `AWS_DEFAULT_PROFILE` that names no profile.

    Every command of the AWS CLI and every session of boto3 then ends with `The config profile
    (prd) could not be found`, even where keys stand in the environment (aws/aws-cli#3304);
    that goes for a variable that is set to nothing, too. Other SDKs go on to look for
    credentials elsewhere, or fail. JavaScript, Rust and the C runtime know `AWS_PROFILE` only.
    Only the environment of the shell tells for certain; in an editor this is a hint.

    ```world
    own = true
    shell = true
    env.AWS_PROFILE = prd
    ```

    ```ini config
    [profile prod]
    ^^^^^^^^^^^^^^ unknown-profile-in-environment: `AWS_PROFILE` names `prd`, and there is no such profile: `The config profile (prd) could not be found`; did you mean `prod`?
    region = eu-west-1
    ```
    """
    at = place(snapshot) if snapshot.own else None
    for variable in (PROFILE, DEFAULT_PROFILE):
        name = snapshot.environ.get(variable)
        if at is None or name is None or name in snapshot.profiles or misheaded(snapshot, name):
            continue
        if not name and Dialect.PYTHON not in snapshot.options.targets:
            # The others take it for a variable that is not set.
            continue
        near = nearest(name, snapshot.profiles)
        remedy = "did you mean `{nearest}`?" if near else "unset it, or name another"
        finding = Finding(
            at,
            "`{variable}` "
            + ("names `{name}`, and there is no such profile" if name else _NOTHING)
            + ": `The config profile ({name}) could not be found`; "
            + remedy,
            variable=variable,
            name=masked_text(name),
            nearest=near[0] if near else "",
        )
        yield seen(snapshot, finding.unless_either_unseen(snapshot.scene))


_NOTHING = "is set to nothing, which the AWS CLI and boto3 take for a name"
