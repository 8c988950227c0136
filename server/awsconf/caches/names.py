"""Which file of a cache a profile's credentials and logins are kept in, and so whose a file is.

The names are digests of a call's arguments, as botocore makes them: boto/botocore,
botocore/credentials.py, `_create_cache_key`; botocore/utils.py, `SSOTokenLoader`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from awsconf.profiles import Profile
from awsconf.readers.reading import Part

Sessions = Mapping[str, tuple[Part, ...]]
"""The sections of each `[sso-session]`, of which the last counts."""


def by_stem(profiles: Mapping[str, Profile], sessions: Sessions) -> Mapping[str, list[Profile]]:
    """The profiles whose credentials would be kept in a file, by its name without the ending.

    The name leaves out who assumes a role, so several profiles may share one file.
    """
    found = defaultdict(list)
    for profile in profiles.values():
        for stem in stems(profile, sessions):
            found[stem].append(profile)
    return found


def stems(profile: Profile, sessions: Sessions) -> frozenset[str]:
    """The names, without their endings, of the files in which its credentials would be kept."""
    known = profile.derive(_stems)
    session = sessions.get(profile.text("sso_session") or "")
    url = session[-1].reading.settings.get("sso_start_url") if session else None
    # Before the session was made, the profile had the start URL itself, and the file that name.
    return known if url is None else known | profile.derive(_by_start_url(url.text))


def login_stem(profile: Profile) -> str | None:
    """The name, without its ending, of the file in which the login of a profile is kept.

    None where it names neither a session nor a start URL, and no `login_session` either.
    """
    return profile.derive(_login_stem)


def role_stem(
    role_arn: str,
    session_name: str | None = None,
    external_id: str | None = None,
    serial_number: str | None = None,
    duration_seconds: int | None = None,
) -> str:
    """The name of the credentials of an assumed role; the session's name only if it is set."""
    arguments = {
        "DurationSeconds": duration_seconds,
        "ExternalId": external_id,
        "RoleArn": role_arn,
        "RoleSessionName": session_name,
        "SerialNumber": serial_number,
    }
    given = {name: value for name, value in arguments.items() if value is not None}
    return _sha1(_json(given, (", ", ": ")))


def sso_stem(
    account: str, role: str, *, session: str | None = None, start_url: str | None = None
) -> str:
    """The name of the credentials of a role of IAM Identity Center."""
    portal = {"sessionName": session} if session else {"startUrl": start_url}
    return _sha1(_json({"accountId": account, "roleName": role, **portal}, (",", ":")))


def token_stem(session_or_start_url: str) -> str:
    """The name of the access token of IAM Identity Center."""
    return _sha1(session_or_start_url)


def console_stem(login_session: str) -> str:
    """The name of what `aws login` keeps, by the ARN of who has logged in."""
    # Imported here as in `_sha1`.
    from hashlib import sha256

    return sha256(_bytes(login_session)).hexdigest()


def _stems(profile: Profile) -> frozenset[str]:
    found = {*_role_stems(profile), *_sso_stems(profile, start_url=profile.text("sso_start_url"))}
    session = profile.text("login_session")
    return frozenset({*found, console_stem(session)} if session else found)


@lru_cache(maxsize=64)
def _by_start_url(url: str) -> Callable[[Profile], frozenset[str]]:
    """One function for the same URL, since what it finds is remembered by it."""
    return partial(_sso_stems, start_url=url)


def _role_stems(profile: Profile) -> frozenset[str]:
    role = profile.text("role_arn")
    if not role:
        return frozenset()
    name = profile.text("role_session_name")
    if "web_identity_token_file" in profile:
        # That call takes none of the other settings.
        return frozenset({role_stem(role, name)})
    device, seconds = profile.text("mfa_serial"), profile.text("duration_seconds")
    stem = role_stem(role, name, profile.text("external_id"), device, _whole(seconds))
    return frozenset({stem})


def _sso_stems(profile: Profile, start_url: str | None) -> frozenset[str]:
    account, role = profile.text("sso_account_id"), profile.text("sso_role_name")
    if not account or not role:
        return frozenset()
    session = profile.text("sso_session")
    names = {sso_stem(account, role, session=session)} if session else set()
    return frozenset({*names, sso_stem(account, role, start_url=start_url)} if start_url else names)


def _login_stem(profile: Profile) -> str | None:
    signs_in = profile.text("sso_session") or profile.text("sso_start_url")
    if signs_in:
        return token_stem(signs_in)
    session = profile.text("login_session")
    return console_stem(session) if session else None


def _whole(text: str | None) -> int | None:
    """A whole number as Python reads one; botocore leaves out what is none."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def _json(given: Mapping[str, object], separators: tuple[str, str]) -> str:
    # Imported here as in `_sha1`.
    import json

    return json.dumps(given, sort_keys=True, separators=separators)


def _sha1(text: str) -> str:
    # Imported here, since nobody asks where no cache is read.
    from hashlib import sha1

    return sha1(_bytes(text), usedforsecurity=False).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
