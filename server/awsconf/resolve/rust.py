"""Who answers for a profile in Rust: the chain of its roles first, then what it starts from.

Sources: smithy-lang/smithy-rs: aws-config/src/profile/credentials.rs and credentials/repr.rs,
credentials/exec.rs.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from awsconf.providers import Provider
from awsconf.readers.evaluation import Settings, View
from awsconf.resolve.answer import Failure, Hop
from awsconf.resolve.known import World, hop, role_hop
from awsconf.resolve.steps import KEYS, SOURCES, Stopped, check_length, lacking_source, static_hop

ORDER = (
    Provider.ASSUME_ROLE,
    Provider.WEB_IDENTITY,
    Provider.SSO,
    Provider.LOGIN,
    Provider.PROCESS,
    None,
)


def ask(world: World) -> tuple[Hop, ...]:
    """Whoever answers for the profile, its base checked as when it is built. Raises Stopped."""
    for refusal in world.evaluation.refusals:
        raise Stopped(Failure(refusal.type, refusal.message))
    hops = chain(world)
    base = hops[-1]
    setting = base.at_setting
    view = world.evaluation.profiles[base.profile]
    if setting is not None and setting.name == "credential_source":
        return (*hops[:-1], _named(world, base, setting.text))
    if base.provider is Provider.SSO and "sso_account_id" not in view.settings:
        raise Stopped(Failure("TokenProviderConfig", _TOKENS), Provider.SSO, hops)
    return hops


_TOKENS = (
    "selected profile will resolve an access token instead of credentials since it doesn't have "
    "`sso_account_id` and `sso_role_name` set. Access token support for services such as Code "
    "Catalyst hasn't been implemented yet and is being tracked in "
    "https://github.com/awslabs/aws-sdk-rust/issues/703"
)


def _named(world: World, base: Hop, name: str) -> Hop:
    """Who a credential source is; case does not matter."""
    provider = SOURCES.get(name.lower())
    if provider is None:
        words = f"profile referenced `{name}` provider but that provider is not supported"
        raise Stopped(Failure("UnknownProvider", words), Provider.ASSUME_ROLE, (base,))
    lacking = lacking_source(provider, world.environ)
    if lacking:
        words = f"no `{lacking}` for `credential_source = {name}`"
        failure = Failure("CredentialsNotLoaded", words, is_quoted=False)
        raise Stopped(failure, Provider.ASSUME_ROLE, (base,), is_empty=True)
    return base._replace(provider=provider)


def chain(world: World) -> tuple[Hop, ...]:
    """The roles from the profile that is asked for, and at last their base. Raises Stopped."""
    if not world.evaluation.profiles or (world.name == "default" and not world.view("default")):
        failure = Failure("NoProfilesDefined", "No profiles were defined")
        raise Stopped(failure, is_empty=True)
    hops: list[Hop] = []
    visited: list[str] = []
    name = world.name
    try:
        while True:
            view = _view(world, name, visited)
            visited.append(name)
            if len(visited) > 1 and all(key in view.settings for key in KEYS):
                return (*hops, static_hop(view))
            if not _takes_role(view):
                return (*hops, _source_base(world, view, is_first=len(visited) == 1))
            check_length(hops)
            hops.append(role_hop(view))
            name = _next(view)
            if name == view.name:
                return (*hops, _base(world, view))
    except Stopped as stopped:
        stopped.hops = tuple(hops)
        raise


def _view(world: World, name: str, visited: list[str]) -> View:
    view = world.view(name)
    if view is None:
        by = visited[-1] if visited else "the root profile"
        words = f"could not find source profile {name} referenced from {by}"
        message = f"profile `{name}` was not defined: {words}"
        raise Stopped(Failure("MissingProfile", message), Provider.ASSUME_ROLE)
    if name in visited:
        loaded = json.dumps(visited, ensure_ascii=False)
        words = f"profile formed an infinite loop. first we loaded {loaded}"
        message = f"{words}, then attempted to reload {name}"
        raise Stopped(Failure("CredentialLoop", message), Provider.ASSUME_ROLE)
    return view


def _takes_role(view: View) -> bool:
    return "role_arn" in view.settings and "web_identity_token_file" not in view.settings


def _next(view: View) -> str:
    """The profile that a role's credentials come from; itself where it names a source by kind."""
    source, named = view.text("source_profile"), view.text("credential_source")
    if source is not None and named is not None:
        words = "profile contained both source_profile and credential_source. "
        raise _invalid(view, f"{words}Only one or the other can be defined", Provider.ASSUME_ROLE)
    if source is None and named is None:
        words = "profile must contain `source_profile` or `credential_source` "
        raise _invalid(view, f"{words}but neither were defined", Provider.ASSUME_ROLE)
    return view.name if source is None else source


def _invalid(view: View, words: str, provider: Provider) -> Stopped:
    message = f"invalid credential source in `{view.name}`: {words}"
    return Stopped(Failure("InvalidCredentialSource", message), provider)


def _source_base(world: World, view: View, *, is_first: bool) -> Hop:
    try:
        return _base(world, view)
    except Stopped as stopped:
        if is_first:
            raise
        words = f"could not load source profile: {stopped.failure.message}"
        raise _invalid(view, words, Provider.ASSUME_ROLE) from None


def _base(world: World, view: View) -> Hop:
    """Who answers for a profile once its role is out of the question. Raises Stopped."""
    if "credential_source" in view.settings:
        return hop(view, Provider.ASSUME_ROLE, "credential_source")
    for setting, provider, check in _BASES:
        if setting in view.settings:
            check(world, view)
            return hop(view, provider, setting)
    return _static(view)


def _check_role(_world: World, view: View) -> None:
    if "role_arn" not in view.settings:
        words = "`web_identity_token_file` was specified but `role_arn` was missing"
        raise _invalid(view, words, Provider.WEB_IDENTITY)


def _check_sso(world: World, view: View) -> None:
    settings: Settings = view.settings
    session = view.text("sso_session")
    if session is not None:
        settings = _session(world, view, session)
    account, role = "sso_account_id", "sso_role_name"
    for one, other in ((account, role), (role, account)):
        if one in view.settings and other not in view.settings:
            raise _invalid_sso(view, f"if `{one}` is set, then `{other}` must also be set")
    for name in ("sso_region", "sso_start_url"):
        if name not in settings:
            message = f"profile `{view.name}` was not defined: `{name}` was missing"
            raise Stopped(Failure("MissingProfile", message), Provider.SSO)


def _session(world: World, view: View, session: str) -> Settings:
    for name in ("sso_start_url", "sso_region"):
        if name in view.settings:
            where = "can only be specified in the [sso-session] config"
            raise _invalid_sso(view, f"`{name}` {where} when a session name is given")
    settings = world.evaluation.sessions.get(session)
    if settings is None:
        by = f"(referenced by profile `{view.name}`)"
        message = f"sso-session named `{session}` {by} was not found"
        raise Stopped(Failure("MissingSsoSession", message), Provider.SSO)
    return settings


def _invalid_sso(view: View, words: str) -> Stopped:
    message = f"profile `{view.name}` has invalid SSO config: {words}"
    return Stopped(Failure("InvalidSsoConfig", message), Provider.SSO)


def _static(view: View) -> Hop:
    if not any(key in view.settings for key in (*KEYS, "aws_session_token")):
        message = f"profile `{view.name}` did not contain credential information"
        failure = Failure("ProfileDidNotContainCredentials", message)
        raise Stopped(failure, is_empty=True)
    for key in KEYS:
        if key not in view.settings:
            raise _invalid(view, f"profile missing {key}", static_hop(view).provider or ORDER[0])
    return static_hop(view)


def _no_check(_world: World, _view: View) -> None:
    """Whether it has a token or can be run is not looked at."""


_BASES: tuple[tuple[str, Provider, Callable[[World, View], None]], ...] = (
    ("web_identity_token_file", Provider.WEB_IDENTITY, _check_role),
    ("sso_session", Provider.SSO, _check_sso),
    ("sso_account_id", Provider.SSO, _check_sso),
    ("sso_role_name", Provider.SSO, _check_sso),
    ("sso_region", Provider.SSO, _check_sso),
    ("sso_start_url", Provider.SSO, _check_sso),
    ("login_session", Provider.LOGIN, _no_check),
    ("credential_process", Provider.PROCESS, _no_check),
)
