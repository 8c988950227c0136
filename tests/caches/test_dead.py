"""What of the caches is of no more use: expired, and not to be renewed."""

from __future__ import annotations

from datetime import timedelta

from awsconf.caches.dead import dead
from awsconf.caches.entries import Caches, Entry, Login, Source
from fixture import NOW

HOUR = timedelta(hours=1)
ENTRY = Entry("~/entry", "e", Source.ROLE, "ASIA", None, NOW - HOUR)
LOGIN = Login("~/login", "l", NOW - HOUR, renewable=False)
CONSOLE = ENTRY._replace(path="~/login", source=Source.LOGIN)


def test_what_lives_is_kept() -> None:
    caches = Caches((ENTRY._replace(expires=NOW),), (LOGIN._replace(expires=NOW + HOUR),))
    assert dead(caches, NOW) == ()


def test_what_has_expired_is_dead() -> None:
    assert dead(Caches((ENTRY,), (LOGIN,)), NOW) == (ENTRY, LOGIN)


def test_a_login_that_can_be_renewed_is_kept() -> None:
    renewable = LOGIN._replace(renewable=True)
    assert dead(Caches(logins=(renewable,)), NOW) == ()
    registered = renewable._replace(registration_expires=NOW + HOUR)
    assert dead(Caches(logins=(registered,)), NOW) == ()


def test_nothing_is_renewed_by_a_client_whose_registration_is_over() -> None:
    login = LOGIN._replace(renewable=True, registration_expires=NOW - HOUR)
    assert dead(Caches(logins=(login,)), NOW) == (login,)


def test_the_short_credentials_of_a_login_that_can_be_renewed_are_kept_with_it() -> None:
    assert dead(Caches((CONSOLE,), (LOGIN._replace(renewable=True),)), NOW) == ()
    assert dead(Caches((CONSOLE,), (LOGIN,)), NOW) == (LOGIN,)


def test_moving_the_clock_on_makes_nothing_live_again() -> None:
    caches = Caches((ENTRY, CONSOLE), (LOGIN,))
    assert set(dead(caches, NOW)) <= set(dead(caches, NOW + HOUR))
