"""Who answers for the profile that is asked about, SDK by SDK, and what hides what.

`resolve/` knows the files and the environment; what only the machine or a Java process knows, is
named instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.credentials.expiry import State as Life
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.logins import missing_login
from awsconf.doctor.observations import Observations, Outcome
from awsconf.doctor.shells import Command, argument
from awsconf.evidence import Certainty
from awsconf.nearest import nearest
from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Found, Resolution
from awsconf.resolve.known import has_container
from awsconf.snapshot import Snapshot
from awsconf.surroundings import session
from awsconf.wording import enumerated

STATIC = (Provider.ENV, Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE)


def chain(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """The answer of the AWS CLI and boto3, then where the others differ, and what is hidden."""
    config, credentials = snapshot.config.document, snapshot.credentials.document
    asked = Asked(seen.profile, snapshot.environ)
    read = {one: evaluate(one, config, credentials) for one in Dialect}
    answers = {one: ask(evaluation, asked) for one, evaluation in read.items()}
    python = answers[Dialect.PYTHON]
    refusals = read[Dialect.PYTHON].refusals
    path = snapshot.half(refusals[0].at.role).path if refusals else ""
    dead = tuple(_dead(snapshot, python))
    first = _first(python, path, snapshot, seen)
    if python.provider is Provider.ENV and _is_dead_session(snapshot):
        first = first._replace(state=State.NOTE, message=f"{first.message}, whose session is dead")
    # What starts with something dead answers, and does not work.
    yield first._replace(state=State.NOTE) if dead and first.state is State.OK else first
    yield from dead
    yield from _differing(answers, seen)
    yield from _hidden(python, snapshot, seen)
    if answers[Dialect.JAVA].steps:
        yield _java()


def _line(state: State, message: str, *commands: Command) -> Line:
    return Line(Topic.CHAIN, state, message, commands=commands)


def _resolving(seen: Observations, flags: str = "") -> tuple[Command, ...]:
    """What shows the whole of it; nothing for a name that a shell would take apart."""
    name = "" if seen.profile is None else argument(seen.profile)
    if name is None:
        return ()
    return (Command(" ".join(filter(None, ("awsconf resolve", name, flags)))),)


def _first(python: Resolution, refused: str, snapshot: Snapshot, seen: Observations) -> Line:
    """The answer of the AWS CLI and boto3; `refused` is the file that they do not read."""
    subject = "any profile" if python.profile is None else f"`{python.profile}`"
    subject = subject if python.profile != "" else "a profile without a name"
    if python.error is not None:
        message = f"the AWS CLI and boto3 fail for {subject}: {python.error.type}"
        if python.profile is not None and python.profile not in snapshot.profiles:
            near = nearest(python.profile, snapshot.profiles)
            message += f"; did you mean `{near[0]}`?" if near else ""
        evidence = (" ".join(python.error.message.replace("{path}", refused).split()),)
        return _line(State.TROUBLE, message, *_resolving(seen))._replace(evidence=evidence)
    if python.provider is None:
        return _nobody(subject, python, seen)
    message = f"asked for {subject}, the AWS CLI and boto3 take credentials from {_way(python)}"
    return _line(State.OK, message, *_resolving(seen))


def _nobody(subject: str, python: Resolution, seen: Observations) -> Line:
    """Nothing in files and environment answers; the metadata service may, if there is one."""
    message = f"nothing in the files and the environment answers for {subject}"
    if seen.metadata is not None and seen.metadata.outcome is Outcome.ANSWERED:
        return _line(State.OK, f"{message}, and so the role of the instance does")
    steps = (step for step in python.steps if step.provider is Provider.IAM_ROLE)
    if seen.metadata is None and any(step.found is Found.CANNOT_TELL for step in steps):
        message += "; the metadata service of an instance may"
        return _line(State.UNKNOWN, message, Command("awsconf doctor --metadata"))
    message += ": `Unable to locate credentials`"
    return _line(State.TROUBLE, message, *_resolving(seen))


def _way(resolution: Resolution) -> str:
    """The chain in words: `assume-role` through `base` (`shared-credentials-file`)."""
    first, *rest = resolution.hops
    told = f"`{_named(first.provider)}`"
    through = (f"`{hop.profile}` (`{_named(hop.provider)}`)" for hop in rest)
    return " through ".join((told, *through))


def _named(provider: Provider | None) -> str:
    return "nobody" if provider is None else provider.value


def _dead(snapshot: Snapshot, python: Resolution) -> Iterator[Line]:
    """Whether what it all starts with lives."""
    if not python.hops:
        return
    name, start = python.hops[-1].profile, python.hops[-1].provider
    if start in (Provider.SSO, Provider.LOGIN):
        yield from missing_login(name, snapshot)
    if start not in STATIC[1:]:
        return
    verdict = snapshot.verdicts.get(name)
    if verdict is None or verdict.state not in (Life.EXPIRED, Life.EXPIRING):
        return
    is_dead = verdict.state is Life.EXPIRED
    what = "is dead: " if is_dead else ""
    sure = verdict.certainty is not Certainty.HINT
    state = State.TROUBLE if is_dead and sure else State.WARNING
    message = f"the session token of `{name}`, with which it starts, {what}{verdict.reason}"
    word = argument(name)
    commands = (Command(f"awsconf rewrite {word}"),) if word else ()
    yield Line(Topic.CHAIN, state, message, verdict.certainty, verdict.evidence, commands)


def _is_dead_session(snapshot: Snapshot) -> bool:
    """Whether the session in the environment is dead, of which a line of its own speaks."""
    verdict = session(snapshot._replace(own=True))
    if verdict is None or verdict.certainty is Certainty.HINT:
        return False
    return verdict.state is Life.EXPIRED


def _differing(answers: Mapping[Dialect, Resolution], seen: Observations) -> Iterator[Line]:
    """Where an SDK takes other credentials; how each fails is `resolve`'s to tell."""
    usual = _answer(answers[Dialect.PYTHON])
    found: dict[tuple[str, ...], list[Dialect]] = {}
    for dialect, resolution in answers.items():
        if _answer(resolution) != usual:
            found.setdefault(_answer(resolution), []).append(dialect)
    for dialects in found.values():
        resolution = answers[dialects[0]]
        who = enumerated([dialect.title for dialect in dialects])
        many = len(dialects) > 1
        if resolution.error is not None:
            told = f"{'fail' if many else 'fails'} for `{resolution.profile or 'any profile'}`"
        elif resolution.provider is None:
            told = f"{'find' if many else 'finds'} none for `{resolution.profile}`"
        else:
            verb = "take" if many else "takes"
            told = f"{verb} those for `{resolution.profile}` from {_way(resolution)}"
        message = f"{who} {told} instead"
        # To get none is of no matter to who does not use that SDK; other credentials surprise.
        state = State.WARNING if resolution.provider is not None else State.NOTE
        yield _line(state, message, *_resolving(seen, "--reader all"))


def _answer(resolution: Resolution) -> tuple[str, ...]:
    """What an answer comes to, for comparison with another."""
    if resolution.error is not None:
        return ("fails",)
    if resolution.provider is None:
        return ("nobody",)
    if resolution.provider is Provider.ENV:
        return (_named(resolution.provider),)
    return tuple(f"{hop.profile}\0{_named(hop.provider)}" for hop in resolution.hops)


def _hidden(python: Resolution, snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """Static keys before the role of a container or an instance, which renews itself."""
    if python.provider not in STATIC:
        return
    metadata = seen.metadata
    if has_container(snapshot.environ):
        what = "the role of this container"
    elif metadata is not None and metadata.outcome is Outcome.ANSWERED and metadata.role:
        what = f"the role of this instance (`{metadata.role}`)"
    elif seen.instance is not None:
        what = "the role of this instance, if it has one"
    else:
        return
    where = "in the environment" if python.provider is Provider.ENV else "in the files"
    message = f"the keys {where} hide {what}, whose keys renew themselves; take them away"
    yield _line(State.WARNING, message, *_resolving(seen))


def _java() -> Line:
    message = (
        "Java asks its system properties first (`aws.accessKeyId`, `aws.secretAccessKey`,"
        " `aws.sessionToken`; `aws.profile` and `aws.region` choose), which belong to each process"
        " and cannot be seen from here"
    )
    return _line(State.UNKNOWN, message, Command("jcmd PID VM.system_properties"))
