"""Which values a setting takes, and that what is offered in the place of one is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf import catalogue
from awsconf.entries import Setting
from awsconf.syntax import SectionKind
from awsconf.values.accepted import JUDGED, is_dressed, misfit
from awsconf.values.regions import no_region

JUDGED_SETTINGS = [
    setting
    for setting in catalogue.settings(SectionKind.PROFILE)
    if setting.type in JUDGED and "<" not in setting.id
]
ODD = ("1h", "90m", "1_000", "3.0", "-1", "0", "yes", "64M", "10ps", "0012-3456-7890", "\uff11")
likely = st.sampled_from(ODD) | st.text(max_size=20)


@given(st.sampled_from(JUDGED_SETTINGS), likely)
def test_what_is_offered_is_taken(setting: Setting, text: str) -> None:
    found = misfit(setting.kind, setting.name, text, setting.parent)
    for better in found.better if found is not None else ():
        assert misfit(setting.kind, setting.name, better, setting.parent) is None


@pytest.mark.parametrize("setting", JUDGED_SETTINGS, ids=lambda setting: str(setting.id))
def test_listed_values_defaults_and_examples_are_taken(setting: Setting) -> None:
    listed = [value.value for value in setting.values]
    for text in (*listed, *filter(None, (setting.default, *setting.examples))):
        assert misfit(setting.kind, setting.name, text, setting.parent) is None


@pytest.mark.parametrize(
    ("name", "text", "better"),
    [
        ("retry_mode", "Legacy", ("legacy",)),
        ("defaults_mode", "crossregion", ("cross-region",)),
        ("endpoint_discovery_enabled", "on", ("true",)),
        ("duration_seconds", "1 hour", ("3600",)),
        ("duration_seconds", "2 hours", ()),
        ("duration_seconds", "30m", ("1800",)),
        ("duration_seconds", "13h", ()),
        ("max_attempts", "5x", ()),
        ("sso_account_id", "1234 5678 9012", ("123456789012",)),
    ],
)
def test_what_was_meant(name: str, text: str, better: tuple[str, ...]) -> None:
    found = misfit(SectionKind.PROFILE, name, text)
    assert found is not None
    assert found.better == better


@given(st.sampled_from(sorted(catalogue.regions())))
def test_a_region_in_any_dress_is_found_again(code: str) -> None:
    assert no_region(code) is None
    for text in (code.upper(), code.replace("-", "_"), code.replace("-", ""), f"{code};"):
        found = no_region(text)
        assert found is not None
        assert (found.meant[0], found.sure) == (code, True)


@pytest.mark.parametrize("code", [it.code for it in catalogue.regions().values() if not it.pseudo])
def test_every_zone_of_a_region_leads_to_it(code: str) -> None:
    zones = (*(code + letter for letter in "abcdef"), f"{code}-lax-1a", f"{code}-wl1-bos-wlz-1")
    for zone in (*zones, f"{code}A".upper()):
        found = no_region(zone)
        assert found is not None
        assert (found.meant, found.sure) == ((code,), True), zone
    found = no_region(code.rpartition("-")[0])
    assert found is not None
    near = [other for other in _REGIONS if other.rpartition("-")[0] == code.rpartition("-")[0]]
    assert found.sure is False or found.meant == (code,)
    assert set(found.meant[:1]) <= set(near), "`us-east` is not in GovCloud"


@pytest.mark.parametrize(
    ("text", "meant", "sure"),
    [
        ("use1-az1", ("us-east-1",), True),
        ("apne1-az4", ("ap-northeast-1",), True),
        ("us-east", ("us-east-1", "us-east-2"), False),
        ("US East", ("us-east-1", "us-east-2"), False),
        ("US East (Ohio) us-east-2", ("us-east-2",), False),
        ("s3.us-west-2.amazonaws.com", ("us-west-2",), False),
        ("us-west-2#c", ("us-west-2",), False),
    ],
)
def test_the_region_that_was_meant(text: str, meant: tuple[str, ...], *, sure: bool) -> None:
    found = no_region(text)
    assert found is not None
    assert (found.meant, found.sure) == (meant, sure)


@given(st.text(max_size=30) | st.from_regex(r"[a-z]{2}-[a-z]{4,9}-\d", fullmatch=True))
def test_regions_that_are_meant_are_regions(text: str) -> None:
    found = no_region(text)
    plain = text.removeprefix("fips-").removesuffix("-fips")
    assert (found is None) == (not text or plain in _REGIONS)
    assert found is None or set(found.meant) <= _REGIONS


_REGIONS = set(catalogue.regions())


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ('"a"', True),
        ("a # b", True),
        ("a ;b", True),
        ("$A", True),
        ("%A%", True),
        ("a\u200b", True),
        ("a#b", False),
        ("100%", False),
        ("a b", False),
    ],
)
def test_what_is_dressed(text: str, dressed: bool) -> None:
    assert is_dressed(text) is dressed
