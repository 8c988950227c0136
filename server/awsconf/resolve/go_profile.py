"""What Go v2 loads of a profile, with the profiles that it names as its source.

Source: aws/aws-sdk-go-v2: config/shared_config.go, `setFromIniSections`.
"""

from __future__ import annotations

from awsconf.providers import Provider
from awsconf.readers.evaluation import Evaluation, View
from awsconf.resolve.answer import Failure, Hop
from awsconf.resolve.known import hop, role_hop
from awsconf.resolve.steps import KEYS, Stopped, check_length, static
from awsconf.text import Role


class Loaded:
    """A profile as Go holds it: an empty setting is none, and some are dropped on the way."""

    def __init__(self, view: View, dropped: frozenset[str] = frozenset()) -> None:
        self.view = view
        self.dropped = dropped
        self.source: Loaded | None = None

    def text(self, name: str) -> str:
        """The value of a setting; empty where Go has none, and where it is a block."""
        setting = self.view.get(name)
        return "" if setting is None or setting.nested or name in self.dropped else setting.text

    def has(self, name: str) -> bool:
        """Whether Go holds a value for a setting."""
        return bool(self.text(name))

    @property
    def is_static(self) -> bool:
        """Whether it has a whole pair of keys."""
        return all(map(self.has, KEYS))

    @property
    def sso(self) -> str | None:
        """The first setting by which it is configured for SSO."""
        return next((name for name in _SSO if self.has(name)), None)

    def hop(self, provider: Provider | None, setting: str) -> Hop:
        """The hop to a provider, None for static keys, that is known by one of its settings."""
        return hop(self.view, provider or static(self.view), setting)


def load(evaluation: Evaluation, name: str) -> Loaded:
    """Load a profile and all its sources. Raises Stopped; as empty if it is not there."""
    return _load(evaluation, name, ())


_SSO = ("sso_session", "sso_region", "sso_account_id", "sso_start_url", "sso_role_name")
_OF_ROLE = frozenset(
    {"role_arn", "external_id", "mfa_serial", "role_session_name", "source_profile"}
)
_OF_CREDENTIALS = frozenset(
    {"credential_source", "credential_process", "web_identity_token_file", *KEYS}
    | {"sso_account_id", "sso_region", "sso_role_name", "sso_start_url"}
)


def _load(evaluation: Evaluation, name: str, visited: tuple[Hop, ...]) -> Loaded:
    view = evaluation.profiles.get(name)
    if view is None:
        words = f"failed to get shared config profile, {name}"
        raise Stopped(Failure("SharedConfigProfileNotExistError", words), is_empty=True)
    check_length(visited)
    _check_pair(view)
    is_again = any(hop.profile == name for hop in visited)
    loaded = Loaded(view, _OF_ROLE if is_again else frozenset())
    if not is_again:
        _check_role(loaded)
    if visited and loaded.is_static:
        return loaded
    _check_kinds(loaded)
    if loaded.has("source_profile"):
        source = loaded.text("source_profile")
        loaded.dropped |= _OF_CREDENTIALS
        loaded.source = _source(evaluation, loaded, source, visited)
    if loaded.has("sso_session") and loaded.text("sso_session").strip() not in evaluation.sessions:
        words = f"failed to find SSO session section, {loaded.text('sso_session')}"
        raise Stopped(Failure("error", words), Provider.SSO)
    return loaded


def _check_pair(view: View) -> None:
    """Half a pair in the file that counts: the credentials file, if it has the profile at all."""
    role = Role.CREDENTIALS if Role.CREDENTIALS in view.inside else Role.CONFIG
    inside = view.inside[role]
    if (KEYS[0] in inside) is (KEYS[1] in inside):
        return
    # Go names the section as its first reading had it, and counts the readings.
    is_prefixed = role is Role.CONFIG and view.name.casefold() != "default"
    section = f"profile {view.name}" if is_prefixed else view.name
    partial = f"{1 + (role is Role.CREDENTIALS)}, partial credentials found for profile {section}"
    words = f"error fetching config from profile, {view.name}, Error using profile: \n {partial}\n"
    key = next(key for key in KEYS if key in inside)
    at = Provider.CONFIG_FILE if inside[key].at.role is Role.CONFIG else Provider.SHARED_CREDENTIALS
    raise Stopped(Failure("error", words), at)


def _check_role(loaded: Loaded) -> None:
    kinds = ("source_profile", "credential_source", "web_identity_token_file")
    kind = next((kind for kind in kinds if loaded.has(kind)), None)
    if kind is not None and not loaded.has("role_arn"):
        words = f"credential type {kind} requires role_arn, profile {loaded.view.name}"
        raise Stopped(Failure("CredentialRequiresARNError", words), Provider.ASSUME_ROLE)


_KINDS = ("source_profile", "credential_source", "credential_process", "web_identity_token_file")


def _check_kinds(loaded: Loaded) -> None:
    if sum(map(loaded.has, _KINDS)) > 1:
        words = "only one credential type may be specified per profile"
        kinds = "source profile, credential source, credential process, web identity token"
        raise Stopped(Failure("error", f"{words}: {kinds}"), Provider.ASSUME_ROLE)


def _source(evaluation: Evaluation, loaded: Loaded, name: str, visited: tuple[Hop, ...]) -> Loaded:
    hops = (*visited, role_hop(loaded.view))
    role = loaded.text("role_arn")
    try:
        source = _load(evaluation, name, hops)
    except Stopped as stopped:
        stopped.hops = stopped.hops or hops
        if stopped.is_empty:
            stopped.failure = _role_failure(role, name, stopped.failure.message)
            stopped.provider, stopped.is_empty = Provider.ASSUME_ROLE, False
        raise
    if not _has_credentials(source):
        raise Stopped(_role_failure(role, name, "<nil>"), Provider.ASSUME_ROLE, hops)
    return source


def _role_failure(role: str, profile: str, why: str) -> Failure:
    words = f"failed to load assume role {role}, of profile {profile}, {why}"
    return Failure("SharedConfigAssumeRoleError", words)


def _has_credentials(loaded: Loaded) -> bool:
    if any(map(loaded.has, _KINDS)) or loaded.is_static or loaded.sso is not None:
        return True
    return loaded.has("login_session")


def check_sso(evaluation: Evaluation, loaded: Loaded) -> None:
    """Raise Stopped where a profile's SSO settings lack something or contradict the session."""
    if not loaded.has("sso_session"):
        lacking = [name for name in _SSO[1:] if not loaded.has(name)]
        _check_lacking(loaded, [name for name in _LEGACY if name in lacking])
        return
    session = evaluation.sessions[loaded.text("sso_session").strip()]
    texts = {name: session[name].text if name in session else "" for name in _OF_SESSION}
    _check_lacking(loaded, [name for name, text in texts.items() if not text])
    for name, text in texts.items():
        if loaded.has(name) and loaded.text(name) != text:
            words = f'{name} in profile "{loaded.view.name}" must match {name} in sso-session '
            raise Stopped(Failure("error", words), Provider.SSO)


_OF_SESSION = ("sso_region", "sso_start_url")
_LEGACY = (*_OF_SESSION, "sso_account_id", "sso_role_name")


def _check_lacking(loaded: Loaded, lacking: list[str]) -> None:
    if lacking:
        about = f'profile "{loaded.view.name}" is configured to use SSO but is missing required'
        raise Stopped(
            Failure("error", f"{about} configuration: {', '.join(lacking)}"), Provider.SSO
        )
