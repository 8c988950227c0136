"""Who answers when botocore is asked for credentials, and so boto3 and the AWS CLI, version 1.

Exactly so: each error with its class and words. Version 2 of the AWS CLI differs in the variables
that choose the profile (`choosing`). What would have to be run, fetched or read elsewhere is taken
for what would answer, but for the metadata service, which is asked last and often is not there.
Source: boto/botocore: botocore/credentials.py, `create_credential_resolver`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from awsconf.chains import BEHIND_ROLE
from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve import behind, choosing, environment, roles
from awsconf.resolve.answer import Asked, Found, Hop, Resolution, Step
from awsconf.resolve.asking import Failed, Look, Question, Unparsed


def answer(evaluation: Evaluation, asked: Asked) -> Resolution:
    """Who answers for the profile that is asked for, through which chain, or with which error."""
    chosen = asked.profile
    if chosen is None:
        chosen = choosing.profile(Dialect.PYTHON, asked.environ).value
    question = Question(evaluation, asked.environ, chosen, asked.profile is not None)
    try:
        environment.check_metadata_settings(question)
    except Failed as failed:
        asked_nobody = (Step(provider, Found.NOT_ASKED) for provider, _ in _chain(question))
        return _resolution(question, tuple(asked_nobody), failed)
    return _asked(question)


Ask = Callable[[Question], Look]


def _chain(question: Question) -> Iterator[tuple[Provider, Ask]]:
    """The providers in the order of asking."""
    environ = {} if question.explicit else question.environ
    yield Provider.ENV, environment.keys
    yield Provider.ASSUME_ROLE, roles.look
    for trigger in BEHIND_ROLE:
        yield (
            trigger.provider,
            partial(behind.look, trigger=trigger, name=question.name, environ=environ),
        )
    yield Provider.EC2_CREDENTIALS_FILE, environment.ec2_file
    yield Provider.BOTO_CONFIG, environment.boto_file
    yield Provider.CONTAINER, environment.container
    yield Provider.IAM_ROLE, environment.instance


def _asked(question: Question) -> Resolution:
    steps: list[Step] = []
    hops: tuple[Hop, ...] | None = None
    failed: Failed | None = None
    for provider, ask in _chain(question):
        if provider is Provider.ENV and question.explicit:
            steps.append(Step(provider, Found.NOT_ASKED, "the profile is given by name"))
        elif hops is not None or failed is not None:
            steps.append(Step(provider, Found.NOT_ASKED, _passed_over(question, ask)))
        else:
            try:
                look = ask(question)
            except Failed as error:
                failed = error
                steps.append(Step(provider, Found.FAILS, error.failure.type))
                continue
            hops = look.hops
            steps.append(Step(provider, _found(look), look.remark))
    return _resolution(question, tuple(steps), failed, hops or ())


def _found(look: Look) -> Found:
    if look.hops is not None:
        return Found.ANSWERS
    return Found.CANNOT_TELL if look.unsure else Found.NOTHING


def _passed_over(question: Question, ask: Ask) -> str:
    """What a provider would have found, had it been asked."""
    try:
        look = ask(question)
    except Failed as failed:
        return f"would fail: {failed.failure.type}"
    return "" if look.hops is None else f"would answer: {look.remark}"


def _resolution(
    question: Question,
    steps: tuple[Step, ...],
    failed: Failed | None,
    hops: tuple[Hop, ...] = (),
) -> Resolution:
    return Resolution(
        Dialect.PYTHON,
        None if isinstance(failed, Unparsed) else question.scope,
        hops[0].provider if hops else None,
        None if failed is None else failed.failure,
        hops if failed is None else failed.hops,
        steps,
        question.evaluation.profiles.get(question.scope),
    )
