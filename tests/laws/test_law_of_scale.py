"""Twice as much text costs twice as much: counted in calls, since no clock says the same twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from cases import RULES

from awsconf.check import check
from awsconf.portability.disagreement import LONGEST
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case

H = "[default]\n"
LINES = {
    "settings that nobody reads": lambda n: f"key{n} = x\n",
    "a setting again and again": lambda n: "region = eu-west-1\n",
    "an empty setting again and again": lambda n: "region =\n",
    "names without anything": lambda n: "=\n",
    "plain text": lambda n: "lorem ipsum\n",
    "YAML": lambda n: "region: eu-west-1\n",
    "TOML": lambda n: 'region = "eu-west-1"\n',
    "JSON": lambda n: '{"AccessKeyId":\n',
    "a shell": lambda n: "export AWS_REGION=eu-west-1\n",
    "settings further in": lambda n: "  output = json\n",
    "comments further in": lambda n: "  # a note\n",
    "blocks": lambda n: f"s{n} =\n  endpoint_url = http://localhost\n",
}
SECTIONS = {
    "indented headers": lambda n: f"  [profile p{n}]\n",
    "unclosed headers": lambda n: f"[profile p{n}\n",
    "blanks in headers": lambda n: f"[ profile p{n} ]\nregion = eu-west-1\n",
    "quotes in headers": lambda n: f'[profile "p {n}"]\nregion = eu-west-1\n',
    "start URLs": lambda n: (
        f"[profile p{n}]\nsso_start_url = https://p{n}.awsapps.com/start\nsso_region = eu-west-1\n"
        "sso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
    "a chain of roles": lambda n: (
        f"[profile p{n}]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p{n + 1}\n"
    ),
    "a chain of ambiguous roles": lambda n: (
        f"[profile p{n}]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = p{n + 1}\n"
        "sso_session = s\nsso_account_id = 111122223333\nsso_role_name = Developer\n"
    ),
}
SIZE = 2 * LONGEST


@pytest.mark.parametrize("shape", LINES)
def test_lines_of_one_section(shape: str) -> None:
    _is_linear(lambda size: H + "".join(map(LINES[shape], range(size))))


@pytest.mark.parametrize("shape", SECTIONS)
def test_sections_of_one_file(shape: str) -> None:
    _is_linear(lambda size: "".join(map(SECTIONS[shape], range(size))))


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
