"""What the chains of Rust, Java, C and Go share: how one goes on, and what reads no file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, View
from awsconf.resolve import choosing
from awsconf.resolve.answer import Asked, Failure, Found, Hop, Resolution, Step
from awsconf.resolve.known import FULL_URI, RELATIVE_URI, TOKEN_FILE, World, has_container
from awsconf.text import Role

KEYS = ("aws_access_key_id", "aws_secret_access_key")
LONGEST_CHAIN = 300
"""Nobody means a chain of so many roles, and Java and Go would run out of their stacks in time."""


def world(evaluation: Evaluation, asked: Asked) -> World:
    """What is known when an SDK is asked so."""
    name = asked.profile
    # To Go an empty name is none; the others look for a profile without a name.
    if name is None or (not name and evaluation.dialect is Dialect.GO):
        name = choosing.profile(evaluation.dialect, asked.environ).value
    is_named = name is not None
    return World(evaluation, asked.environ, name if name is not None else "default", is_named)


class Stopped(Exception):  # noqa: N818 - it is what an SDK raises, not a mistake of ours
    """An SDK gives up on a profile. It never leaves `resolve`.

    `is_empty` says that it only found nothing there, and asks the next in its chain.
    """

    def __init__(
        self,
        failure: Failure,
        provider: Provider | None = None,
        hops: tuple[Hop, ...] = (),
        *,
        is_empty: bool = False,
    ) -> None:
        super().__init__(failure.type)
        self.failure = failure
        self.provider = provider
        self.hops = hops
        self.is_empty = is_empty


class Reply(NamedTuple):
    """What one link of a chain comes to; `ends` says that nobody after it is asked."""

    steps: tuple[Step, ...]
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    ends: bool = False


Link = Callable[[World], Reply]


def follow(asking: World, links: tuple[Link, ...]) -> Resolution:
    """Ask one after the other, and remember the first failure that nobody made good."""
    steps: list[Step] = []
    last = Reply(())
    for link in links:
        reply = link(asking)
        if last.ends:
            steps.extend(_passed_over(step) for step in reply.steps)
            continue
        steps.extend(reply.steps)
        if reply.ends or last.failure is None:
            last = reply
    answers = last.ends and last.failure is None
    refused = {(refusal.type, refusal.message) for refusal in asking.evaluation.refusals}
    is_refused = last.failure is not None and last.failure[:2] in refused
    return Resolution(
        asking.evaluation.dialect,
        None if is_refused else asking.name,
        last.hops[0].provider if answers else None,
        last.failure,
        last.hops,
        tuple(steps),
        asking.view(asking.name),
    )


def _passed_over(step: Step) -> Step:
    would = {Found.ANSWERS: "would answer", Found.FAILS: "would fail"}.get(step.found)
    return Step(step.provider, Found.NOT_ASKED, f"{would}: {step.remark}" if would else "")


def check_length(hops: Sequence[Hop]) -> None:
    """Raise Stopped where a chain is too long to be followed."""
    if len(hops) >= LONGEST_CHAIN:
        failure = Failure("TooLong", f"chain of more than {LONGEST_CHAIN} roles", is_quoted=False)
        raise Stopped(failure, Provider.ASSUME_ROLE)


def static(view: View | None) -> Provider:
    """The provider of static keys, by the file in which the key id stands that takes effect."""
    key = view.get(KEYS[0]) if view is not None else None
    in_config = key is not None and key.at.role is Role.CONFIG
    return Provider.CONFIG_FILE if in_config else Provider.SHARED_CREDENTIALS


def static_hop(view: View) -> Hop:
    """The hop to the static keys of a profile."""
    return Hop(view.name, static(view), at_setting=view.get(KEYS[0]))


def profile_link(
    order: tuple[Provider | None, ...],
    ask: Callable[[World], tuple[Hop, ...]],
    *,
    failure_ends: bool,
) -> Link:
    """The link that looks at the profile; `order` holds its providers, None for static keys."""

    def link(asking: World) -> Reply:
        try:
            hops = ask(asking)
        except Stopped as stopped:
            found = Found.NOTHING if stopped.is_empty else Found.FAILS
            words = stopped.failure.message if stopped.is_empty else stopped.failure.type
            steps = _profile_steps(asking, order, stopped.provider, found, words)
            if stopped.is_empty:
                return Reply(steps, stopped.hops)
            return Reply(steps, stopped.hops, stopped.failure, ends=failure_ends)
        setting = hops[0].at_setting
        remark = f"`{setting.name}`" if setting is not None else ""
        steps = _profile_steps(asking, order, hops[0].provider, Found.ANSWERS, remark)
        return Reply(steps, hops, ends=True)

    return link


def _profile_steps(
    asking: World,
    order: tuple[Provider | None, ...],
    provider: Provider | None,
    found: Found,
    remark: str,
) -> tuple[Step, ...]:
    """One step for each provider that looks at a profile, of which at most one finds anything."""
    providers = [each or static(asking.view(asking.name)) for each in order]
    if provider is None:
        # It is about the profile as a whole, so it stands at the first that would look at it.
        provider = providers[0]
    if provider not in providers:
        providers.insert(0, provider)
    at = providers.index(provider)
    after = Found.NOTHING if found is Found.NOTHING else Found.NOT_ASKED
    return (
        *(Step(each, Found.NOTHING) for each in providers[:at]),
        Step(provider, found, remark),
        *(Step(each, after) for each in providers[at + 1 :]),
    )


KEY_IDS, SECRETS = ("AWS_ACCESS_KEY_ID",), ("AWS_SECRET_ACCESS_KEY",)


def keys_in(
    environ: Mapping[str, str],
    key_ids: tuple[str, ...] = KEY_IDS,
    secrets: tuple[str, ...] = SECRETS,
) -> str:
    """What the environment lacks of a pair of keys; empty if it lacks nothing."""
    for names in (key_ids, secrets):
        if not any(environ.get(name) for name in names):
            return names[0]
    return ""


def environment(key_ids: tuple[str, ...] = KEY_IDS, secrets: tuple[str, ...] = SECRETS) -> Link:
    """The link that takes keys from the environment, if it finds both."""

    def link(asking: World) -> Reply:
        lacking = keys_in(asking.environ, key_ids, secrets)
        if lacking:
            return Reply((Step(Provider.ENV, Found.NOTHING, f"no `{lacking}`"),))
        hops = (Hop(asking.name, Provider.ENV),)
        return Reply((Step(Provider.ENV, Found.ANSWERS, f"`{key_ids[0]}`"),), hops, ends=True)

    return link


def web_identity(*, lack_ends: bool) -> Link:
    """The link that takes a role and a token file from the environment.

    `lack_ends` says that a token file without a role ends the chain.
    """

    def link(asking: World) -> Reply:
        provider = Provider.WEB_IDENTITY
        if not asking.environ.get(TOKEN_FILE):
            return Reply((Step(provider, Found.NOTHING, f"no `{TOKEN_FILE}`"),))
        if asking.environ.get("AWS_ROLE_ARN"):
            hops = (Hop(asking.name, provider),)
            return Reply((Step(provider, Found.ANSWERS, f"`{TOKEN_FILE}`"),), hops, ends=True)
        words = f"`{TOKEN_FILE}` is set without `AWS_ROLE_ARN`"
        failure = Failure("InvalidConfiguration", words, is_quoted=False) if lack_ends else None
        found = Found.FAILS if lack_ends else Found.NOTHING
        return Reply((Step(provider, found, words),), failure=failure, ends=lack_ends)

    return link


def container(asking: World) -> Reply:
    """The service that hands out credentials in a container."""
    if not has_container(asking.environ):
        return Reply((Step(Provider.CONTAINER, Found.NOTHING, f"no `{RELATIVE_URI}`"),))
    hops = (Hop(asking.name, Provider.CONTAINER),)
    variable = RELATIVE_URI if asking.environ.get(RELATIVE_URI) else FULL_URI
    return Reply((Step(Provider.CONTAINER, Found.ANSWERS, f"`{variable}`"),), hops, ends=True)


def is_metadata_off(environ: Mapping[str, str]) -> bool:
    """Whether the instance metadata service is not to be asked."""
    return environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true"


def instance(asking: World) -> Reply:
    """The instance metadata service, which nothing here asks."""
    off = is_metadata_off(asking.environ)
    found = Found.NOT_ASKED if off else Found.CANNOT_TELL
    remark = "`AWS_EC2_METADATA_DISABLED` is `true`" if off else ""
    return Reply((Step(Provider.IAM_ROLE, found, remark),))


SOURCES = {
    "environment": Provider.ENV,
    "ecscontainer": Provider.CONTAINER,
    "ec2instancemetadata": Provider.IAM_ROLE,
}
"""The values of `credential_source` in lower case, and who answers for them."""


def lacking_source(provider: Provider, environ: Mapping[str, str]) -> str:
    """What a credential source would need of the environment and does not find there."""
    if provider is Provider.ENV:
        return keys_in(environ)
    if provider is Provider.CONTAINER:
        return "" if has_container(environ) else RELATIVE_URI
    return ""
