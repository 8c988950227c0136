"""The rule `fragile-credential-process`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.text import At
from awsconf.values.commands import Flaw, flaw, spaced_program


@section_rule(Severity.WARNING, needs=("credential_process",), fixable=True)
def fragile_credential_process(part: Part, scene: Scene) -> Iterator[Finding]:
    """A `credential_process` that works in one SDK or one folder, and fails in others.

    The AWS CLI and boto3 split the command like a shell but run it without one: `~`, `$HOME`,
    `%USERPROFILE%`, `|` and `>` reach the program as they are (Versent/saml2aws#880,
    aws/aws-sdk-go-v2#3208). JavaScript, Go and Rust do use a shell.
    A path with blanks needs quotes, and one that begins with `./` depends on where it is run.
    Who needs a shell can name one: `sh -c '…'` is the same to all of them.
    The command is neither run nor looked for.

    ```ini config
    [profile app]
    credential_process = ~/bin/get-credentials
                         ^^^^^^^^^^^^^^^^^^^^^ fragile-credential-process: the command of `app` needs a shell to make a folder of `~`, and the AWS CLI and boto3 run it without one; write the path in full
    ```
    """
    found, name = part.reading.settings.get("credential_process"), part.reading.name
    if found is None or name is None or found.following:
        return
    at, wrong = part.at(found.span), flaw(found.text)
    if wrong is None or (wrong in _REMEDIES and Dialect.PYTHON not in scene.options.targets):
        return
    without = ", and the AWS CLI and boto3 run it without one" if wrong in _REMEDIES else ""
    yield Finding(
        at if found.text else part.at(found.line.name),
        f"the command of `{{profile}}` {wrong.value}{without}; " + (_ALL[wrong]),
        profile=name,
        severity=_SEVERITIES.get(wrong),
        fixes=tuple(_fixes(wrong, found.text, at)),
    )


_REMEDIES = {
    Flaw.HOME: "write the path in full",
    Flaw.VARIABLE: "write its value, or name the shell",
    Flaw.SHELL: "name the shell",
}
_ALL = {
    **_REMEDIES,
    Flaw.UNBALANCED: "nobody can run it",
    Flaw.SPACED: "put quotes around it",
    Flaw.EMPTY: "delete the line",
    Flaw.RELATIVE: "write the path in full",
}
_SEVERITIES = {Flaw.UNBALANCED: Severity.ERROR, Flaw.RELATIVE: Severity.INFO}


def _fixes(wrong: Flaw, command: str, at: At) -> Iterator[Fix]:
    """Quotes around what is there, whose text no edit repeats."""
    end = spaced_program(command) if wrong is Flaw.SPACED else None
    if end is not None:
        edits = (_put(at, 0, '"'), _put(at, end, '"'))
        yield Fix("Put quotes around the program", edits, preferred=True)
    # Of `%NAME%`, only a shell of Windows makes anything.
    elif wrong in _REMEDIES and "'" not in command and "%" not in command:
        yield Fix("Run it with `sh -c`", (_put(at, 0, "sh -c '"), _put(at, len(command), "'")))


def _put(at: At, offset: int, text: str) -> Edit:
    place = at.start + offset
    return Edit(At(at.role, place, place), text)
