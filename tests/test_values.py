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
