"""The logins that the profiles of a pair rely on, and the command by which each is had again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from awsconf.caches.names import login_stem, token_stem
from awsconf.chains import provider
from awsconf.profiles import Profile
from awsconf.providers import Provider
from awsconf.sections.sessions import is_for_tokens, lacking, sign_in, signing_in
from awsconf.snapshot import Snapshot
from awsconf.text import At, Role


class Login(NamedTuple):
    """A login that is asked for at a place; `stem` is the name of the file in which it is kept.

    `users` are the profiles that sign in by it; none where a tool may do so by itself.
    """

    stem: str
    at: At
    subject: str
    name: str
    command: str
    users: tuple[Profile, ...]


def logins(snapshot: Snapshot) -> Iterator[Login]:
    """One login for each session, each start URL without one, and each `login_session`.

    Who has all that a sign-in takes, and whose credentials come from nowhere else.
    """
    yield from _of_sessions(snapshot)
    yield from _of_profiles(snapshot)


def _of_sessions(snapshot: Snapshot) -> Iterator[Login]:
    reading = snapshot.readings.get(Role.CONFIG)
    for name, parts in reading.sessions.items() if reading is not None else ():
        asking = snapshot.references["sso_session"].get(name, ())
        users = tuple(one for one in asking if _relies(one) and not lacking(one, parts))
        if users or is_for_tokens(parts[-1]):
            command = f"aws sso login --sso-session {_word(name)}"
            at = parts[-1].header_at
            yield Login(token_stem(name), at, "the session", name, command, users)


def _of_profiles(snapshot: Snapshot) -> Iterator[Login]:
    found: dict[tuple[str, str], list[Profile]] = {}
    for profile, said in signing_in(snapshot):
        if said.session is None and _relies(profile) and not lacking(profile, ()):
            url = profile.text("sso_start_url") or ""
            found.setdefault(("sso_start_url", url), []).append(profile)
    for profile in _by_themselves(snapshot):
        found.setdefault(("login_session", profile.text("login_session") or ""), []).append(profile)
    for (setting, text), users in found.items():
        first, stem = users[0].get(setting), login_stem(users[0])
        if first is not None and text and stem is not None:
            verb = "sso login" if setting == "sso_start_url" else "login"
            command = f"aws {verb} --profile {_word(users[0].name)}"
            name = users[0].name
            yield Login(stem, first.name_at, "the profile", name, command, tuple(users))


def _by_themselves(snapshot: Snapshot) -> Iterable[Profile]:
    """The profiles of `aws login`."""
    if "login_session" not in snapshot.names:
        return ()
    everyone = snapshot.profiles.values()
    return (one for one in everyone if provider(one) is Provider.LOGIN)


def _relies(profile: Profile) -> bool:
    """Whether nobody else gives its credentials."""
    said = sign_in(profile)
    return said is not None and said.asks and not said.idle


def _word(name: str) -> str:
    """A name as a word of a command, in any shell; what could be more than a word is left out."""
    if re.fullmatch(r"[\w@%+=:,./-]+", name):
        return name
    return f'"{name}"' if re.fullmatch(r"[\w@%+=:,./ -]+", name) else "…"
