"""Who answers for a profile in the Common Runtime, which C and C++ use: roles, processes and keys.

It knows neither SSO nor logins. What fails goes to its log, and it asks the next in its chain.
Source: awslabs/aws-c-auth: source/credentials_provider_profile.c.
"""

from __future__ import annotations

from awsconf.providers import Provider
from awsconf.readers.evaluation import View
from awsconf.resolve.answer import Failure, Hop
from awsconf.resolve.known import World, hop, role_hop
from awsconf.resolve.steps import KEYS, SOURCES, Stopped, check_length, lacking_source, static_hop

ORDER = (Provider.ASSUME_ROLE, Provider.WEB_IDENTITY, Provider.PROCESS, None)


def ask(world: World) -> tuple[Hop, ...]:
    """Whoever answers for the profile. Raises Stopped."""
    hops: list[Hop] = []
    name = world.name
    try:
        while True:
            view = _view(world, name, hops)
            has_keys = any(key in view.settings for key in KEYS)
            if "role_arn" not in view.settings or (hops and has_keys):
                return (*hops, _base(view, has_keys))
            check_length(hops)
            hops.append(role_hop(view))
            source = view.text("source_profile")
            if source is None:
                return (*hops[:-1], *_without_source(world, view))
            name = source
    except Stopped as stopped:
        stopped.hops = tuple(hops)
        raise


def _view(world: World, name: str, hops: list[Hop]) -> View:
    view = world.view(name)
    if view is None:
        words = f"static: Profile credentials provider could not load a profile at {name}."
        raise _failed(words, is_empty=not hops and not world.is_named)
    visited = [each.profile for each in hops]
    has_keys = any(key in view.settings for key in KEYS)
    # To come back to the very first profile is fine, if it has keys of its own.
    if name in visited and (len(visited) > 1 or not has_keys):
        words = "assumeRole chain contains a circular reference"
        type_ = "AWS_AUTH_PROFILE_STS_CREDENTIALS_PROVIDER_CYCLE_FAILURE"
        raise Stopped(Failure(type_, words), Provider.ASSUME_ROLE)
    return view


def _failed(
    words: str,
    provider: Provider | None = None,
    *,
    is_quoted: bool = True,
    is_empty: bool = False,
) -> Stopped:
    failure = Failure("AWS_AUTH_CREDENTIALS_PROVIDER_PROFILE_SOURCE_FAILURE", words, is_quoted)
    return Stopped(failure, provider, is_empty=is_empty)


def _base(view: View, has_keys: bool) -> Hop:
    if "credential_process" in view.settings and not has_keys:
        return hop(view, Provider.PROCESS, "credential_process")
    lacking = next((key for key in KEYS if key not in view.settings), None)
    if lacking is not None:
        words = f"profile `{view.name}` has no `{lacking}`"
        raise _failed(words, static_hop(view).provider, is_quoted=False, is_empty=not has_keys)
    return static_hop(view)


def _without_source(world: World, view: View) -> tuple[Hop, ...]:
    """How a role is assumed that names no other profile."""
    source = view.get("credential_source")
    if source is None:
        if "web_identity_token_file" in view.settings:
            return (hop(view, Provider.WEB_IDENTITY, "web_identity_token_file"),)
        words = f"role of profile `{view.name}` has no source"
        raise _failed(words, Provider.ASSUME_ROLE, is_quoted=False)
    provider = SOURCES.get(source.text.lower())
    if provider is None:
        words = f"static: invalid credential_source property: {source.text}"
        raise _failed(words, Provider.ASSUME_ROLE)
    lacking = lacking_source(provider, world.environ)
    if lacking:
        words = f"no `{lacking}` for `credential_source = {source.text}`"
        raise _failed(words, Provider.ASSUME_ROLE, is_quoted=False)
    return (role_hop(view), Hop(view.name, provider, at_setting=source))
