"""botocore's providers that look at a profile, but for the one that assumes its role.

Who is asked, and when one takes a profile on, stands in `chains`; here is what they say then.
Source: boto/botocore: botocore/credentials.py.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from typing import Any

from awsconf.chains import BEHIND_ROLE, Trigger, answers
from awsconf.providers import Provider
from awsconf.readers.evaluation import Setting, View
from awsconf.resolve.answer import Hop
from awsconf.resolve.asking import Failed, Look, Question, attempted, plain
from awsconf.resolve.known import TOKEN_FILE
from awsconf.text import Role


def look(question: Question, trigger: Trigger, name: str, environ: Mapping[str, str]) -> Look:
    """What one of `BEHIND_ROLE` finds in the profile `name`.

    `environ` is the environment as far as web identity may read it.
    """
    if trigger.provider is Provider.WEB_IDENTITY:
        return _web_identity(question.profile(name), environ)
    view = question.profile(name)
    found = _found(trigger, view)
    if not answers(trigger, view.text, _inside(view)):
        return Look(
            None, f"no {' and no '.join(f'`{one}`' for one in trigger.names)}{_of(trigger)}"
        )
    hop = Hop(name, trigger.provider, at_setting=found)
    try:
        _CHECKS[trigger.provider](question, view)
    except Failed as failed:
        failed.hops = (hop,)
        raise
    return Look((hop,), f"`{found.name}`{_of(trigger)}" if found else "")


def first(question: Question, name: str) -> Look | None:
    """Who answers for a profile that is the source of a role; the environment has no say."""
    for trigger in BEHIND_ROLE:
        found = look(question, trigger, name, {})
        if found.hops is not None:
            return found
    return None


def _inside(view: View) -> Callable[[Role, str], Setting | None]:
    return lambda role, name: view.inside.get(role, {}).get(name)


def _found(trigger: Trigger, view: View) -> Setting | None:
    """The setting that makes a provider take a profile on."""
    settings = view.settings if trigger.inside is None else view.inside.get(trigger.inside, {})
    return next((settings[name] for name in trigger.names if name in settings), None)


def _of(trigger: Trigger) -> str:
    return "" if trigger.inside is None else f" in the {trigger.inside.value} file"


def _web_identity(view: View, environ: Mapping[str, str]) -> Look:
    """Each of its settings is looked for in the environment first, and may be empty there."""
    setting = view.get("web_identity_token_file")
    inherited = TOKEN_FILE in environ
    if inherited and not environ[TOKEN_FILE]:
        return Look(None, f"`{TOKEN_FILE}` is empty")
    if not inherited and (setting is None or not setting.text):
        return Look(None, f"`{setting.name}` is empty" if setting else _NOTHING_FOR_IT)
    role = None if "AWS_ROLE_ARN" in environ else view.get("role_arn")
    at_setting = None if inherited else setting
    hop = Hop(view.name, Provider.WEB_IDENTITY, role, at_setting)
    if not environ.get("AWS_ROLE_ARN", role.text if role else ""):
        raise Failed("InvalidConfigError", _NO_ROLE, (hop,))
    return Look((hop,), f"`{TOKEN_FILE if inherited else 'web_identity_token_file'}`")


_NOTHING_FOR_IT = "no `web_identity_token_file`"
# The missing blank is botocore's.
_NO_ROLE = (
    "The provided profile or the current environment is configured to assume role with web "
    "identity but has no role ARN configured. Ensure that the profile has the role_arn"
    "configuration set or the AWS_ROLE_ARN env var is set."
)


def _check_sso(question: Question, view: View) -> None:
    values = {name: plain(setting) for name, setting in view.settings.items()}
    session = values.get("sso_session")
    if session is not None:
        _join_session(question, session, values)
    missing = ", ".join(name for name in _SSO if name not in values)
    if missing:
        raise Failed(
            "InvalidConfigError",
            f'The profile "{view.name}" is configured to use SSO but is missing required '
            f"configuration: {missing}",
        )


_SSO = ("sso_role_name", "sso_account_id", "sso_start_url", "sso_region")


def _join_session(question: Question, session: Any, values: dict[str, Any]) -> None:
    """Add what the session says, which may not contradict the profile."""
    sessions = question.evaluation.sessions
    if not attempted(lambda: session in sessions):
        message = f'The specified sso-session does not exist: "{session}"'
        raise Failed("InvalidConfigError", message)
    for name, setting in sessions[session].items():
        value = plain(setting)
        if values.setdefault(name, value) != value:
            raise Failed(
                "InvalidConfigError",
                f"The value for {name} is inconsistent between profile ({values[name]}) "
                f"and sso-session ({value}).",
            )


def _check_shared(_question: Question, view: View) -> None:
    _check_pair(view, Role.CREDENTIALS, Provider.SHARED_CREDENTIALS)


def _check_config_file(_question: Question, view: View) -> None:
    _check_pair(view, Role.CONFIG, Provider.CONFIG_FILE)


def _check_pair(view: View, role: Role, provider: Provider) -> None:
    if "aws_secret_access_key" not in view.inside[role]:
        message = f"Partial credentials found in {provider.value}, missing: aws_secret_access_key"
        raise Failed("PartialCredentialsError", message)


def _check_process(_question: Question, view: View) -> None:
    """Nothing is run; what cannot be run is told all the same, in Python's words."""
    command = plain(view.settings["credential_process"])
    attempted(lambda: shlex.split(command)[0])


def _check_login(_question: Question, _view: View) -> None:
    """It answers, whether or not somebody is signed in."""


_CHECKS: Mapping[Provider, Callable[[Question, View], None]] = {
    Provider.SSO: _check_sso,
    Provider.SHARED_CREDENTIALS: _check_shared,
    Provider.LOGIN: _check_login,
    Provider.PROCESS: _check_process,
    Provider.CONFIG_FILE: _check_config_file,
}
