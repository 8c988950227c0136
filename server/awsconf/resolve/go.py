"""Who answers when Go v2 is asked for credentials.

Go loads the profile before anything else, so that a profile with an error in it is an error even
where the environment holds keys. A role is assumed with whatever is found, the metadata of the
machine included.
Source: aws/aws-sdk-go-v2: config/resolve_credentials.go.
"""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.providers import Provider
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve.answer import Asked, Failure, Found, Hop, Resolution, Step
from awsconf.resolve.go_profile import Loaded, check_sso, load
from awsconf.resolve.known import RELATIVE_URI, World, has_container, role_hop
from awsconf.resolve.steps import (
    KEY_IDS,
    SECRETS,
    Link,
    Reply,
    Stopped,
    container,
    environment,
    follow,
    instance,
    is_metadata_off,
    keys_in,
    profile_link,
    web_identity,
    world,
)

_KEY_IDS, _SECRETS = (*KEY_IDS, "AWS_ACCESS_KEY"), (*SECRETS, "AWS_SECRET_KEY")


def answer(evaluation: Evaluation, asked: Asked) -> Resolution:
    """Who answers for the profile that is asked for, or with which error it ends."""
    asking = world(evaluation, asked)
    if asked.profile:
        return follow(asking, (_PROFILE, container, instance))
    first = (environment(_KEY_IDS, _SECRETS), web_identity(lack_ends=True))
    return follow(asking, (_load, *first, _PROFILE, container, instance))


def _load(asking: World) -> Reply:
    """Loading the profile is no step of the chain, unless it fails."""
    try:
        _loaded(asking)
    except Stopped as stopped:
        if stopped.is_empty:
            return Reply(())
        step = Step(stopped.provider or Provider.ASSUME_ROLE, Found.FAILS, stopped.failure.type)
        return Reply((step,), stopped.hops, stopped.failure, ends=True)
    return Reply(())


def _loaded(asking: World) -> Loaded:
    try:
        return load(asking.evaluation, asking.name)
    except Stopped as stopped:
        # AWS_DEFAULT_PROFILE may name one that is not there.
        is_bound = asking.is_named and asking.environ.get("AWS_DEFAULT_PROFILE") != asking.name
        stopped.is_empty = stopped.is_empty and not is_bound
        raise


def _ask(asking: World) -> tuple[Hop, ...]:
    loaded = _loaded(asking)
    hops = tuple(_hops(asking, loaded))
    if hops:
        return hops
    failure = Failure("NoCredentials", f"profile `{asking.name}` has none", is_quoted=False)
    raise Stopped(failure, is_empty=True)


_ORDER = (
    Provider.ASSUME_ROLE,
    None,
    Provider.WEB_IDENTITY,
    Provider.SSO,
    Provider.LOGIN,
    Provider.PROCESS,
)
_PROFILE: Link = profile_link(_ORDER, _ask, failure_ends=True)


def _hops(asking: World, loaded: Loaded) -> Iterator[Hop]:
    """The hops from a profile on; the machine stands at their end only behind a role."""
    if loaded.has("role_arn") and not _is_web_identity(loaded):
        if loaded.has("mfa_serial"):
            words = "assume role with MFA enabled, but AssumeRoleTokenProvider session option"
            failure = Failure("AssumeRoleTokenProviderNotSetError", f"{words} not set.")
            raise Stopped(failure, Provider.ASSUME_ROLE, (role_hop(loaded.view),))
        yield role_hop(loaded.view)
    if loaded.source is not None:
        yield from _hops(asking, loaded.source)
        return
    base = _base(asking, loaded)
    if base is not None:
        yield base
    elif loaded.has("role_arn"):
        yield _machine(asking, loaded)


def _is_web_identity(loaded: Loaded) -> bool:
    before = loaded.source is not None or loaded.is_static or loaded.has("credential_source")
    return loaded.has("web_identity_token_file") and not before


def _base(asking: World, loaded: Loaded) -> Hop | None:
    if loaded.is_static:
        return loaded.hop(None, "aws_access_key_id")
    if loaded.has("credential_source"):
        return _named(asking, loaded)
    if loaded.has("web_identity_token_file"):
        return loaded.hop(Provider.WEB_IDENTITY, "web_identity_token_file")
    sso = loaded.sso
    if sso is not None:
        check_sso(asking.evaluation, loaded)
        return loaded.hop(Provider.SSO, sso)
    if loaded.has("login_session"):
        return loaded.hop(Provider.LOGIN, "login_session")
    if loaded.has("credential_process"):
        return loaded.hop(Provider.PROCESS, "credential_process")
    return None


def _machine(asking: World, loaded: Loaded) -> Hop:
    if has_container(asking.environ):
        return Hop(loaded.view.name, Provider.CONTAINER)
    if is_metadata_off(asking.environ):
        words = f"role of profile `{loaded.view.name}` has no source"
        failure = Failure("NoCredentials", words, is_quoted=False)
        raise Stopped(failure, Provider.ASSUME_ROLE, (role_hop(loaded.view),))
    return Hop(loaded.view.name, Provider.IAM_ROLE)


def _named(asking: World, loaded: Loaded) -> Hop:
    """Who a credential source is; case matters."""
    name = loaded.text("credential_source")
    hops = (role_hop(loaded.view),)
    if name not in _SOURCES:
        words = "credential_source values must be EcsContainer, Ec2InstanceMetadata, or Environment"
        raise Stopped(Failure("error", words), Provider.ASSUME_ROLE, hops)
    if name == "EcsContainer" and not asking.environ.get(RELATIVE_URI):
        words = f"EcsContainer was specified as the credential_source, but '{RELATIVE_URI}' was"
        raise Stopped(Failure("error", f"{words} not set"), Provider.ASSUME_ROLE, hops)
    if name == "Environment" and keys_in(asking.environ, _KEY_IDS, _SECRETS):
        words = "no keys in the environment for `credential_source = Environment`"
        raise Stopped(Failure("error", words, is_quoted=False), Provider.ASSUME_ROLE, hops)
    return loaded.hop(_SOURCES[name], "credential_source")


_SOURCES = {
    "Environment": Provider.ENV,
    "EcsContainer": Provider.CONTAINER,
    "Ec2InstanceMetadata": Provider.IAM_ROLE,
}
