"""What the text of one file of a cache says; what has not just the expected shape says nothing.

Of a session token only a fingerprint is kept, of a secret and of a key nothing at all.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from datetime import datetime, timezone, tzinfo
from typing import Any

from awsconf.caches.entries import Caches, Entry, Login, Source
from awsconf.credentials.keys import Fingerprint, fingerprint
from awsconf.credentials.stamps import parse_stamp


class Folder(enum.Enum):
    """A cache, by where it is below the home; each has a shape of its own."""

    CLI = ".aws/cli/cache"
    SSO = ".aws/sso/cache"
    LOGIN = ".aws/login/cache"
    BOTO = ".aws/boto/cache"
    AWSUME = ".awsume/cache"

    __hash__ = object.__hash__


def stem_of(folder: Folder, name: str) -> str | None:
    """A file's name without its ending; None for a file that is none of the cache's.

    Other programs keep theirs in the same folders: the completion index of the AWS CLI, the
    logins of other services.
    """
    pattern, size = _NAMES[folder]
    match = re.fullmatch(pattern, name)
    return match["stem"] if match and size in (None, len(match["stem"])) else None


def parsed(folder: Folder, path: str, stem: str, text: str, zone: tzinfo) -> Caches:
    """What a file holds: cached credentials, a login, both, or nothing.

    `path` is for people. `zone` is where a time without one was written, as awsume writes it.
    """
    # Imported here, since nobody asks where no cache is read.
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Caches()
    if not isinstance(value, dict):
        return Caches()
    if folder is Folder.LOGIN:
        return _console_login(path, stem, value)
    if folder is Folder.SSO:
        return Caches(logins=_sso_login(path, stem, value))
    if folder is Folder.AWSUME:
        entry = _entry(path, stem, Source.USER, value, zone)
    else:
        source = _source(value)
        keys = value.get("Credentials")
        entry = source and _entry(path, stem, source, keys, None, _session_arn(value))
    return Caches(entries=(entry,) if entry else ())


_DIGEST = r"(?P<stem>[0-9a-f]+)\.json"
_NAMES: Mapping[Folder, tuple[str, int | None]] = {
    Folder.CLI: (_DIGEST, 40),
    Folder.SSO: (_DIGEST, 40),
    Folder.LOGIN: (_DIGEST, 64),
    Folder.BOTO: (_DIGEST, 40),
    Folder.AWSUME: (r"(?P<stem>aws-credentials-[A-Z0-9]{16,128})", None),
}
_KEY_ID = r"[A-Z0-9]{16,128}"
_ACCOUNT = r"[0-9]{12}"
_SESSION = r"arn:aws[a-z-]*:sts::([0-9]{12}):assumed-role/[\w+=,.@-]{1,64}/[\w+=,.@-]{2,64}"
_REGION = r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}"
_URL = r"https?://[!-~]{1,2000}"


def _source(value: Mapping[str, Any]) -> Source | None:
    """How credentials came about that are kept as the answer to a call."""
    if "ProviderType" in value:
        return Source.SSO if value["ProviderType"] == "sso" else None
    if any(mark in value for mark in ("FederatedUser", "SubjectType", "NameQualifier")):
        # Of a federated user or of SAML, which no cache of AWS's tools holds.
        return None
    if "AssumedRoleUser" not in value:
        return Source.USER
    # The answer to a call with a web identity says more of that identity.
    marks = ("SubjectFromWebIdentityToken", "Provider", "Audience")
    return Source.WEB_IDENTITY if any(mark in value for mark in marks) else Source.ROLE


def _session_arn(value: Mapping[str, Any]) -> str | None:
    user = value.get("AssumedRoleUser")
    return _matching(_SESSION, user.get("Arn")) if isinstance(user, dict) else None


def _entry(
    path: str, stem: str, source: Source, keys: Any, zone: tzinfo | None, arn: str | None = None
) -> Entry | None:
    if not isinstance(keys, dict):
        return None
    key_id = _matching(_KEY_ID, keys.get("AccessKeyId"))
    expires = _moment(keys.get("Expiration"), zone)
    if key_id is None or expires is None:
        return None
    account = _matching(_ACCOUNT, keys.get("AccountId")) or (arn.split(":")[4] if arn else None)
    token = _print(keys.get("SessionToken"))
    return Entry(path, stem, source, key_id, token, expires, arn, account)


def _sso_login(path: str, stem: str, value: Mapping[str, Any]) -> tuple[Login, ...]:
    """A login; the registration of a client, which lies in the same folder, is none."""
    expires = _moment(value.get("expiresAt"))
    if expires is None or not _is_text(value.get("accessToken")):
        return ()
    login = Login(
        path,
        stem,
        expires,
        renewable=_is_text(value.get("refreshToken")),
        start_url=_matching(_URL, value.get("startUrl")),
        region=_matching(_REGION, value.get("region")),
        registration_expires=_moment(value.get("registrationExpiresAt")),
    )
    return (login,)


def _console_login(path: str, stem: str, value: Mapping[str, Any]) -> Caches:
    """What `aws login` keeps: credentials of a quarter of an hour, and what renews them."""
    keys = value.get("accessToken")
    if not isinstance(keys, dict):
        return Caches()
    names = {
        "AccessKeyId": "accessKeyId",
        "SessionToken": "sessionToken",
        "Expiration": "expiresAt",
        "AccountId": "accountId",
    }
    spelt = {name: keys.get(other) for name, other in names.items()}
    entry = _entry(path, stem, Source.LOGIN, spelt, None)
    if entry is None:
        return Caches()
    renewable = _is_text(value.get("refreshToken"))
    return Caches((entry,), (Login(path, stem, entry.expires, renewable),))


def _moment(text: Any, zone: tzinfo | None = None) -> datetime | None:
    """A time that names its zone, or is known to be of `zone`."""
    stamp = parse_stamp(text) if isinstance(text, str) else None
    if stamp is None or (not stamp.aware and zone is None):
        return None
    moment = stamp.moment if stamp.aware else stamp.moment.replace(tzinfo=zone)
    return moment.astimezone(timezone.utc)


def _matching(pattern: str, text: Any) -> str | None:
    return text if isinstance(text, str) and re.fullmatch(pattern, text, re.ASCII) else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _print(token: Any) -> Fingerprint | None:
    return fingerprint(token) if isinstance(token, str) and token else None
