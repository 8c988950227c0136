"""The rule `expired-sso-login`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.caches.dead import is_over
from awsconf.credentials.remaining import ago
from awsconf.rule import Finding, Related, Severity, pair_rule
from awsconf.sections.logins import Login, logins
from awsconf.snapshot import Snapshot
from awsconf.text import Role


@pair_rule(Severity.INFO, needs=("sso_start_url", "sso_session", "login_session"))
def expired_sso_login(snapshot: Snapshot) -> Iterator[Finding]:
    """A session whose login has expired, or that nobody has logged in to on this machine.

    The SDKs do not log in: they take the access token that `aws sso login` or `aws login` keeps
    below `~/.aws`, and stop without one: `Error loading SSO Token: Token for corp does not exist`,
    `Token has expired and refresh failed`. A login with a refresh token is renewed by itself, as
    long as the registration of the client lives that got it, so nothing is said of it; that this
    registration ends some day is no end of the login. Only the user's own files are judged, and
    only where the caches may be read.

    ```world
    own = true
    ```

    ```cache sso/<sha1 corp>.json
    {"startUrl": "https://corp.awsapps.com/start", "accessToken": "<secret access>",
     "expiresAt": "2026-06-01T09:00:00Z"}
    ```

    ```ini config
    [sso-session corp]
    ^^^^^^^^^^^^^^^^^^ expired-sso-login: the login of the session `corp` expired 3 hours ago, and is not renewed by itself; run `aws sso login --sso-session corp`
    sso_region = eu-west-1
    sso_start_url = https://corp.awsapps.com/start

    [profile dev]
    sso_session = corp
    sso_account_id = 111122223333
    sso_role_name = Developer
    ```
    """
    caches = snapshot.facts.caches
    if caches is None or not snapshot.own:
        return
    kept = {login.stem: login for login in caches.logins}
    for login in logins(snapshot):
        found = kept.get(login.stem)
        # What is asked for tokens alone may be kept elsewhere, by an editor.
        if found is None and login.users:
            finding = _finding(login, "no login of {subject} `{name}` is kept on this machine")
            yield finding.unless_tool(snapshot.tools.get(Role.CONFIG))
        elif found is not None and is_over(found, snapshot.now):
            yield _finding(
                login,
                "the login of {subject} `{name}` expired {when}, and is not renewed by itself",
                when=ago(found.expires, snapshot.now),
            )


def _finding(login: Login, template: str, when: str = "") -> Finding:
    return Finding(
        login.at,
        template + "; run `{command}`",
        subject=login.subject,
        name=login.name,
        command=login.command,
        profile=login.users[0].name if login.users else "",
        related=tuple(
            Related(one.home.header_at, "signs in by it") for one in login.users[:_SHOWN]
        ),
        when=when,
    )


_SHOWN = 6
