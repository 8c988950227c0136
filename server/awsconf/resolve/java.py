"""Who answers for a profile in Java v2: the first of its ways for which any setting is there.

What fails there does not end the chain: Java remembers why, and asks the next.
Source: aws/aws-sdk-java-v2: core/auth/.../credentials/internal/ProfileCredentialsUtils.java.
"""

from __future__ import annotations

from awsconf.providers import Provider
from awsconf.readers.evaluation import View
from awsconf.resolve.answer import Failure, Hop
from awsconf.resolve.known import World, hop, role_hop
from awsconf.resolve.steps import KEYS, SOURCES, Stopped, check_length, lacking_source, static_hop

ORDER = (
    Provider.WEB_IDENTITY,
    Provider.SSO,
    Provider.ASSUME_ROLE,
    Provider.LOGIN,
    Provider.PROCESS,
    None,
)


def ask(world: World) -> tuple[Hop, ...]:
    """Whoever answers for the profile. Raises Stopped."""
    for refusal in world.evaluation.refusals:
        raise Stopped(Failure(refusal.type, refusal.message))
    view = world.view(world.name)
    if view is None:
        words = f"no profile `{world.name}` in the files"
        failure = Failure("SdkClientException", words, is_quoted=False)
        raise Stopped(failure, is_empty=not world.is_named)
    hops = _hops(world, view, ())
    if not hops:
        words = f"profile `{world.name}` has no credentials"
        failure = Failure("SdkClientException", words, is_quoted=False)
        raise Stopped(failure, is_empty=True)
    return hops


def _hops(world: World, view: View, children: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The hops from a profile on; none where nothing in it is a way to credentials."""
    settings = view.settings
    if "role_arn" in settings and "web_identity_token_file" in settings:
        return (hop(view, Provider.WEB_IDENTITY, "web_identity_token_file"),)
    sso = next((name for name in _SSO if name in settings), None)
    if sso is not None:
        _check_sso(world, view)
        return (hop(view, Provider.SSO, sso),)
    if "role_arn" in settings and ("source_profile" in settings or "credential_source" in settings):
        return _role(world, view, children)
    if "login_session" in settings:
        return (hop(view, Provider.LOGIN, "login_session"),)
    if "credential_process" in settings:
        return (hop(view, Provider.PROCESS, "credential_process"),)
    if "aws_session_token" in settings or KEYS[0] in settings:
        _require(view, KEYS, static_hop(view).provider)
        return (static_hop(view),)
    return ()


_SSO = ("sso_role_name", "sso_account_id", "sso_region", "sso_start_url", "sso_session")


def _check_sso(world: World, view: View) -> None:
    _require(view, ("sso_account_id", "sso_role_name"), Provider.SSO)
    session = view.text("sso_session")
    if session is None:
        _require(view, ("sso_region", "sso_start_url"), Provider.SSO)
    elif session not in world.evaluation.sessions:
        words = f"no `[sso-session {session}]` for profile `{view.name}`"
        raise _invalid(words, Provider.SSO, is_quoted=False)


def _require(view: View, names: tuple[str, ...], provider: Provider | None) -> None:
    for name in names:
        if name not in view.settings:
            words = f"Profile property '{name}' was not configured for '{view.name}'."
            raise _invalid(words, provider)


def _invalid(words: str, provider: Provider | None, *, is_quoted: bool = True) -> Stopped:
    return Stopped(Failure("IllegalArgumentException", words, is_quoted), provider)


def _role(world: World, view: View, children: tuple[Hop, ...]) -> tuple[Hop, ...]:
    check_length(children)
    hops = (*children, role_hop(view))
    if "source_profile" not in view.settings:
        return (role_hop(view), _named(world, view, hops))
    if "credential_source" in view.settings:
        both = "source_profile and credential_source"
        raise _illegal(f"Invalid profile file: profile has both {both}.", hops)
    visited = [each.profile for each in children]
    if view.name in visited:
        words = "Invalid profile file: Circular relationship detected with profiles"
        raise _illegal(f"{words} [{', '.join(visited)}].", hops)
    name = view.settings["source_profile"].text
    source = world.view(name)
    behind = _hops(world, source, hops) if source is not None else ()
    if not behind:
        words = f"The source profile of '{view.name}' was configured to be '{name}', but that"
        raise _illegal(f"{words} source profile has no credentials configured.", hops)
    return (role_hop(view), *behind)


def _named(world: World, view: View, hops: tuple[Hop, ...]) -> Hop:
    """Who a credential source is; case does not matter."""
    source = view.settings["credential_source"]
    provider = SOURCES.get(source.text.lower())
    if provider is None:
        words = f"`{source.text}` is no credential source"
        raise _invalid(words, Provider.ASSUME_ROLE, is_quoted=False)
    lacking = lacking_source(provider, world.environ)
    if lacking:
        words = f"no `{lacking}` for `credential_source = {source.text}`"
        raise _illegal(words, hops, is_quoted=False)
    return Hop(view.name, provider, at_setting=source)


def _illegal(words: str, hops: tuple[Hop, ...], *, is_quoted: bool = True) -> Stopped:
    failure = Failure("IllegalStateException", words, is_quoted)
    return Stopped(failure, Provider.ASSUME_ROLE, hops)
