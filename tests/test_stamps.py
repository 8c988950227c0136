"""Every spelling of an expiry that a login tool is known to write."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.credentials.stamps import Stamp, parse_stamp


def utc(*numbers: int) -> datetime:
    year, month, day, hour, minute, second = numbers
    return datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-07-30T10:45:53+10:00", utc(2021, 7, 30, 0, 45, 53)),  # saml2aws
        ("2021-07-30T00:45:53+00:00", utc(2021, 7, 30, 0, 45, 53)),  # gimme-aws-creds
        ("2021-07-30T10:45:53-02:30", utc(2021, 7, 30, 13, 15, 53)),  # okta-aws-cli
        ("2021-07-30T10:45:53.000Z", utc(2021, 7, 30, 10, 45, 53)),  # aws-azure-login, gsts
        ("2021-07-30T10:45:53Z", utc(2021, 7, 30, 10, 45, 53)),  # clisso, aws-vault
        ("2021-07-30T10:45:53+0000", utc(2021, 7, 30, 10, 45, 53)),  # aws-google-auth, onelogin
        ("2020-01-01 00:00:00+00:00", utc(2020, 1, 1, 0, 0, 0)),  # okta-awscli
        ("2020-06-14T17:13:26+0000", utc(2020, 6, 14, 17, 13, 26)),  # yawsso until 1.2
        ("2020-06-14T17:13:26+00:00+0000", utc(2020, 6, 14, 17, 13, 26)),  # yawsso 1.4
        ("2024-06-03 17:56:11 -0700 PDT", utc(2024, 6, 4, 0, 56, 11)),  # aws-sso-cli
        ("2024-06-03 17:56:11 +0300 +03", utc(2024, 6, 3, 14, 56, 11)),
        ("2024-06-03 17:56:11 +0000 UTC", utc(2024, 6, 3, 17, 56, 11)),
        ("2024-06-03 17:56:11 -0300 -03", utc(2024, 6, 3, 20, 56, 11)),
        ("2024-06-03 17:56:11 +0530 +0530", utc(2024, 6, 3, 12, 26, 11)),
        ("2024-06-03 17:56:11 +1245 +1245", utc(2024, 6, 3, 5, 11, 11)),
        ("2024-06-03 17:56:11 -0230 NDT", utc(2024, 6, 3, 20, 26, 11)),
        ("2024-06-03 17:56:11 +1000 ChST", utc(2024, 6, 3, 7, 56, 11)),
        ("2024-06-03 17:56:11 -0800 UTC-8", utc(2024, 6, 4, 1, 56, 11)),
        ("2024-06-03 17:56:11 +0000 -00", utc(2024, 6, 3, 17, 56, 11)),
        (
            "2024-06-03 17:56:11.5 -0300 -03 m=+3600.000000001",
            utc(2024, 6, 3, 20, 56, 11) + timedelta(milliseconds=500),
        ),
        ("2030-01-01T00:00:00UTC", utc(2030, 1, 1, 0, 0, 0)),  # the caches of botocore
        ("2030-01-01 00:00:00 UTC", utc(2030, 1, 1, 0, 0, 0)),
        ("1767268800", utc(2026, 1, 1, 12, 0, 0)),
        ("1767268800000", utc(2026, 1, 1, 12, 0, 0)),
        ("'2021-07-30T10:45:53Z'", utc(2021, 7, 30, 10, 45, 53)),
        ("2021-07-30T10:45Z", utc(2021, 7, 30, 10, 45, 0)),  # a person, or a script's `%H:%M`
        ('  "2021-07-30T10:45:53Z" ', utc(2021, 7, 30, 10, 45, 53)),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    stamp = parse_stamp(text)
    assert stamp == Stamp(moment)
    assert stamp.aware


def test_the_naive_spelling_of_aws_mfa_and_awsume() -> None:
    stamp = parse_stamp("2026-01-01 12:00:00")
    assert stamp == Stamp(datetime(2026, 1, 1, 12))
    assert not stamp.aware


def test_a_fraction_of_any_length() -> None:
    expected = utc(2021, 7, 30, 10, 45, 53) + timedelta(microseconds=123456)
    assert parse_stamp("2021-07-30T10:45:53.123456789Z") == Stamp(expected)
    assert parse_stamp("2021-07-30T10:45:53,1Z") == Stamp(
        utc(2021, 7, 30, 10, 45, 53) + timedelta(milliseconds=100)
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "None", "never", "2026-01-01", "12:00:00", "2026-13-01T00:00:00Z",
        "2026-02-30 00:00:00",
        "2026-01-01T24:00:00Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00 PDT",
        "2026-01-01T00:00:00+01:00+0000", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "123456789", "12345678901", "1767268800.5", "-1767268800", "01/01/2026 12:00:00",
        "2026-01-01T12:00:00Z # soon", "2026-01-01T12:00:00Z soon", "2026-01-01T12:00:00Z -03",
        "2026-01-01 12:00:00 -0300 at noon", "2026-01-01 12:00:00 -0300 03",
        "2026-01-01 12:00:00 -03h",
        "2026-01-01 12:00:00 -0300 PDT m=", "2026-01-01 12:00:00 m=+1", "٢٠٢٦-01-01T12:00:00Z",
    ],
)  # fmt: skip
def test_refusals(text: str) -> None:
    assert parse_stamp(text) is None


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)),
    st.none() | st.integers(-14 * 60, 14 * 60),
)
def test_isoformat_is_read_back(moment: datetime, minutes: int | None) -> None:
    if minutes is not None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (moment.isoformat(), moment.isoformat(" ")):
        assert parse_stamp(text) == Stamp(moment)


@given(st.text() | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+Z-]*"))
def test_no_text_raises(text: str) -> None:
    stamp = parse_stamp(text)
    assert stamp is None or 1970 <= stamp.moment.year <= 2286
