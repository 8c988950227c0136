"""Twice as much text costs twice as much: counted in calls, since no clock says the same twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from awsconf.check import check
from awsconf.portability.disagreement import LONGEST
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case
from laws.cases import RULES

H = "[default]\n"
LINES = {
    "settings that nobody reads": "key<n> = x\n",
    "a setting again and again": "region = eu-west-1\n",
    "an empty setting again and again": "region =\n",
    "names without anything": "=\n",
    "plain text": "lorem ipsum\n",
    "YAML": "region: eu-west-1\n",
    "TOML": 'region = "eu-west-1"\n',
    "JSON": '{"AccessKeyId":\n',
    "a shell": "export AWS_REGION=eu-west-1\n",
    "settings further in": "  output = json\n",
    "comments further in": "  # a note\n",
    "blocks": "s<n> =\n  endpoint_url = http://localhost\n",
}
SECTIONS = {
    "indented headers": "  [profile p<n>]\n",
    "unclosed headers": "[profile p<n>\n",
    "blanks in headers": "[ profile p<n> ]\nregion = eu-west-1\n",
    "quotes in headers": '[profile "p <n>"]\nregion = eu-west-1\n',
    "start URLs": (
        "[profile p<n>]\nsso_start_url = https://p<n>.awsapps.com/start\nsso_region = eu-west-1\n"
        "sso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
    "a chain of roles": (
        "[profile p<n>]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p<next>\n"
    ),
    "a chain of ambiguous roles": (
        "[profile p<n>]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p<next>\n"
        "sso_session = s\nsso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
}
SIZE = 2 * LONGEST


@pytest.mark.parametrize("shape", LINES)
def test_lines_of_one_section(shape: str) -> None:
    _is_linear(lambda size: H + _repeated(LINES[shape], size))


@pytest.mark.parametrize("shape", SECTIONS)
def test_sections_of_one_file(shape: str) -> None:
    _is_linear(lambda size: _repeated(SECTIONS[shape], size))


def _repeated(text: str, size: int) -> str:
    numbered = (text.replace("<n>", str(n)).replace("<next>", str(n + 1)) for n in range(size))
    return "".join(numbered)


def _is_linear(text: Callable[[int], str]) -> None:
    """Whether the second half costs about what the first does; a start costs a little, once."""
    _calls(text(SIZE))
    once, twice = _calls(text(SIZE)), _calls(text(2 * SIZE))
    assert twice < 2.4 * once


def _calls(text: str) -> int:
    """How many functions of Python are called, or gone on with, to judge a text."""
    snapshot = _snapshot(text)
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for diagnostic in check(snapshot, RULES):
            assert diagnostic.finding.message
    finally:
        sys.setprofile(before)
    return count


def _snapshot(text: str) -> Snapshot:
    return Case(None, "").snapshot({Role.CONFIG: text, Role.CREDENTIALS: ""})
