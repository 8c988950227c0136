"""botocore's provider that assumes a profile's role, and the chain of sources behind it.

Source: boto/botocore: botocore/credentials.py, `AssumeRoleProvider`.
"""

from __future__ import annotations

from collections.abc import Callable

from awsconf.chains import holds_static_keys, takes_role
from awsconf.providers import Provider
from awsconf.readers.evaluation import Setting, View
from awsconf.resolve import behind, environment
from awsconf.resolve.answer import Hop
from awsconf.resolve.asking import Failed, Look, Question, attempted, plain
from awsconf.resolve.known import role_hop

LONGEST_CHAIN = 300
"""At about so many links botocore runs out of Python's stack."""


def look(question: Question) -> Look:
    """What the provider finds in the profile that is asked for."""
    view = question.profile(question.name)
    if not takes_role(view.settings):
        taken = "role_arn" in view.settings
        return Look(None, "`web_identity_token_file` takes its place" if taken else "no `role_arn`")
    hops: list[Hop] = []
    try:
        _follow(question, view, hops)
    except Failed as failed:
        failed.hops = (*hops, *failed.hops)
        raise
    return Look(tuple(hops), "`role_arn`")


def _follow(question: Question, view: View, hops: list[Hop]) -> None:
    """Go from profile to profile, adding each to `hops`, until somebody has credentials."""
    visited = [view.name]
    while len(hops) < LONGEST_CHAIN:
        hops.append(role_hop(view))
        source = _source(view)
        if source.name == "credential_source":
            hops.extend(_named(question, view, source))
            return
        view = _next(question, view, source, visited)
        visited.append(view.name)
        if holds_static_keys(view.settings) or not takes_role(view.settings):
            hops.extend(_with_credentials(question, view))
            return
    raise Failed("RecursionError", "maximum recursion depth exceeded")


def _source(view: View) -> Setting:
    """The one setting that says where the credentials come from."""
    duration = view.get("duration_seconds")
    if duration is not None and duration.nested:
        attempted(lambda: int(plain(duration)))
    profile, named = view.get("source_profile"), view.get("credential_source")
    if profile is not None and named is not None:
        message = f'The profile "{view.name}" contains both source_profile and credential_source.'
        raise Failed("InvalidConfigError", message)
    source = profile or named
    if source is None:
        raise Failed(
            "PartialCredentialsError",
            "Partial credentials found in assume-role, "
            "missing: source_profile or credential_source",
        )
    return source


def _named(question: Question, view: View, source: Setting) -> tuple[Hop, ...]:
    """Who answers for a `credential_source`; case matters."""
    value = str(plain(source))
    if value not in _SOURCES:
        message = (
            f'The credential source "{value}" referenced in profile "{view.name}" is not valid.'
        )
        raise Failed("InvalidConfigError", message)
    provider, ask = _SOURCES[value]
    found = ask(question)
    if found.hops is None and not found.unsure:
        raise Failed(
            "CredentialRetrievalError",
            f"Error when retrieving credentials from {value}: No credentials found in "
            f"credential_source referenced in profile {view.name}",
        )
    return (Hop(view.name, provider, at_setting=source),)


_SOURCES: dict[str, tuple[Provider, Callable[[Question], Look]]] = {
    "Environment": (Provider.ENV, environment.keys),
    "EcsContainer": (Provider.CONTAINER, environment.container),
    "Ec2InstanceMetadata": (Provider.IAM_ROLE, environment.instance),
}


def _next(question: Question, view: View, source: Setting, visited: list[str]) -> View:
    """The profile that another names as its source."""
    name, profiles = plain(source), question.profiles()
    following: View | None = attempted(lambda: profiles.get(name))
    if following is None:
        raise Failed(
            "InvalidConfigError",
            f'The source_profile "{name}" referenced in the profile "{view.name}" does not exist.',
        )
    if name in visited and (name != view.name or not holds_static_keys(following.settings)):
        raise Failed(
            "InfiniteLoopConfigError",
            "Infinite loop in credential configuration detected. Attempting to load from profile "
            f"{name} which has already been visited. Visited profiles: {visited}",
        )
    return following


def _with_credentials(question: Question, view: View) -> tuple[Hop, ...]:
    found = behind.first(question, view.name)
    if found is None or found.hops is None:
        message = f'The source profile "{view.name}" must have credentials.'
        raise Failed("InvalidConfigError", message, (Hop(view.name, None),))
    return found.hops
