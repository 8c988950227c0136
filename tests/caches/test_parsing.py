"""What the files of the caches say, in the shapes in which tools write them, and in no other."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoder
from awsconf.caches.entries import Caches, Entry, Login, Source
from awsconf.caches.parsing import Folder, parsed, stem_of
from awsconf.credentials.keys import fingerprint

UTC, LOCAL = timezone.utc, timezone(timedelta(hours=2))
KEY, TOKEN = encoder.key_id("ASIA", "123456789012"), encoder.token()
END = datetime(2030, 1, 1, tzinfo=UTC)
ARN = "arn:aws:sts::123456789012:assumed-role/DemoRole/demo"
URL = "https://d-1234567890.awsapps.com/start"
KEYS = {
    "AccessKeyId": KEY,
    "SecretAccessKey": encoder.secret(),
    "SessionToken": TOKEN,
    "Expiration": "2030-01-01T00:00:00UTC",
}
ROLE = {
    "Credentials": {**KEYS, "AccountId": "123456789012"},
    "AssumedRoleUser": {"AssumedRoleId": "AROA3XFRBF535EXAMPLE:demo", "Arn": ARN},
}
LOGIN = {
    "startUrl": URL,
    "region": "eu-west-1",
    "accessToken": encoder.secret("access"),
    "expiresAt": "2030-01-01T00:00:00Z",
    "clientId": "client",
    "clientSecret": encoder.secret("client"),
    "registrationExpiresAt": "2030-03-01T00:00:00Z",
    "refreshToken": encoder.secret("refresh"),
}
CONSOLE = {
    "accessToken": {
        "accessKeyId": KEY,
        "secretAccessKey": encoder.secret(),
        "sessionToken": TOKEN,
        "accountId": "123456789012",
        "expiresAt": "2030-01-01T00:00:00Z",
    },
    "tokenType": "aws_sigv4",
    "refreshToken": encoder.secret("refresh"),
    "dpopKey": encoder.secret("key"),
}


def entry(source: Source, **others: Any) -> Entry:
    return Entry("~/x", "x", source, KEY, fingerprint(TOKEN), END)._replace(**others)


@pytest.mark.parametrize("folder", [Folder.CLI, Folder.BOTO])
def test_an_assumed_role(folder: Folder) -> None:
    expected = entry(Source.ROLE, arn=ARN, account="123456789012")
    assert of(folder, ROLE) == Caches((expected,))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {**ROLE, "Credentials": KEYS},
            entry(Source.ROLE, arn=ARN, account="123456789012"),
        ),
        (
            {**ROLE, "SubjectFromWebIdentityToken": "sub", "Provider": "p", "Audience": "a"},
            entry(Source.WEB_IDENTITY, arn=ARN, account="123456789012"),
        ),
        (
            {
                "ProviderType": "sso",
                "Credentials": {**KEYS, "Expiration": "2030-01-01T00:00:00Z"},
            },
            entry(Source.SSO),
        ),
        ({"Credentials": KEYS}, entry(Source.USER)),
        ({**ROLE, "AssumedRoleUser": {"Arn": "arn:aws:sts::1"}}, {"account": "123456789012"}),
        ({**ROLE, "AssumedRoleUser": []}, {"account": "123456789012"}),
        ({"Credentials": {**KEYS, "SessionToken": None}}, entry(Source.USER, token=None)),
    ],
)
def test_other_credentials_of_the_cli(value: Any, expected: Entry | dict[str, str]) -> None:
    wanted = expected if isinstance(expected, Entry) else entry(Source.ROLE, **expected)
    assert of(Folder.CLI, value) == Caches((wanted,))


def test_an_sso_login() -> None:
    expected = Login("~/x", "x", END, True, URL, "eu-west-1", END + timedelta(days=59))
    assert of(Folder.SSO, LOGIN) == Caches(logins=(expected,))


def test_a_very_old_sso_login() -> None:
    names = ("startUrl", "region", "accessToken")
    old = {name: LOGIN[name] for name in names} | {"expiresAt": "2019-11-14T04:05:45UTC"}
    expected = Login("~/x", "x", datetime(2019, 11, 14, 4, 5, 45, tzinfo=UTC), False, URL)
    assert of(Folder.SSO, old) == Caches(logins=(expected._replace(region="eu-west-1"),))


def test_the_registration_of_a_client_is_no_login() -> None:
    names = ("clientId", "clientSecret", "expiresAt")
    assert of(Folder.SSO, {name: LOGIN[name] for name in names}) == Caches()


def test_what_aws_login_keeps_is_credentials_and_a_login() -> None:
    expected = entry(Source.LOGIN, account="123456789012")
    assert of(Folder.LOGIN, CONSOLE) == Caches((expected,), (Login("~/x", "x", END, True),))


def test_awsume_writes_the_time_of_its_machine() -> None:
    value = {**KEYS, "Expiration": "2030-01-01 02:00:00", "Region": "eu-west-1"}
    assert of(Folder.AWSUME, value) == Caches((entry(Source.USER),))


@pytest.mark.parametrize("folder", list(Folder))
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        "{}",
        "[" * 100_000,
        "1" * 10_000,
        '{"Credentials": []}',
        '{"Credentials": {}, "accessToken": [], "expiresAt": 1}',
        "SQLite format 3\0",
    ],
)
def test_what_has_another_shape_says_nothing(folder: Folder, text: str) -> None:
    assert parsed(folder, "~/x", "x", text, UTC) == Caches()


@pytest.mark.parametrize(
    "odd",
    [
        {"AccessKeyId": "AKIA"},
        {"AccessKeyId": None},
        {"AccessKeyId": KEY.lower()},
        {"Expiration": None},
        {"Expiration": 1_900_000_000},
        {"Expiration": "2030-01-01T00:00:00"},
        {"Expiration": "tomorrow"},
        {"Expiration": "9999-01-01T00:00:00Z"},
    ],
)
def test_an_odd_value_makes_the_whole_say_nothing(odd: dict[str, Any]) -> None:
    assert of(Folder.CLI, {**ROLE, "Credentials": {**KEYS, **odd}}) == Caches()


@pytest.mark.parametrize("mark", ["FederatedUser", "SubjectType", "NameQualifier"])
def test_other_calls_are_not_taken_for_a_role(mark: str) -> None:
    assert of(Folder.CLI, {**ROLE, mark: "x"}) == Caches()


def test_an_unknown_provider_is_not_guessed_at() -> None:
    assert of(Folder.CLI, {**ROLE, "ProviderType": "new"}) == Caches()


@pytest.mark.parametrize(
    ("folder", "name", "stem"),
    [
        (Folder.CLI, f"{'0a' * 20}.json", "0a" * 20),
        (Folder.CLI, f"{'0a' * 32}.json", None),
        (Folder.CLI, f"{'0A' * 20}.json", None),
        (Folder.CLI, "ec2.index", None),
        (Folder.CLI, "session.db", None),
        (Folder.CLI, f"{'0a' * 20}.json.tmp", None),
        (Folder.SSO, f"{'0a' * 20}.json", "0a" * 20),
        (Folder.SSO, "botocore-client-id-eu-west-1.json", None),
        (Folder.SSO, "kiro-auth-token.json", None),
        (Folder.LOGIN, f"{'0a' * 32}.json", "0a" * 32),
        (Folder.AWSUME, f"aws-credentials-{KEY}", f"aws-credentials-{KEY}"),
        (Folder.AWSUME, "config.json", None),
        (Folder.AWSUME, f"aws-credentials-{KEY}\n", None),
    ],
)
def test_only_what_is_called_like_a_file_of_the_cache_is_one(
    folder: Folder, name: str, stem: str | None
) -> None:
    assert stem_of(folder, name) == stem


def test_nothing_secret_is_kept() -> None:
    shown = "".join(
        repr(of(folder, value))
        for folder, value in (
            (Folder.CLI, ROLE),
            (Folder.SSO, LOGIN),
            (Folder.LOGIN, CONSOLE),
            (Folder.AWSUME, {**KEYS, "Expiration": "2030-01-01 02:00:00"}),
        )
    )
    given = {encoder.secret(seed) for seed in ("access", "client", "refresh", "key")}
    assert not any(secret in shown for secret in {TOKEN, encoder.secret(), *given})


shapes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [ROLE, LOGIN, CONSOLE, KEYS, {"Credentials": KEYS}]
)
odd: list[Any] = [None, True, 0, 1.5, float("nan"), "", "x", "\ud800", KEY, [], ["x"], {}, {"x": 1}]
values = st.sampled_from([*odd, {"Arn": []}, {"Credentials": KEYS}, [KEYS], "2030-01-01T00:00:00"])


@st.composite
def nearly(draw: st.DrawFn) -> Any:
    """A good file in which one value, here or further in, is something else."""
    value: dict[str, Any] = dict(draw(shapes))
    name = draw(st.sampled_from(sorted(value)))
    inner = value[name]
    if isinstance(inner, dict) and draw(st.booleans()):
        value[name] = {**inner, draw(st.sampled_from(sorted(inner))): draw(values)}
    else:
        value[name] = draw(values)
    return value


@given(st.sampled_from(Folder), st.one_of(st.text(), nearly().map(json.dumps)))
def test_no_text_is_too_odd(folder: Folder, text: str) -> None:
    found = parsed(folder, "~/x", "x", text, LOCAL)
    moments = [entry.expires for entry in found.entries]
    moments += [login.expires for login in found.logins]
    assert all(moment.utcoffset() == timedelta() for moment in moments)


@given(st.sampled_from(Folder), st.integers(0, 400))
def test_a_file_that_is_cut_off_says_nothing(folder: Folder, size: int) -> None:
    text = json.dumps(CONSOLE if folder is Folder.LOGIN else ROLE)
    assert parsed(folder, "~/x", "x", text[:size], UTC) == Caches()


def of(folder: Folder, value: Any) -> Caches:
    """What a file with a value says."""
    return parsed(folder, "~/x", "x", json.dumps(value), LOCAL)
