"""The names of the files, as botocore was seen to give them, and whose a file is by its name."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from awsconf.caches.names import (
    Sessions,
    by_stem,
    console_stem,
    login_stem,
    role_stem,
    sso_stem,
    token_stem,
)
from awsconf.profiles import Profile, profiles
from awsconf.readers import python
from awsconf.syntax import parse
from awsconf.text import Role

ROLE = "arn:aws:iam::123456789012:role/DemoRole"
DEVICE = "arn:aws:iam::123456789012:mfa/demo"
URL = "https://d-1234567890.awsapps.com/start"
USER = "arn:aws:iam::123456789012:user/demo"
PERMISSION = "sso_account_id = 123456789012\nsso_role_name = ReadOnly\n"
END = datetime(2030, 1, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (role_stem(ROLE), "dda22e5c4c68c511b1d57d2606a7a067ecec2156"),
        (role_stem(ROLE, external_id="demo-ext"), "21feccf1e57d4460d7ad60509636e5d167f0bbf4"),
        (role_stem(ROLE, serial_number=DEVICE), "a30fb21db8d5eb9f62f828fa53cdd2093e70f2c8"),
        (role_stem(ROLE, duration_seconds=3600), "b7da4dd202facf9c84833973da4c667b647f3b06"),
        (role_stem(ROLE, session_name="demo"), "5425c6075eea34bddb90c8a339cf75249fc6c5ed"),
        (
            sso_stem("123456789012", "ReadOnly", start_url=URL),
            "30bbb2b1278a4c1fb1b943c46c1ef6501807f657",
        ),
        (
            sso_stem("123456789012", "ReadOnly", session="my-sso"),
            "31b260dab331b2af063485cea75f7b8b3cf54c71",
        ),
        (token_stem(URL), "7487b5b67d5fa1132cf33fa93ae51ef38cc37752"),
        (token_stem("my-sso"), "0ad374308c5a4e22f723adf10145eafad7c4031c"),
        (
            console_stem(USER),
            "bf5f7f6d57cc352e6ab0659523fca68f168f8380cdb2191fa6ec63f10880008c",
        ),
    ],
)
def test_a_name_is_botocores(given: str, expected: str) -> None:
    assert given == expected


@pytest.mark.parametrize(
    ("settings", "stem"),
    [
        (f"role_arn = {ROLE}\n", role_stem(ROLE)),
        (f"role_arn = {ROLE}\nmfa_serial = {DEVICE}\n", role_stem(ROLE, serial_number=DEVICE)),
        (f"role_arn = {ROLE}\nduration_seconds = 3600\n", role_stem(ROLE, duration_seconds=3600)),
        (f"role_arn = {ROLE}\nduration_seconds = 1h\n", role_stem(ROLE)),
        (f"role_arn = {ROLE}\nrole_session_name = me\n", role_stem(ROLE, session_name="me")),
        (
            f"role_arn = {ROLE}\nweb_identity_token_file = t\nexternal_id = x\n",
            role_stem(ROLE),
        ),
        (
            f"sso_start_url = {URL}\n{PERMISSION}",
            sso_stem("123456789012", "ReadOnly", start_url=URL),
        ),
        (
            f"sso_session = my-sso\n{PERMISSION}",
            sso_stem("123456789012", "ReadOnly", session="my-sso"),
        ),
        (
            # Kept before the profile took its start URL from a session.
            f"sso_session = my-sso\n{PERMISSION}",
            sso_stem("123456789012", "ReadOnly", start_url=URL),
        ),
        (f"login_session = {USER}\n", console_stem(USER)),
    ],
)
def test_a_file_is_of_the_profile_that_would_make_it(settings: str, stem: str) -> None:
    found = behind(f"[profile other]\nregion = eu-west-1\n[profile its]\n{settings}", stem)
    assert found == ["its"]


def test_two_profiles_of_one_role_share_a_file() -> None:
    config = "".join(
        f"[profile {name}]\nrole_arn = {ROLE}\nsource_profile = {name}-keys\n" for name in "ab"
    )
    assert behind(config, role_stem(ROLE)) == ["a", "b"]


def test_nobody_is_behind_a_file_of_another_name() -> None:
    assert behind(f"[profile a]\nrole_arn = {ROLE}\n", role_stem(f"{ROLE}2")) == []


def test_no_text_is_too_odd_for_a_name() -> None:
    config = "[profile a]\nrole_arn = \udcff\nlogin_session = \udcff\nsso_session = \udcff\n"
    assert behind(config, role_stem("\udcff")) == ["a"]
    profile = known(config)[0]["a"]
    assert login_stem(profile) == token_stem("\udcff")


@pytest.mark.parametrize(
    ("settings", "stem"),
    [
        ("sso_session = my-sso\n", token_stem("my-sso")),
        (f"sso_start_url = {URL}\n", token_stem(URL)),
        (f"login_session = {USER}\n", console_stem(USER)),
    ],
)
def test_a_login_is_of_the_profile_that_asks_for_it(settings: str, stem: str) -> None:
    assert login_stem(known(f"[profile its]\n{settings}")[0]["its"]) == stem


def test_a_profile_that_signs_in_nowhere_has_no_login() -> None:
    assert login_stem(known("[profile its]\nregion = eu-west-1\n")[0]["its"]) is None


def behind(config: str, stem: str) -> list[str]:
    """The names of the profiles behind a file of that name."""
    return [profile.name for profile in by_stem(*known(config)).get(stem, ())]


def known(config: str) -> tuple[dict[str, Profile], Sessions]:
    """The profiles and the sessions of a config file, beside one of the name `my-sso`."""
    text = f"{config}[sso-session my-sso]\nsso_start_url = {URL}\nsso_region = eu-west-1\n"
    reading = python.read(parse(text, Role.CONFIG))
    return dict(profiles(reading, None)), reading.sessions
