"""Texts that are made to keep a pattern busy: each takes hours where it is not turned away."""

from __future__ import annotations

import pytest

from awsconf.check import check
from awsconf.nearest import bare
from awsconf.rules import every_rule
from awsconf.text import Role
from fixture import Case

SIZE = 200_000
TWICE = "[twice]\nregion = eu-west-1\nregion = eu-west-1\n"
LINES = {
    "dots in a header": f"[profile-{'.' * SIZE}!]\nregion = eu-west-1\n",
    "a long name with a sign": f"[profile {'a' * 60}!]\nregion = eu-west-1\n",
    "blanks in a header": f"[profiles{' ' * SIZE}!]\nregion = eu-west-1\n",
    "braces": f"[default]\nregion = {'${a' * SIZE}\n",
    "blanks for a shell": f"[default]\nexport a={'x' + ' ' * 8000}{'.' * 100}\n" * 20,
    "blanks in a source": f"[default]\nsource_profile = a{' ' * SIZE}\0\nrole_arn = x\n",
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_no_pattern_is_kept_busy(text: str) -> None:
    """All else in the file is judged as ever."""
    for role in Role:
        found = check(Case(None, "").snapshot({role: TWICE + text}), every_rule())
        assert "duplicate-setting" in [diagnostic.rule.name for diagnostic in found]


def test_what_is_too_long_for_a_name_is_left_as_it_is() -> None:
    assert bare(f"profile a{' ' * SIZE}\0") == (f"profile a{' ' * SIZE}\0", "")
