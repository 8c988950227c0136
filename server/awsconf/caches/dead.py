"""Which files of the caches are of no more use to anybody."""

from __future__ import annotations

from datetime import datetime

from awsconf.caches.entries import Caches, Entry, Login
from awsconf.credentials.lifetime import TOLERANCE


def dead(caches: Caches, now: datetime) -> tuple[Entry | Login, ...]:
    """What has expired and cannot be renewed, each file once; whoever needs it makes it anew."""
    gone = {login.path: login for login in caches.logins if is_over(login, now)}
    lasting = {login.path for login in caches.logins} - gone.keys()
    expired = (entry for entry in caches.entries if entry.expires + TOLERANCE < now)
    entries = tuple(one for one in expired if one.path not in lasting | gone.keys())
    return (*entries, *gone.values())


def is_over(login: Login, now: datetime) -> bool:
    """Whether nothing but a new login helps: a client whose registration is over renews nothing."""
    registered = login.registration_expires
    renewable = login.renewable and (registered is None or registered + TOLERANCE >= now)
    return login.expires + TOLERANCE < now and not renewable
