"""The two files: which were looked for and why there, what is of them, and what `check` finds."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.check import check
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.observations import File, Observations
from awsconf.doctor.shells import Command, clearing, order, posix_path
from awsconf.evidence import Certainty
from awsconf.rule import Severity
from awsconf.rules import selected
from awsconf.snapshot import Snapshot
from awsconf.syntax import Document
from awsconf.text import Role
from awsconf.wording import enumerated

VARIABLES = {Role.CONFIG: "AWS_CONFIG_FILE", Role.CREDENTIALS: "AWS_SHARED_CREDENTIALS_FILE"}


def files(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """A line for each half, then one for what is wrong inside."""
    for file in seen.files:
        yield _half(file, snapshot, seen)
        yield from _expansion(file, snapshot, seen)
        yield from _mode(file, snapshot)
    if any(snapshot.document(role) is not None for role in Role):
        yield _findings(snapshot)


def _half(file: File, snapshot: Snapshot, seen: Observations) -> Line:
    """What is of one half."""
    why = f"`{file.variable}` names it" if file.variable else f"the place below {_home(seen)}"
    document = snapshot.document(file.role)
    if file.variable and not file.path:
        message = (
            f"`{file.variable}` is set to nothing: the AWS CLI and boto3 look for no"
            f" {file.role.value} file then, JavaScript in the default place; unset it"
        )
        return _line(State.TROUBLE, message, _clearing(file, snapshot, seen))
    if document is not None:
        message = f"the {file.role.value} file is `{file.path}` ({why}){_contents(document)}"
        return _line(State.OK, message)
    if file.absence == "does not exist" and not file.variable:
        message = f"there is no {file.role.value} file `{file.path}` ({why})"
        return _line(State.NOTE, message)
    message = f"the {file.role.value} file `{file.path}` {file.absence or 'is gone'} ({why})"
    message += "; the SDKs go on as if it were empty, and say nothing" if file.variable else ""
    return _line(State.TROUBLE, message, _clearing(file, snapshot, seen))


def _line(state: State, message: str, commands: tuple[Command, ...] = ()) -> Line:
    return Line(Topic.FILES, state, message, commands=commands)


def _home(seen: Observations) -> str:
    return "`%USERPROFILE%`" if seen.platform == "win32" else "`$HOME`"


def _clearing(file: File, snapshot: Snapshot, seen: Observations) -> tuple[Command, ...]:
    shells = order(snapshot.environ, seen.platform)
    return clearing((file.variable,) if file.variable else (), shells)


def _contents(document: Document) -> str:
    count = sum(section.header is not None for section in document.sections)
    return f", with {count} section{'' if count == 1 else 's'}"


def _expansion(file: File, snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """A value that not every SDK expands to the same path."""
    value = snapshot.environ.get(file.variable or "", "")
    if "$" in value or "%" in value:
        who = "only the AWS CLI and boto3 put variables in its place"
    elif value.startswith("~"):
        who = "Go takes the `~` in it for a folder of that name"
    else:
        return
    message = f"`{file.variable}`: {who}; write the whole path"
    yield _line(State.WARNING, message, _clearing(file, snapshot, seen))


def _mode(file: File, snapshot: Snapshot) -> Iterator[Line]:
    mode = snapshot.half(file.role).mode
    if mode is None or not mode & 0o077 or file.role is Role.CONFIG:
        return
    message = f"other people may read or write `{file.path}` (mode {mode:o}); take that away"
    yield _line(State.WARNING, message, (Command(f"chmod 600 {posix_path(file.path)}"),))


def _findings(snapshot: Snapshot) -> Line:
    """How much `awsconf check` has to say."""
    # Of the environment there are lines enough.
    found = check(snapshot, selected(ignore=("environment",)))
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in found:
        counts[diagnostic.severity] += 1
    worst = [one for one in (Severity.ERROR, Severity.WARNING) if counts[one]]
    command = _command(snapshot)
    if not worst:
        return _line(State.OK, f"`{command}` finds no mistake in them")
    told = enumerated([_counted(counts[one], one.value) for one in worst])
    first = next(one for one in found if one.severity is worst[0])
    state = State.TROUBLE if Severity.ERROR in worst else State.WARNING
    evidence = (f"the first: {first.finding.message} ({first.rule.name})",)
    message = f"`{command}` finds {told} in them"
    return Line(Topic.FILES, state, message, Certainty.PROOF, evidence, (Command(command),))


def _command(snapshot: Snapshot) -> str:
    """The check that finds the same, which looks into the caches only where it is told to."""
    known = snapshot.facts.caches
    has_caches = known is not None and bool(known.entries or known.logins)
    return "awsconf check --caches" if has_caches else "awsconf check"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
