"""Who answers when JavaScript v3 looks for credentials: its default chain on Node.

An error is told only where it stops the chain. A profile that leads nowhere does not: `fromIni`
throws, the SDK asks the next in the chain, and at its end nobody has answered; the steps keep the
words. Web identity, SSO, login, processes and containers count as answering: no token is looked
at, no command run and no service asked. Only of the metadata service nothing can be told.
Source: aws/aws-sdk-js-v3: packages-internal/credential-provider-node/src/`defaultProvider.ts` and
`remoteProvider.ts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve.answer import Asked, Found, Hop, Resolution, Step
from awsconf.resolve.javascript_container import container
from awsconf.resolve.javascript_ini import (
    Reply,
    answers_from_environment,
    from_ini,
    from_process,
    refused,
)
from awsconf.resolve.known import TOKEN_FILE, World, has_container


def answer(evaluation: Evaluation, asked: Asked) -> Resolution:
    """Who answers for a profile, or how that fails."""
    named = asked.environ.get("AWS_PROFILE")
    name = asked.profile or named or "default"
    # An empty name given in code counts as one here, and not when the profile is looked for.
    is_named = bool(named if asked.profile is None else asked.profile)
    world = World(evaluation, asked.environ, name, is_named)
    steps: list[Step] = []
    hops: tuple[Hop, ...] = ()
    for link in (_environment, from_ini, from_process, _token_file, _remote):
        reply, more = link(world)
        steps.extend(more)
        hops = reply.hops if reply.provider is not None else hops or reply.hops
        if not reply.goes_on:
            break
    return Resolution(
        Dialect.JS,
        name,
        provider=reply.provider,
        error=None if reply.goes_on else reply.failure,
        hops=hops,
        steps=(*steps, *_not_asked(world, steps)),
        view=world.view(name),
    )


def _environment(world: World) -> tuple[Reply, list[Step]]:
    provider = Provider.ENV
    if world.is_named:
        step = Step(provider, Found.NOT_ASKED, "a profile is named, and comes first")
    elif answers_from_environment(world.environ):
        return _answers(world, provider), [Step(provider, Found.ANSWERS)]
    else:
        step = Step(provider, Found.NOTHING)
    return Reply(step.found), [step]


def _answers(world: World, provider: Provider) -> Reply:
    return Reply(Found.ANSWERS, provider, (Hop(world.name, provider),), goes_on=False)


def _token_file(world: World) -> tuple[Reply, list[Step]]:
    provider = Provider.WEB_IDENTITY
    lacking = [name for name in _WEB_IDENTITY if not world.environ.get(name)]
    if not lacking:
        step = Step(provider, Found.ANSWERS, "the environment names a role and a token")
        return _answers(world, provider), [step]
    # The profile's own web identity has its step already.
    half = [Step(provider, Found.NOTHING, f"`{lacking[0]}` is not set")]
    return Reply(Found.NOTHING), half if len(lacking) == 1 else []


def _remote(world: World) -> tuple[Reply, list[Step]]:
    if not has_container(world.environ):
        step = _metadata_service(world)
        return Reply(step.found), [step]
    failure = container(world.environ)
    if failure is not None:
        return refused(failure), [Step(Provider.CONTAINER, Found.FAILS, failure.message)]
    step = Step(Provider.CONTAINER, Found.ANSWERS, "the environment names its service")
    return _answers(world, Provider.CONTAINER), [step]


def _metadata_service(world: World) -> Step:
    if world.environ.get(_DISABLED, "") not in ("", "false"):
        return Step(Provider.IAM_ROLE, Found.NOT_ASKED, f"`{_DISABLED}` is set")
    return Step(Provider.IAM_ROLE, Found.CANNOT_TELL, "the metadata service would be asked")


def _not_asked(world: World, steps: list[Step]) -> Iterator[Step]:
    """The rest of the chain, once somebody has answered or stopped it."""
    done = {step.provider for step in steps}
    done.add(Provider.IAM_ROLE if has_container(world.environ) else Provider.CONTAINER)
    if Provider.SHARED_CREDENTIALS in done:
        done.add(Provider.CONFIG_FILE)
    for provider in _ORDER:
        if provider not in done:
            would = provider is Provider.CONTAINER and container(world.environ) is None
            remark = "would answer: the environment names its service" if would else ""
            yield Step(provider, Found.NOT_ASKED, remark)


_ORDER = (
    Provider.ASSUME_ROLE,
    Provider.CONFIG_FILE,
    Provider.WEB_IDENTITY,
    Provider.PROCESS,
    Provider.SSO,
    Provider.LOGIN,
    Provider.CONTAINER,
    Provider.IAM_ROLE,
)
_WEB_IDENTITY = (TOKEN_FILE, "AWS_ROLE_ARN")
_DISABLED = "AWS_EC2_METADATA_DISABLED"
