"""The rule `invalid-environment-value`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awsconf.catalogue import find, settings
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.surroundings import place, seen
from awsconf.syntax import SectionKind
from awsconf.values.accepted import misfit
from awsconf.values.amiss import effect, shown

if TYPE_CHECKING:
    from awsconf.entries import Setting


def _is_judged(setting: Setting) -> bool:
    of_aws = setting.origin == "aws" and setting.parent is None
    return of_aws and setting.type in ("enum", "integer")


_VARIABLES = {
    variable: setting.name
    for setting in settings(SectionKind.PROFILE)
    if _is_judged(setting)
    for variable in setting.env
}


@pair_rule(Severity.WARNING, environ=sorted(_VARIABLES))
def invalid_environment_value(snapshot: Snapshot) -> Iterator[Finding]:
    """A variable such as `AWS_RETRY_MODE` with a value that its setting does not take.

    Most settings have a variable that comes before the files and takes the same values. The AWS CLI
    and boto3 refuse `AWS_METADATA_SERVICE_NUM_ATTEMPTS=three` for every profile, even where no
    metadata service is ever asked, and do not say which variable it is (`invalid literal for int()`).
    An empty variable is a value to them too. It is an error where one of the SDKs that you use
    refuses the value.

    ```world
    own = true
    shell = true
    env.AWS_METADATA_SERVICE_NUM_ATTEMPTS = three
    ```

    ```ini config
    [default]
    ^^^^^^^^^ invalid-environment-value[error]: `AWS_METADATA_SERVICE_NUM_ATTEMPTS` is set to `three`, which the AWS CLI and boto3 refuse; it takes a whole number, 1 or more
    region = eu-west-1
    ```
    """
    at = place(snapshot)
    for variable in sorted(_VARIABLES.keys() & snapshot.environ.keys()) if snapshot.own else ():
        setting = find(SectionKind.PROFILE, _VARIABLES[variable])
        value = snapshot.environ[variable]
        if setting is None or at is None:
            continue
        found = misfit(SectionKind.PROFILE, setting.name, value)
        effects = found.effects if found is not None else {} if value else setting.on_empty
        clause, severity = effect(effects, snapshot.options)
        # Of what is only known to trouble an SDK that nobody here uses, nothing is said.
        if (found is None or effects) and not clause:
            continue
        finding = Finding(
            at,
            "`{variable}` is {what}" + (clause or ", which it does not take") + "; {takes}",
            variable=variable,
            what=f"set to `{shown(value)}`" if value else "set to nothing",
            takes=found.takes if found is not None else "unset it, or give it a value",
            severity=severity,
        )
        yield seen(snapshot, finding)
