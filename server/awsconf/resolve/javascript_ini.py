"""Who answers for a profile when JavaScript v3 asks the two files: its provider `fromIni`.

Source: aws/aws-sdk-js-v3: packages-internal/credential-provider-ini/src/`resolveProfileData.ts`,
`resolveAssumeRoleCredentials.ts` and `resolveCredentialSource.ts`;
packages-internal/credential-provider-sso/src/`fromSSO.ts` and `validateSsoProfile.ts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from awsconf.providers import Provider
from awsconf.readers.evaluation import View
from awsconf.resolve.answer import Failure, Found, Hop, Step
from awsconf.resolve.javascript_container import container
from awsconf.resolve.known import World, hop, role_hop
from awsconf.text import Role


class Reply(NamedTuple):
    """What one link of a chain says, and whether the next is asked after it."""

    found: Found
    provider: Provider | None = None
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    goes_on: bool = True


def from_ini(world: World) -> tuple[Reply, list[Step]]:
    """The first of the ways to credentials that the profile speaks of."""
    view = world.view(world.name)
    found = Reply(Found.NOTHING)
    steps = []
    for provider, applies, setting in ((Provider.ASSUME_ROLE, _has_role, ""), *_WAYS):
        if found.found is not Found.NOTHING:
            steps.append(Step(provider, Found.NOT_ASKED))
        elif view is None or not applies(view):
            steps.append(Step(provider, Found.NOTHING))
        else:
            found = _reply(world, view, provider, setting)
            words = found.failure.message if found.failure is not None else ""
            steps.append(Step(found.provider or provider, found.found, words))
    return found, steps


def from_process(world: World) -> tuple[Reply, list[Step]]:
    """`fromProcess`, which answers where `fromIni` had to give up over a role."""
    view = world.view(world.name)
    if view is None or not _has_process(view):
        return Reply(Found.NOTHING), []
    found = _reply(world, view, Provider.PROCESS, "credential_process")
    return found, [Step(Provider.PROCESS, Found.ANSWERS)]


def answers_from_environment(environ: Mapping[str, str]) -> bool:
    """Whether the environment holds a pair of keys."""
    return bool(environ.get("AWS_ACCESS_KEY_ID") and environ.get("AWS_SECRET_ACCESS_KEY"))


def refused(failure: Failure) -> Reply:
    """What comes of a container that is not asked; a bad URL stops the chain."""
    return Reply(Found.FAILS, failure=failure, goes_on=failure.type != "TypeError")


def _has_role(view: View) -> bool:
    sources = [name for name in ("source_profile", "credential_source") if view.text(name)]
    return bool(view.text("role_arn")) and len(sources) == 1


def _assumed(world: World, view: View) -> Reply:
    """Follow the source profiles to the one whose credentials start it all."""
    hops: list[Hop] = []
    visited: dict[str, None] = {}
    while True:
        source = view.text("source_profile") or ""
        early = _refused_early(world, view, source, visited)
        if early is not None:
            return _behind(hops, early)
        if view.get("role_arn"):
            hops.append(role_hop(view))
            if view.text("mfa_serial"):
                return _behind(hops, _fails(_MFA.format(view.name), stops=True))
        if not source:
            return _behind(hops, _credential_source(world, view))
        visited[source] = None
        following = world.view(source)
        if following is None or not _leads_on(following):
            return _behind(hops, _source(world, source))
        view = following


def _refused_early(
    world: World, view: View, source: str, visited: Mapping[str, None]
) -> Reply | None:
    """The errors that come before a role is thought of."""
    if source in visited:
        return _fails(_CYCLE.format(world.name, ", ".join(_as_keys(visited))))
    credential_source = view.text("credential_source")
    if not source and credential_source not in _CREDENTIAL_SOURCES:
        return _fails(_UNSUPPORTED.format(view.name, credential_source))
    return None


def _leads_on(view: View) -> bool:
    """Whether a source profile has no keys, but a role or a credential source of its own."""
    has_bare_source = not view.text("role_arn") and view.text("credential_source")
    return not _has_keys(view) and bool(has_bare_source or _has_role(view))


def _source(world: World, name: str) -> Reply:
    """What a profile answers as the last of a chain."""
    view = world.view(name)
    if view is not None:
        for provider, applies, setting in _WAYS:
            if applies(view):
                return _reply(world, view, provider, setting)
    return _fails(_UNRESOLVED.format(name))._replace(hops=(Hop(name, None),))


def _behind(hops: list[Hop], begun: Reply) -> Reply:
    """What `begun` comes to for whoever assumes the roles before it."""
    provider = None if begun.provider is None else Provider.ASSUME_ROLE
    return begun._replace(provider=provider, hops=(*hops, *begun.hops))


def _credential_source(world: World, view: View) -> Reply:
    source = view.text("credential_source") or ""
    provider = _CREDENTIAL_SOURCES[source]
    hops = (Hop(view.name, provider, at_setting=view.get("credential_source")),)
    if provider is Provider.ENV and not answers_from_environment(world.environ):
        return _fails("Unable to find environment variable credentials.")
    if provider is Provider.CONTAINER:
        failure = container(world.environ)
        if failure is not None:
            return refused(failure)
    # The metadata service is asked even where it is switched off.
    return Reply(Found.ANSWERS, provider, hops, goes_on=False)


def _reply(world: World, view: View, provider: Provider, setting: str) -> Reply:
    if provider is Provider.ASSUME_ROLE:
        return _assumed(world, view)
    if provider is Provider.SSO:
        return _sso(world, view)
    if provider is Provider.CONFIG_FILE and view.settings[setting].at.role is Role.CREDENTIALS:
        provider = Provider.SHARED_CREDENTIALS
    return _answers(provider, view, setting)


def _answers(provider: Provider, view: View, setting: str) -> Reply:
    # Nobody is run or called; tokens and commands are taken to be good.
    return Reply(Found.ANSWERS, provider, (hop(view, provider, setting),), goes_on=False)


def _sso(world: World, view: View) -> Reply:
    settings = {name: view.text(name) for name in _SSO}
    named = settings["sso_session"]
    if named:
        session = world.evaluation.sessions.get(named)
        if session is None:
            return _fails(_NO_SESSION, "TypeError", stops=True)
        for name in ("sso_region", "sso_start_url"):
            settings[name] = session[name].text if name in session else None
    if not all(settings[name] for name in _SSO if name != "sso_session"):
        return _fails(_INCOMPLETE, stops=True)
    return _answers(Provider.SSO, view, "sso_session" if named else "sso_start_url")


def _has_keys(view: View) -> bool:
    return bool(view.text("aws_access_key_id") and view.text("aws_secret_access_key"))


def _has_web_identity(view: View) -> bool:
    return bool(view.text("web_identity_token_file") and view.text("role_arn"))


def _has_process(view: View) -> bool:
    return bool(view.text("credential_process"))


def _has_sso(view: View) -> bool:
    return any(view.text(name) for name in _SSO)


def _has_login(view: View) -> bool:
    return bool(view.text("login_session"))


def _fails(words: str, kind: str = "CredentialsProviderError", *, stops: bool = False) -> Reply:
    return Reply(Found.FAILS, failure=Failure(kind, words), goes_on=not stops)


def _as_keys(names: Mapping[str, None]) -> list[str]:
    """The order in which JavaScript gives the keys of an object: whole numbers come first."""

    def is_index(name: str) -> bool:
        return name.isascii() and name.isdigit() and str(int(name)) == name and int(name) < _LAST

    indices = sorted(filter(is_index, names), key=int)
    return [*indices, *(name for name in names if not is_index(name))]


# An array index of JavaScript is below this.
_LAST = 2**32 - 1
_SSO = ("sso_start_url", "sso_account_id", "sso_session", "sso_region", "sso_role_name")
# In the order of asking, with the setting that each is known by.
_WAYS: tuple[tuple[Provider, Callable[[View], bool], str], ...] = (
    (Provider.CONFIG_FILE, _has_keys, "aws_access_key_id"),
    (Provider.WEB_IDENTITY, _has_web_identity, "web_identity_token_file"),
    (Provider.PROCESS, _has_process, "credential_process"),
    (Provider.SSO, _has_sso, "sso_session"),
    (Provider.LOGIN, _has_login, "login_session"),
)
_CREDENTIAL_SOURCES = {
    "EcsContainer": Provider.CONTAINER,
    "Ec2InstanceMetadata": Provider.IAM_ROLE,
    "Environment": Provider.ENV,
}
_CYCLE = "Detected a cycle attempting to resolve credentials for profile {}. Profiles visited: {}"
_UNSUPPORTED = (
    "Unsupported credential source in profile {}. Got {}, "
    "expected EcsContainer or Ec2InstanceMetadata or Environment."
)
_MFA = "Profile {} requires multi-factor authentication, but no MFA code callback was provided."
_UNRESOLVED = (
    "Could not resolve credentials using profile: [{}] in configuration/credentials file(s)."
)
_NO_SESSION = "Cannot read properties of undefined (reading 'sso_region')"
# The SDK goes on with the names of all settings, of which one may be a secret gone astray.
_INCOMPLETE = (
    'Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", '
    '"sso_region", "sso_role_name", "sso_start_url".'
)
